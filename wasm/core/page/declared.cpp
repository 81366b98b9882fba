#include "core/page/declared.h"

#include "core/base/algorithm.h"

namespace kintone::page {

bool declares_space(const json_value& part, std::string_view id) {
  if (string_of(member(part, "type")) == "SPACER" && string_of(member(part, "elementId")) == id) return true;
  const auto has = [id](const json_value& each) { return declares_space(each, id); };
  return any_of(elements_of(member(part, "fields")), has) || any_of(elements_of(member(part, "layout")), has);
}

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
