// The head of a request as it reached the server.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/http/field.h"

namespace kintone::http {

struct request_head {
  std::string method;
  /// As on the request line.
  std::string target;
  http::fields fields;
  /// The connected socket's own end; the port as digits.
  std::string local_address;
  std::string local_port;
  /// Over TLS.
  bool secure = false;

  /// The target without its query.
  [[nodiscard]] std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
};

/// A head as it crosses from JavaScript: parts with a NUL between two, which are the number of its fields'
/// names and values, method, target, three that its reader knows, and those names and values in turn, as
/// binary strings (a character for a byte).
struct crossed_head {
  request_head head;
  /// What else is told of it.
  std::array<std::string_view, 3> about;
};

/// Nothing where the parts are of another number, as where a value has a NUL in it. `text` must outlive what
/// it gives.
[[nodiscard]] std::optional<crossed_head> read_crossed(std::string_view text);

}  // namespace kintone::http
