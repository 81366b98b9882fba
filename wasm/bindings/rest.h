// One request to kintone's REST side (service/rest.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/service/crossing.h"
#include "core/service/rest.h"

namespace kintone::bindings {

/// Through which a form's bytes are looked at: JavaScript copies them here, and reads which of them are the
/// file's.
struct form_window {
  multipart::file_bytes file;
  std::array<char, 65'536> bytes;
};
inline form_window window;

/// One request to kintone's REST side. Owned by JavaScript: `delete()` ends it, and with it its place among
/// those at once (F20).
class rest_handle {
 public:
  rest_handle(service::rest& side, service::request head, bool has_session)
      : side_(side), call_(side, std::move(head), has_session) {}

  [[nodiscard]] std::string opening() const { return service::rest_text(call_); }
  /// `length`: bytes in the window. False: the form is to be read no further.
  bool feed(std::uint32_t length) {
    const bool goes_on = call_.form().feed({window.bytes.data(), length});
    window.file = call_.form().bytes();
    return goes_on;
  }
  std::string delimiter() { return std::string(call_.form().delimiter()); }
  std::uint32_t file() { return call_.form().id(); }
  /// Whether the file was taken.
  bool isKept() { return call_.form().is_kept(); }
  std::string answer(const std::string& message) { return text(call_.answer(message)); }
  std::string tooLong() { return text(call_.too_long()); }
  std::string notKept(const std::string& reason) { return text(call_.not_kept(reason)); }

 private:
  [[nodiscard]] std::string text(const service::rest_answer& a) {
    return service::answer_text(a, call_, side_);
  }

  service::rest& side_;
  service::rest_call call_;
};

/// Where the window's `file_bytes` stand, three numbers of 32 bits, and behind them its bytes.
inline std::uint32_t window_address() {
  static_assert(offsetof(form_window, bytes) == 3 * sizeof(std::uint32_t));
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(&window));
}
inline std::uint32_t window_length() { return static_cast<std::uint32_t>(window.bytes.size()); }

}  // namespace kintone::bindings
