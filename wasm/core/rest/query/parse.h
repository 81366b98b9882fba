// From the text of a query to its tree (L01 to L07).
#pragma once

#include <optional>
#include <string_view>

#include "core/rest/query/tree.h"

namespace kintone::rest::query {

/// Nothing where `text` does not fit the grammar (L07). Only blanks are the empty tree (L01).
[[nodiscard]] std::optional<tree> parse(std::string_view text);

}  // namespace kintone::rest::query
