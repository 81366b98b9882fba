#include "core/rest/fields/declaration.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/number.h"
#include "core/rest/parameters.h"

namespace kintone::rest::fields {
namespace {

/// Nothing where all is right; a path begins at the member's name.
misdeclaration wrong(std::string_view member, phrase expected) { return {fill(".{0}", {member}), expected}; }

misdeclaration read_flag(const json_value& declared, std::string_view name, bool& flag) {
  const json_value& given = member(declared, name);
  if (!given.is_null() && !given.is_boolean()) return wrong(name, phrase::expected_boolean);
  if (!given.is_null()) flag = is_true(given);
  return {};
}

/// Get Form Fields has numbers as texts.
misdeclaration read_length(const json_value& declared, std::string_view name,
                           std::optional<std::uint64_t>& length) {
  const json_value& given = member(declared, name);
  if (is_absent(given)) return {};
  length = given.is_string() ? whole_number(string_of(given)) : integer_of(given);
  return length ? misdeclaration{} : wrong(name, phrase::expected_length);
}

misdeclaration read_bound(const json_value& declared, std::string_view name,
                          std::optional<exact_decimal>& bound) {
  const json_value& given = member(declared, name);
  if (is_absent(given)) return {};
  bound = exact_decimal::parse(given.is_string() ? string_of(given) : std::string_view(number_of(given)));
  return bound ? misdeclaration{} : wrong(name, phrase::expected_number);
}

misdeclaration read_options(const json_value& declared, form_field& f) {
  const json_value& given = member(declared, "options");
  if (!given.is_object() || given.empty()) return wrong("options", phrase::expected_options);
  std::vector<std::pair<std::uint64_t, std::string>> options;
  for (const auto& [name, option] : members_of(given)) {
    if (!option.is_object()) return {fill(".options.{0}", {name}), phrase::expected_options};
    const json_value& index = member(option, "index");
    const auto place = index.is_string() ? whole_number(string_of(index)) : integer_of(index);
    options.emplace_back(place.value_or(options.size()), name);
  }
  std::stable_sort(options.begin(), options.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [place, name] : options) f.options.push_back(std::move(name));
  return {};
}

misdeclaration read_protocol(const json_value& declared, form_field& f) {
  constexpr std::array<std::pair<std::string_view, protocol>, 3> protocols = {
      {{"WEB", protocol::web}, {"MAIL", protocol::mail}, {"CALL", protocol::call}}};
  const json_value& given = member(declared, "protocol");
  const auto* found =
      find_if(protocols, [&given](const auto& each) { return each.first == string_of(given); });
  if (found == nullptr && !given.is_null()) return wrong("protocol", phrase::expected_protocol);
  f.form_of_link = found == nullptr ? protocol::web : found->second;
  return {};
}

misdeclaration read_lookup(const json_value& given, form_field& f) {
  if (given.is_null()) return {};
  lookup l;
  l.app = id_of(member(member(given, "relatedApp"), "app")).value_or(0);
  if (l.app == 0) return wrong("lookup.relatedApp.app", phrase::expected_lookup);
  l.key_field = string_of(member(given, "relatedKeyField"));
  if (l.key_field.empty()) return wrong("lookup.relatedKeyField", phrase::expected_lookup);
  const json_value& mappings = member(given, "fieldMappings");
  if (!mappings.is_null() && !mappings.is_array()) {
    return wrong("lookup.fieldMappings", phrase::expected_lookup);
  }
  for (const json_value& each : elements_of(mappings)) {
    const std::string_view field = string_of(member(each, "field"));
    const std::string_view related = string_of(member(each, "relatedField"));
    if (field.empty() || related.empty()) return wrong("lookup.fieldMappings", phrase::expected_lookup);
    l.mappings.push_back({std::string(field), std::string(related)});
  }
  f.looks_up = std::move(l);
  return {};
}

misdeclaration read_field(const std::string& code, const json_value& declared, bool is_cell, form_field& f);

misdeclaration read_cells(const json_value& declared, form_field& f) {
  const json_value& given = member(declared, "fields");
  if (!given.is_object() || given.empty()) return wrong("fields", phrase::expected_table_fields);
  for (const auto& [code, field] : members_of(given)) {
    form_field cell;
    misdeclaration m = read_field(code, field, true, cell);
    if (!m.is_right()) return {fill(".fields.{0}{1}", {code, m.path == "." ? "" : m.path}), m.expected};
    f.cells.push_back(std::move(cell));
  }
  return {};
}

bool may_be_cell(shape kept) {
  return kept != shape::none && kept != shape::table && kept != shape::record_number &&
         kept != shape::person && kept != shape::stamp;
}

/// The path `.` is the field itself.
misdeclaration read_field(const std::string& code, const json_value& declared, bool is_cell, form_field& f) {
  const bool is_object = declared.is_object();
  const auto type = field_type_of(string_of(is_object ? member(declared, "type") : declared));
  if (code.empty() || !type) return {".", phrase::expected_field_type};
  f.code = code;
  f.type = *type;
  const json_value& given_code = member(declared, "code");
  if (!given_code.is_null() && string_of(given_code) != code) return wrong("code", phrase::expected_code);
  const field_type_row& row = f.row();
  if (is_cell && !may_be_cell(row.kept)) return {".", phrase::expected_cell_type};
  misdeclaration m = read_flag(declared, "required", f.is_required);
  if (m.is_right()) m = read_flag(declared, "unique", f.is_unique);
  if (m.is_right()) m = read_flag(declared, "defaultNowValue", f.has_default_now);
  if (m.is_right()) m = read_flag(declared, "enabled", f.is_enabled);
  if (m.is_right()) m = read_length(declared, "minLength", f.min_length);
  if (m.is_right()) m = read_length(declared, "maxLength", f.max_length);
  if (m.is_right()) m = read_bound(declared, "minValue", f.min_value);
  if (m.is_right()) m = read_bound(declared, "maxValue", f.max_value);
  const bool is_choice = row.kept == shape::option || row.kept == shape::options;
  if (m.is_right() && is_choice) m = read_options(declared, f);
  if (m.is_right() && row.kept == shape::table) m = read_cells(declared, f);
  if (m.is_right() && f.type == field_type::link) m = read_protocol(declared, f);
  if (m.is_right()) m = read_lookup(member(declared, "lookup"), f);
  // What does not count for a type says nothing (D12, D14, D15).
  f.is_required = f.is_required && row.required != required_key::not_enforced;
  f.is_unique = f.is_unique && (row.judged & uniqueness) != 0 && !is_cell;
  if ((row.judged & length) == 0) f.min_length = f.max_length = std::nullopt;
  if (row.kept != shape::decimal) f.min_value = f.max_value = std::nullopt;
  f.default_value = member(declared, "defaultValue");
  return m;
}

}  // namespace

misdeclaration read_form(const json_value& declared, form& f) {
  f.is_open = false;
  for (const auto& [code, field] : members_of(declared)) {
    form_field read;
    misdeclaration m = read_field(code, field, false, read);
    if (!m.is_right()) return {fill(".{0}{1}", {code, m.path == "." ? "" : m.path}), m.expected};
    f.take_process(read);
    const form_field* cell = find_if(read.cells, [&f, &read](const form_field& each) {
      return f.find(each.code) || each.code == read.code;
    });
    if (cell != nullptr) return {fill(".{0}.fields.{1}", {code, cell->code}), phrase::expected_code_once};
    if (f.find(code)) return {fill(".{0}", {code}), phrase::expected_code_once};
    f.add(std::move(read));
  }
  return {};
}

misdeclaration read_precision(const json_value& settings, number_precision& p) {
  constexpr std::array<std::pair<std::string_view, rounding>, 3> ways = {
      {{"HALF_EVEN", rounding::half_even}, {"UP", rounding::up}, {"DOWN", rounding::down}}};
  const json_value& given = member(settings, "numberPrecision");
  if (given.is_null()) return {};
  // kintone's help, "Setting the number of digits": 1 to 30, and 0 to 10 of them behind the point.
  constexpr std::uint64_t most_digits = 30;
  constexpr std::uint64_t most_places = 10;
  std::optional<std::uint64_t> digits = p.digits;
  std::optional<std::uint64_t> places = p.decimal_places;
  misdeclaration m = read_length(given, "digits", digits);
  if (m.is_right()) m = read_length(given, "decimalPlaces", places);
  const bool fits =
      m.is_right() && *digits >= 1 && *digits <= most_digits && *places <= most_places && *places <= *digits;
  const json_value& how = member(given, "roundingMode");
  const auto* way = find_if(ways, [&how](const auto& each) { return each.first == string_of(how); });
  if (!fits || (way == nullptr && !how.is_null())) {
    return wrong("numberPrecision", phrase::expected_precision);
  }
  p.digits = static_cast<std::uint32_t>(*digits);
  p.decimal_places = static_cast<std::uint32_t>(*places);
  if (way != nullptr) p.how = way->second;
  return {};
}

}  // namespace kintone::rest::fields
