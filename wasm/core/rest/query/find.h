// Which records a query finds, in its order (L14 to L22, L26, L27). Time is linear in the records; memory is
// that of the records up to offset and limit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/rest/query/checked.h"

namespace kintone::rest::query {

struct found {
  /// Places of the source: those behind the offset, within the limit.
  std::vector<std::size_t> records = {};
  /// All that fit, where they were to be counted.
  std::uint64_t total = 0;
};

/// `is_counted`: all are looked at, even where the first ones would do.
[[nodiscard]] found find(const checked_query& q, const source& s, bool is_counted);

/// Whether the condition holds for a record.
[[nodiscard]] bool holds(const checked_query& q, const source& s, std::size_t record);

}  // namespace kintone::rest::query
