// The one source of ids and tokens: ChaCha20 (RFC 8439) keyed with the platform's entropy, or with the option
// `seed`. Unguessable in the first case, reproducible in the second (T06).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace kintone::world {

using entropy = std::array<std::uint8_t, 32>;

class random {
 public:
  explicit random(const entropy& key);

  [[nodiscard]] std::uint8_t byte();
  /// `length` characters, each equally likely of [A-Za-z0-9].
  [[nodiscard]] std::string alphanumeric(std::size_t length);
  /// A version 4 UUID (RFC 9562, 5.4).
  [[nodiscard]] std::string uuid();

 private:
  void refill();

  std::array<std::uint32_t, 16> state_;
  std::array<std::uint8_t, 64> block_{};
  std::size_t used_ = sizeof(block_);
};

/// A key that depends on every byte of `seed`.
[[nodiscard]] entropy entropy_from_seed(std::string_view seed);

/// Reads 64 hex digits; other texts give a key too, so that nothing can fail here.
[[nodiscard]] entropy entropy_from_hex(std::string_view hex);

/// Compares in a time that depends on the lengths alone (T06).
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace kintone::world
