// The functions of the query language (L23, L25): which there are, and what days a date function means. The
// day is today of whoever asks.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/rest/fields/moment.h"
#include "core/rest/query/mistake.h"
#include "core/rest/query/tree.h"

namespace kintone::rest::query {

enum class function : std::uint8_t {
  now,
  today,
  yesterday,
  tomorrow,
  from_today,
  week,
  month,
  year,
  login_user,
  primary_organization
};

struct function_row {
  std::string_view name;
  function id;
  /// Of weeks, months and years: last -1, this 0, next 1.
  std::int64_t which;
  std::size_t least_arguments;
  std::size_t most_arguments;
  /// Of fields::functions.
  unsigned group;
};

/// Null where there is none of this name.
[[nodiscard]] const function_row* function_of(std::string_view name);

/// Days since 1970-01-01, the last one within.
struct day_span {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

/// Whether the arguments are right: their number (GAIA_IL08), the unit (GAIA_IQ25), the day (GAIA_IQ23).
[[nodiscard]] problem judge_arguments(const written_value& call);

/// The days of a date function whose arguments are right. `today`: days since 1970-01-01.
[[nodiscard]] day_span days_of(const written_value& call, std::int64_t today);

}  // namespace kintone::rest::query
