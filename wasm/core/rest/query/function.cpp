#include "core/rest/query/function.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/rest/fields/field_type.h"

namespace kintone::rest::query {
namespace {

using fields::calendar_date;
using fields::days_from;
using namespace std::string_view_literals;

constexpr std::array rows = {
    function_row{"NOW", function::now, 0, 0, 0, fields::instants},
    function_row{"TODAY", function::today, 0, 0, 0, fields::days},
    function_row{"YESTERDAY", function::yesterday, 0, 0, 0, fields::days},
    function_row{"TOMORROW", function::tomorrow, 0, 0, 0, fields::days},
    function_row{"FROM_TODAY", function::from_today, 0, 2, 2, fields::days},
    function_row{"LAST_WEEK", function::week, -1, 0, 1, fields::days},
    function_row{"THIS_WEEK", function::week, 0, 0, 1, fields::days},
    function_row{"NEXT_WEEK", function::week, 1, 0, 1, fields::days},
    function_row{"LAST_MONTH", function::month, -1, 0, 1, fields::days},
    function_row{"THIS_MONTH", function::month, 0, 0, 1, fields::days},
    function_row{"NEXT_MONTH", function::month, 1, 0, 1, fields::days},
    function_row{"LAST_YEAR", function::year, -1, 0, 0, fields::days},
    function_row{"THIS_YEAR", function::year, 0, 0, 0, fields::days},
    function_row{"NEXT_YEAR", function::year, 1, 0, 0, fields::days},
    function_row{"LOGINUSER", function::login_user, 0, 0, 0, fields::users},
    function_row{"PRIMARY_ORGANIZATION", function::primary_organization, 0, 0, 0, fields::organizations},
};

/// L23: weeks begin on Sunday.
constexpr std::array weekdays = {"SUNDAY"sv,   "MONDAY"sv, "TUESDAY"sv, "WEDNESDAY"sv,
                                 "THURSDAY"sv, "FRIDAY"sv, "SATURDAY"sv};
constexpr std::array units = {"DAYS"sv, "WEEKS"sv, "MONTHS"sv, "YEARS"sv};
constexpr std::string_view last_day = "LAST";
constexpr std::int64_t days_of_week = 7;
constexpr std::uint64_t longest_month = 31;

/// The number in `text`, digits with a minus or without. What is further away than every date is as good as a
/// million.
std::optional<std::int64_t> integer_in(std::string_view text) {
  const bool is_minus = text.starts_with('-');
  if (is_minus) text.remove_prefix(1);
  if (text.empty() || !all_of(text, ascii::is_digit)) return std::nullopt;
  constexpr std::uint64_t most = 1'000'000;
  const auto size = static_cast<std::int64_t>(std::min(whole_number(text).value_or(most), most));
  return is_minus ? -size : size;
}

template <typename list>
std::int64_t place_in(const list& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) - names.begin();
}

day_span one_day(std::int64_t day) { return {day, day}; }

/// The same day of a month that is so many later, or its last one.
std::int64_t months_later(const calendar_date& from, std::int64_t months) {
  const std::int64_t month = from.month + months;
  return days_from(from.year, month, std::min(from.day, fields::days_in_month(from.year, month)));
}

day_span from_today(const written_value& call, std::int64_t today) {
  const std::int64_t count = integer_in(call.arguments[0]).value_or(0);
  switch (place_in(units, call.arguments[1])) {
    case 0:
      return one_day(today + count);
    case 1:
      return one_day(today + count * days_of_week);
    case 2:
      return one_day(months_later(fields::date_of(today), count));
    default: {
      constexpr std::int64_t months_of_year = 12;
      return one_day(months_later(fields::date_of(today), count * months_of_year));
    }
  }
}

day_span week(const written_value& call, std::int64_t today, std::int64_t which) {
  const std::int64_t sunday = today - fields::weekday_of(today) + which * days_of_week;
  if (call.arguments.empty()) return {sunday, sunday + days_of_week - 1};
  return one_day(sunday + place_in(weekdays, call.arguments[0]));
}

day_span month(const written_value& call, std::int64_t today, std::int64_t which) {
  const calendar_date date = fields::date_of(today);
  const std::int64_t first = days_from(date.year, date.month + which, 1);
  const std::int64_t next = days_from(date.year, date.month + which + 1, 1);
  if (call.arguments.empty()) return {first, next - 1};
  if (call.arguments[0] == last_day) return one_day(next - 1);
  // L23: a day that a month lacks is the first of the next one.
  return one_day(std::min(first + integer_in(call.arguments[0]).value_or(1) - 1, next));
}

}  // namespace

const function_row* function_of(std::string_view name) {
  return find_if(rows, [name](const function_row& each) { return each.name == name; });
}

problem judge_arguments(const written_value& call) {
  const function_row& row = *function_of(call.text);
  const std::vector<std::string>& given = call.arguments;
  if (given.size() < row.least_arguments || given.size() > row.most_arguments) {
    return wrong(error::query_illegal);
  }
  if (row.id == function::from_today) {
    if (!integer_in(given[0])) return wrong(error::query_illegal);
    if (!contains(units, given[1])) return wrong(error::query_unit_unknown);
  }
  if (row.id == function::week && !given.empty() && !contains(weekdays, given[0])) {
    return wrong(error::query_illegal);
  }
  if (row.id == function::month && !given.empty() && given[0] != last_day) {
    const auto day = whole_number(given[0]);
    if (!day || *day < 1 || *day > longest_month) return wrong(error::query_day_invalid, given[0]);
  }
  return nullptr;
}

day_span days_of(const written_value& call, std::int64_t today) {
  const function_row& row = *function_of(call.text);
  switch (row.id) {
    case function::yesterday:
      return one_day(today - 1);
    case function::tomorrow:
      return one_day(today + 1);
    case function::from_today:
      return from_today(call, today);
    case function::week:
      return week(call, today, row.which);
    case function::month:
      return month(call, today, row.which);
    case function::year: {
      const std::int64_t year = fields::date_of(today).year + row.which;
      return {days_from(year, 1, 1), days_from(year + 1, 1, 1) - 1};
    }
    default:
      return one_day(today);
  }
}

}  // namespace kintone::rest::query
