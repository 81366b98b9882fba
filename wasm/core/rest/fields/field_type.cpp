#include "core/rest/fields/field_type.h"

#include <array>
#include <cstddef>

#include "core/base/algorithm.h"

namespace kintone::rest::fields {
namespace {

using enum field_type;

constexpr std::size_t count = static_cast<std::size_t>(field_type_count);
constexpr unsigned numbers = equality | order | membership;
constexpr unsigned moments = equality | order;
constexpr unsigned short_text = equality | membership | words;
constexpr unsigned long_text = words | presence;
constexpr unsigned any_moment = days | instants;

/// Whether `order by` takes it, and whether a query may name declared options alone.
constexpr bool sorted = true;
constexpr bool unsorted = false;
constexpr bool options = true;
constexpr bool open = false;

constexpr required_key never = required_key::not_enforced;

constexpr std::array<field_type_row, count> rows = {{
    {record_number, "RECORD_NUMBER", emptiness::none, comparison::id, numbers, no_functions, sorted, open,
     shape::record_number, never, no_traits, "RECORD_ID"},
    {id, "__ID__", emptiness::none, comparison::id, numbers, no_functions, sorted, open, shape::none, never,
     no_traits, ""},
    {revision, "__REVISION__", emptiness::none, comparison::none, no_operators, no_functions, unsorted, open,
     shape::none, never, no_traits, ""},
    {creator, "CREATOR", emptiness::none, comparison::code, membership, users, unsorted, open, shape::person,
     never, no_traits, "CREATOR"},
    {created_time, "CREATED_TIME", emptiness::none, comparison::instant, moments, any_moment, sorted, open,
     shape::stamp, never, no_traits, "CREATED_AT"},
    {modifier, "MODIFIER", emptiness::none, comparison::code, membership, users, unsorted, open,
     shape::person, never, no_traits, "MODIFIER"},
    {updated_time, "UPDATED_TIME", emptiness::none, comparison::instant, moments, any_moment, sorted, open,
     shape::stamp, never, no_traits, "MODIFIED_AT"},
    {status, "STATUS", emptiness::none, comparison::text, equality | membership, no_functions, sorted,
     options, shape::none, never, no_traits, "STATUS"},
    {status_assignee, "STATUS_ASSIGNEE", emptiness::list, comparison::code, membership, users, unsorted, open,
     shape::none, never, no_traits, "STATUS_ASSIGNEE"},
    {category, "CATEGORY", emptiness::list, comparison::none, no_operators, no_functions, unsorted, open,
     shape::none, never, no_traits, "CATEGORY"},
    {single_line_text, "SINGLE_LINE_TEXT", emptiness::text, comparison::text, short_text, no_functions,
     sorted, open, shape::text, required_key::value, uniqueness | length | update_key, ""},
    {multi_line_text, "MULTI_LINE_TEXT", emptiness::text, comparison::text, long_text, no_functions, unsorted,
     open, shape::text, required_key::value, no_traits, ""},
    {rich_text, "RICH_TEXT", emptiness::text, comparison::text, long_text, no_functions, unsorted, open,
     shape::text, required_key::value, no_traits, ""},
    {number, "NUMBER", emptiness::text, comparison::decimal, numbers, no_functions, sorted, open,
     shape::decimal, required_key::value, uniqueness | update_key, ""},
    {calc, "CALC", emptiness::text, comparison::decimal, numbers, no_functions, sorted, open, shape::computed,
     never, no_traits, ""},
    {radio_button, "RADIO_BUTTON", emptiness::null, comparison::choice, membership, no_functions, sorted,
     options, shape::option, never, no_traits, ""},
    {check_box, "CHECK_BOX", emptiness::list, comparison::choice, membership, no_functions, unsorted, options,
     shape::options, required_key::values, no_traits, ""},
    {multi_select, "MULTI_SELECT", emptiness::list, comparison::choice, membership, no_functions, unsorted,
     options, shape::options, required_key::values, no_traits, ""},
    {drop_down, "DROP_DOWN", emptiness::null, comparison::choice, membership, no_functions, sorted, options,
     shape::option, required_key::value, no_traits, ""},
    {date, "DATE", emptiness::null, comparison::date, moments, days, sorted, open, shape::date,
     required_key::value, uniqueness, ""},
    {time, "TIME", emptiness::null, comparison::time, moments, no_functions, sorted, open, shape::time,
     required_key::value, no_traits, ""},
    {datetime, "DATETIME", emptiness::text, comparison::instant, moments, any_moment, sorted, open,
     shape::instant, required_key::value, uniqueness, ""},
    {link, "LINK", emptiness::text, comparison::text, short_text, no_functions, sorted, open, shape::text,
     required_key::value, uniqueness | length, ""},
    {file, "FILE", emptiness::list, comparison::file, long_text, no_functions, unsorted, open, shape::files,
     required_key::values, no_traits, ""},
    {user_select, "USER_SELECT", emptiness::list, comparison::code, membership, users, unsorted, open,
     shape::codes, required_key::codes, no_traits, ""},
    {organization_select, "ORGANIZATION_SELECT", emptiness::list, comparison::code, membership, organizations,
     unsorted, open, shape::codes, required_key::codes, no_traits, ""},
    {group_select, "GROUP_SELECT", emptiness::list, comparison::code, membership, no_functions, unsorted,
     open, shape::codes, required_key::codes, no_traits, ""},
    {subtable, "SUBTABLE", emptiness::list, comparison::none, no_operators, no_functions, unsorted, open,
     shape::table, never, no_traits, ""},
    {reference_table, "REFERENCE_TABLE", emptiness::none, comparison::none, no_operators, no_functions,
     unsorted, open, shape::none, never, no_traits, ""},
    {group, "GROUP", emptiness::none, comparison::none, no_operators, no_functions, unsorted, open,
     shape::none, never, no_traits, "GROUP"},
    {label, "LABEL", emptiness::none, comparison::none, no_operators, no_functions, unsorted, open,
     shape::none, never, no_traits, ""},
    {spacer, "SPACER", emptiness::none, comparison::none, no_operators, no_functions, unsorted, open,
     shape::none, never, no_traits, ""},
    {hr, "HR", emptiness::none, comparison::none, no_operators, no_functions, unsorted, open, shape::none,
     never, no_traits, ""},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].id) != i) return false;
  }
  return true;
}
static_assert(in_order(), "the table follows the enumeration");

}  // namespace

std::span<const field_type_row> field_types() { return rows; }

const field_type_row& row_of(field_type type) { return rows[static_cast<std::size_t>(type)]; }

std::optional<field_type> field_type_of(std::string_view name) {
  const auto* found = find_if(rows, [name](const field_type_row& each) { return each.name == name; });
  return found == nullptr ? std::nullopt : std::optional(found->id);
}

}  // namespace kintone::rest::fields
