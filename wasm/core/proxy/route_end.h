// The ways in which the call of a route can fail.
#pragma once

#include <string_view>

#include "core/base/error.h"

namespace kintone::proxy {

/// A way for a call to end without an answer.
struct route_end {
  /// As a test names it.
  std::string_view name;
  error kind;
  /// As the platform names it; empty where the time runs out.
  std::string_view code;
};

/// Null where no end is called so.
[[nodiscard]] const route_end* end_called(std::string_view name);

/// The name of the end whose failure has this code; empty where none has.
[[nodiscard]] std::string_view end_with(std::string_view error_code);

}  // namespace kintone::proxy
