// The values of a test as what they are compared as (L06, L14 to L19, L23, L24).
#pragma once

#include "core/rest/query/checked.h"
#include "core/rest/query/mistake.h"

namespace kintone::rest::query {

/// What the values stand for depends on these.
struct surroundings {
  const queried_form& fields;
  const asker& by;
};

/// Puts `values` into `test`, whose field and operator are right. `is_dropped`: the condition is none, since
/// the asker has no primary organization (L19).
[[nodiscard]] problem read_values(const std::vector<written_value>& values, const surroundings& around,
                                  checked_test& test, bool& is_dropped);

}  // namespace kintone::rest::query
