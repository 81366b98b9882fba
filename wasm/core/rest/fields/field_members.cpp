#include "core/rest/fields/field_members.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/phrase.h"
#include "core/rest/fields/field_type.h"
#include "core/rest/parameters.h"

namespace kintone::rest::fields {
namespace {

using enum field_type;

/// Every field's, as Get Form Fields answers it.
constexpr std::string_view common = "type, code, label, noLabel";
constexpr std::string_view in_lookup =
    "relatedApp, relatedKeyField, fieldMappings, lookupPickerFields, filterCond, sort";

struct members_of_type {
  field_type type;
  std::string_view names;
};

/// Beside those.
constexpr std::array own_members = {
    members_of_type{
        single_line_text,
        "required, unique, minLength, maxLength, defaultValue, expression, hideExpression, lookup"},
    members_of_type{multi_line_text, "required, defaultValue"},
    members_of_type{rich_text, "required, defaultValue"},
    members_of_type{
        field_type::number,
        "required, unique, minValue, maxValue, defaultValue, digit, displayScale, unit, unitPosition, "
        "lookup"},
    members_of_type{calc, "required, expression, hideExpression, format, displayScale, unit, unitPosition"},
    members_of_type{radio_button, "required, options, defaultValue, align"},
    members_of_type{check_box, "required, options, defaultValue, align"},
    members_of_type{multi_select, "required, options, defaultValue"},
    members_of_type{drop_down, "required, options, defaultValue"},
    members_of_type{date, "required, unique, defaultValue, defaultNowValue"},
    members_of_type{field_type::time, "required, defaultValue, defaultNowValue"},
    members_of_type{datetime, "required, unique, defaultValue, defaultNowValue"},
    members_of_type{link, "required, unique, protocol, minLength, maxLength, defaultValue, lookup"},
    members_of_type{file, "required, thumbnailSize"},
    members_of_type{user_select, "required, defaultValue, entities"},
    members_of_type{organization_select, "required, defaultValue, entities"},
    members_of_type{group_select, "required, defaultValue, entities"},
    members_of_type{subtable, "fields"},
    members_of_type{reference_table, "referenceTable"},
    members_of_type{group, "openGroup"},
    members_of_type{category, "enabled"},
    members_of_type{status, "enabled"},
    members_of_type{status_assignee, "enabled"},
    // Get Form Layout has these.
    members_of_type{label, "elementId, size"},
    members_of_type{spacer, "elementId, size"},
    members_of_type{hr, "elementId, size"},
};

/// Get Form Fields has them; a script would expect more of them than that they are answered.
constexpr std::array<std::string_view, 3> not_judged = {"expression", "entities", "filterCond"};

bool has_name(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const std::size_t end = names.find(", ");
    if (names.substr(0, end) == name) return true;
    names = end == std::string_view::npos ? std::string_view() : names.substr(end + 2);
  }
  return false;
}

std::string_view own_of(field_type type) {
  const auto* found = find_if(own_members, [type](const members_of_type& each) { return each.type == type; });
  return found == nullptr ? std::string_view() : found->names;
}

bool is_of_some_type(std::string_view name) {
  return any_of(own_members, [name](const members_of_type& each) { return has_name(each.names, name); });
}

/// Get Form Fields has many that say nothing.
bool says_something(const json_value& value) {
  if (value.is_boolean()) return is_true(value);
  return !is_absent(value) && !((value.is_array() || value.is_object()) && value.empty());
}

class finder {
 public:
  explicit finder(std::vector<unheard>& found) : found_(found) {}

  void find_in_fields(const json_value& declared, std::string_view path) {
    for (const auto& [code, field] : members_of(declared)) {
      const std::string here = fill("{0}.{1}", {path, code});
      if (const auto type = field_type_of(string_of(member(field, "type")))) find_in(field, *type, here);
    }
  }

 private:
  void find_in(const json_value& field, field_type type, const std::string& path) {
    const std::string_view own = own_of(type);
    const std::string takes = fill("{0}{1}{2}", {common, own.empty() ? "" : ", ", own});
    for (const auto& [name, value] : members_of(field)) judge(path, name, value, row_of(type).name, takes);
    for (const auto& [name, value] : members_of(member(field, "lookup"))) {
      judge(path + ".lookup", name, value, "lookup", in_lookup);
    }
    if (type == subtable) find_in_fields(member(field, "fields"), path + ".fields");
  }

  void judge(const std::string& path, const std::string& name, const json_value& value,
             std::string_view owner, std::string_view takes) {
    if (value.is_null()) return;
    const bool is_taken = has_name(takes, name);
    if (is_taken && !contains(not_judged, name)) return;
    if ((is_taken || is_of_some_type(name)) && !says_something(value)) return;
    const error kind = is_taken ? error::warn_member_not_judged : error::warn_member_unknown;
    const bool is_there = any_of(found_, [&](const unheard& each) {
      return each.kind == kind && each.name == name && (is_taken || each.owner == owner);
    });
    if (is_there) return;
    found_.push_back({kind, fill("{0}.{1}", {path, name}), name, std::string(owner), std::string(takes)});
  }

  std::vector<unheard>& found_;
};

}  // namespace

std::string unheard::line(locale language) const {
  const std::string message = kind == error::warn_member_unknown
                                  ? message_of(kind, language, {path, owner, takes})
                                  : message_of(kind, language, {path, name});
  return fill("{0} [{1}]", {message, entry_of(kind).code});
}

void find_unheard(const json_value& declared, std::string_view path, std::vector<unheard>& found) {
  finder(found).find_in_fields(declared, path);
}

}  // namespace kintone::rest::fields
