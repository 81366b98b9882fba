#include "core/rest/fields/moment.h"

#include "core/base/ascii.h"

namespace kintone::rest::fields {
namespace {

constexpr std::int64_t minutes_of_hour = 60;
constexpr std::int64_t months_of_year = 12;

constexpr std::int64_t floor_divided(std::int64_t number, std::int64_t by) {
  return number / by - (number % by < 0 ? 1 : 0);
}

/// The number that `length` digits at the start of `rest` are, which loses them; -1 where they are none.
std::int64_t take_number(std::string_view& rest, std::size_t length) {
  if (rest.size() < length) return -1;
  std::int64_t number = 0;
  for (const char c : rest.substr(0, length)) {
    if (!ascii::is_digit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  rest.remove_prefix(length);
  return number;
}

bool take(std::string_view& rest, char wanted) {
  if (!rest.starts_with(wanted)) return false;
  rest.remove_prefix(1);
  return true;
}

std::optional<std::int64_t> take_date(std::string_view& rest) {
  const std::int64_t year = take_number(rest, 4);
  if (year < 0 || !take(rest, '-')) return std::nullopt;
  const std::int64_t month = take_number(rest, 2);
  if (month < 1 || month > months_of_year || !take(rest, '-')) return std::nullopt;
  const std::int64_t day = take_number(rest, 2);
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return days_from(year, month, day);
}

std::optional<std::int64_t> take_time(std::string_view& rest, bool has_colon = true) {
  const std::int64_t hour = take_number(rest, 2);
  if (hour < 0 || hour >= minutes_of_day / minutes_of_hour) return std::nullopt;
  if (has_colon && !take(rest, ':')) return std::nullopt;
  const std::int64_t minute = take_number(rest, 2);
  if (minute < 0 || minute >= minutes_of_hour) return std::nullopt;
  return hour * minutes_of_hour + minute;
}

/// Minutes ahead of UTC.
std::optional<std::int64_t> take_offset(std::string_view& rest) {
  if (take(rest, 'Z')) return 0;
  const bool is_behind = rest.starts_with('-');
  if (!take(rest, '+') && !take(rest, '-')) return std::nullopt;
  const auto minutes = take_time(rest, rest.find(':') != std::string_view::npos);
  return minutes && is_behind ? -*minutes : minutes;
}

}  // namespace

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the leap day
// is the last one; 400 years have 146,097 days.
std::int64_t days_from(std::int64_t year, std::int64_t month, std::int64_t day) {
  year += floor_divided(month - 1, months_of_year);
  month = month - 1 - floor_divided(month - 1, months_of_year) * months_of_year + 1;
  if (month <= 2) --year;
  const std::int64_t era = floor_divided(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

calendar_date date_of(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = floor_divided(days, 146'097);
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const std::int64_t month = shifted + (shifted < 10 ? 3 : -9);
  const std::int64_t day = day_of_year - (153 * shifted + 2) / 5 + 1;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
  return days_from(year, month + 1, 1) - days_from(year, month, 1);
}

int weekday_of(std::int64_t days) {
  constexpr std::int64_t week = 7;
  // 1970-01-01 was a Thursday.
  return static_cast<int>(days + 4 - floor_divided(days + 4, week) * week);
}

std::optional<std::int64_t> parse_date(std::string_view text) {
  const auto days = take_date(text);
  return text.empty() ? days : std::nullopt;
}

std::optional<std::int64_t> parse_time(std::string_view text) {
  const auto minutes = take_time(text);
  return text.empty() ? minutes : std::nullopt;
}

std::optional<std::int64_t> parse_instant(std::string_view text) {
  const auto days = take_date(text);
  if (!days || !take(text, 'T')) return std::nullopt;
  const auto minutes = take_time(text);
  if (!minutes) return std::nullopt;
  if (take(text, ':')) {
    const std::int64_t seconds = take_number(text, 2);
    if (seconds < 0 || seconds > 59) return std::nullopt;
  }
  const auto ahead = take_offset(text);
  if (!ahead || !text.empty()) return std::nullopt;
  return *days * minutes_of_day + *minutes - *ahead;
}

std::int64_t minutes_from(std::int64_t milliseconds) {
  return floor_divided(milliseconds, milliseconds_of_minute);
}

std::int64_t local_minutes(time_zone zone, std::int64_t minutes) {
  std::int64_t ahead = zone.empty() ? 0 : zone.front().minutes;
  for (const zone_offset& each : zone) {
    if (minutes_from(each.from) <= minutes) ahead = each.minutes;
  }
  return minutes + ahead;
}

std::int64_t local_day(time_zone zone, std::int64_t milliseconds) {
  return floor_divided(local_minutes(zone, minutes_from(milliseconds)), minutes_of_day);
}

std::int64_t instant_of(time_zone zone, std::int64_t local) {
  if (zone.empty()) return local;
  for (std::size_t i = 0;; ++i) {
    const std::int64_t moment = local - zone[i].minutes;
    // The clock was put forward over it.
    if (i > 0 && moment < minutes_from(zone[i].from)) return minutes_from(zone[i].from);
    if (i + 1 == zone.size() || moment < minutes_from(zone[i + 1].from)) return moment;
  }
}

}  // namespace kintone::rest::fields
