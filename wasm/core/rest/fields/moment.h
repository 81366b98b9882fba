// Days, minutes and instants as kintone writes them (L17, D24), by the proleptic Gregorian calendar, and the
// local time of whoever asks (L23, D10). The clock and the zone are facts from outside.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kintone::rest::fields {

inline constexpr std::int64_t minutes_of_day = 1'440;
inline constexpr std::int64_t milliseconds_of_minute = 60'000;

/// Days since 1970-01-01. A day that the month lacks is counted on into the next; a month of 0 or below, or
/// above 12, into other years.
[[nodiscard]] std::int64_t days_from(std::int64_t year, std::int64_t month, std::int64_t day);

struct calendar_date {
  std::int64_t year;
  std::int64_t month;
  std::int64_t day;
};

[[nodiscard]] calendar_date date_of(std::int64_t days);

/// 28 to 31; `month` as in `days_from`.
[[nodiscard]] std::int64_t days_in_month(std::int64_t year, std::int64_t month);

/// 0 is a Sunday.
[[nodiscard]] int weekday_of(std::int64_t days);

/// Reads `YYYY-MM-DD`, a day that exists, as days since 1970-01-01.
[[nodiscard]] std::optional<std::int64_t> parse_date(std::string_view text);

/// Reads `HH:MM`, as minutes since midnight.
[[nodiscard]] std::optional<std::int64_t> parse_time(std::string_view text);

/// Reads `YYYY-MM-DDTHH:MM[:SS]` with `Z`, `+HH:MM` or `+HHMM` behind it, as minutes since 1970-01-01T00:00Z;
/// seconds are cut.
[[nodiscard]] std::optional<std::int64_t> parse_instant(std::string_view text);

/// The minutes since 1970-01-01T00:00Z of milliseconds.
[[nodiscard]] std::int64_t minutes_from(std::int64_t milliseconds);

/// From `from`, in milliseconds since 1970-01-01T00:00Z, on local time is so many minutes ahead of UTC.
struct zone_offset {
  std::int64_t from;
  std::int32_t minutes;
};

/// In the order of their beginnings; the first one holds before, too. Without any it is UTC.
using time_zone = std::span<const zone_offset>;

/// The local day at an instant, in milliseconds.
[[nodiscard]] std::int64_t local_day(time_zone zone, std::int64_t milliseconds);

/// Which local time an instant is, both in minutes.
[[nodiscard]] std::int64_t local_minutes(time_zone zone, std::int64_t minutes);

/// When it is a local time, in minutes since 1970-01-01T00:00Z: the first instant of it; of a time that the
/// clock was put forward over, the instant in which that happened.
[[nodiscard]] std::int64_t instant_of(time_zone zone, std::int64_t local);

/// When a local day begins: the first moment of that day that there is.
[[nodiscard]] inline std::int64_t beginning_of_day(time_zone zone, std::int64_t days) {
  return instant_of(zone, days * minutes_of_day);
}

}  // namespace kintone::rest::fields
