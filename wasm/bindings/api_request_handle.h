// One request to kintone's REST side (rest/backend.h).
#pragma once

#include <cstdint>
#include <string>

#include "bindings/described.h"
#include "bindings/window.h"
#include "core/rest/api_text.h"
#include "core/rest/backend.h"

namespace kintone::bindings {

/// One request to kintone's REST side. Owned by JavaScript: `delete()` ends it, and with it its place among
/// those at once (F20).
class api_request_handle {
 public:
  api_request_handle(rest::backend& side, http::request_head head, bool has_session)
      : side_(side), call_(side, std::move(head), has_session) {}

  [[nodiscard]] std::string opening() const { return rest::opening_text(call_); }
  /// `length`: bytes in the window. False: the form is to be read no further.
  bool feed(std::uint32_t length) {
    const bool goes_on = call_.form().feed({window.bytes.data(), length});
    const multipart::file_bytes& file = call_.form().bytes();
    window.numbers = {file.held, file.offset, file.length};
    return goes_on;
  }
  std::string delimiter() { return std::string(call_.form().delimiter()); }
  /// The number of the form's file, once it was taken; else 0.
  std::uint32_t file() { return call_.form().is_kept() ? call_.form().id() : 0; }
  /// The answer to a message of which the body was "read", as `what` where it is a text; had too many bytes,
  /// "tooLong"; or has a file whose bytes are "notKept", `what` says why.
  std::string answer(const std::string& how, const std::string& what) {
    if (how == "tooLong") return text(call_.too_long());
    return text(how == "notKept" ? call_.not_kept(what) : call_.answer(what));
  }
  /// What routes of shim.rest are asked about; empty where none is.
  [[nodiscard]] std::string asked() const {
    return call_.is_over() ? std::string() : rest::asked_text(call_);
  }
  /// The answer of a route (rest/api_text.h).
  std::string routed(const std::string& said) { return text(call_.routed(rest::read_routed(parsed(said)))); }

 private:
  [[nodiscard]] std::string text(const rest::api_answer& a) { return rest::answer_text(a, call_, side_); }

  rest::backend& side_;
  rest::api_request call_;
};

}  // namespace kintone::bindings
