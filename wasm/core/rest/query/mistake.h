// What is wrong with a query.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace kintone::rest::query {

struct mistake {
  /// error::validation_failed is what does not fit the grammar (L07): its text is phrase::query_format, about
  /// the parameter `query`.
  error kind = error::validation_failed;
  /// What the message's `{0}` and `{1}` stand for.
  std::string fact = {};
  std::string other = {};
};

/// Null where nothing is wrong.
using problem = std::unique_ptr<const mistake>;

[[nodiscard]] inline problem wrong(error kind, std::string_view fact = {}, std::string_view other = {}) {
  return std::make_unique<mistake>(mistake{kind, std::string(fact), std::string(other)});
}

/// L07.
[[nodiscard]] inline problem wrong_format() { return wrong(error::validation_failed); }

}  // namespace kintone::rest::query
