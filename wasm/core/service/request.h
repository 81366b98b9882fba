// The head of a request as it reached the server.
#pragma once

#include <string>
#include <string_view>

#include "core/http/field.h"

namespace kintone::service {

struct request {
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

}  // namespace kintone::service
