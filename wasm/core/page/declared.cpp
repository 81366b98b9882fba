#include "core/page/declared.h"

#include "core/base/algorithm.h"

namespace kintone::page {

namespace {

/// Whether a part of a layout has what has this element id.
bool declares(const json_value& part, std::string_view id, bool (*is_kind)(std::string_view type)) {
  if (is_kind(string_of(member(part, "type"))) && string_of(member(part, "elementId")) == id) return true;
  const auto has = [&](const json_value& each) { return declares(each, id, is_kind); };
  return any_of(elements_of(member(part, "fields")), has) || any_of(elements_of(member(part, "layout")), has);
}

bool is_space(std::string_view type) { return type == "SPACER"; }
bool has_element_id(std::string_view type) { return type == "LABEL" || type == "HR" || is_space(type); }

}  // namespace

bool declares_element(const json_value& part, std::string_view id) {
  return declares(part, id, has_element_id);
}

bool declares_space(const json_value& part, std::string_view id) { return declares(part, id, is_space); }

const json_value& declared_field(const rest::app& a, std::string_view code) {
  static const json_value none;
  for (const auto& [name, field] : members_of(a.declared_fields())) {
    if (name == code) return field;
    const json_value& cell = member(member(field, "fields"), code);
    if (!cell.is_null()) return cell;
  }
  return none;
}

bool is_open_at_first(const rest::app& a, std::string_view code) {
  return is_true(member(declared_field(a, code), "openGroup"));
}

}  // namespace kintone::page
