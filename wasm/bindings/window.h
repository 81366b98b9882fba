// The one place through which bytes are looked at.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace kintone::bindings {

/// JavaScript copies bytes here, has them looked at, and reads what was told of them, at once.
struct byte_window {
  std::array<std::uint32_t, 4> numbers;
  std::array<char, 65'536> bytes;
};
inline byte_window window;

/// Where the numbers stand, and behind them room for bytes.
inline std::uint32_t window_address() {
  static_assert(offsetof(byte_window, bytes) == 4 * sizeof(std::uint32_t));
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(&window));
}

}  // namespace kintone::bindings
