// A query against a form (L08 to L13, L16, L17, L19, L23 to L28): the first thing that is wrong, in the order
// of the text, or what is to be evaluated.
#pragma once

#include <string_view>

#include "core/rest/query/checked.h"
#include "core/rest/query/mistake.h"
#include "core/rest/query/source.h"

namespace kintone::rest::query {

/// Into `q`, which is as it was made. What is wrong leaves it unusable.
[[nodiscard]] problem check(const tree& t, const queried_form& f, const asker& by, checked_query& q);

/// `parse` and `check`.
[[nodiscard]] problem read(std::string_view text, const queried_form& f, const asker& by, checked_query& q);

}  // namespace kintone::rest::query
