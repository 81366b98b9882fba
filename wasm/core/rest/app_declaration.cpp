#include "core/rest/app_declaration.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/rest/parameters.h"
#include "core/rest/seed.h"

namespace kintone::rest {
namespace {

using fields::misdeclaration;

/// Answers of kintone's REST API that are given as they are.
constexpr std::array<std::string_view, 6> answers = {"layout",   "views", "status",
                                                     "settings", "app",   "customize"};
constexpr std::array<std::string_view, 5> others = {"properties", "fields", "revision", "guestSpace",
                                                    "records"};

/// What a page may have.
constexpr std::array<std::string_view, 7> of_pages = {"properties", "fields", "guestSpace", "layout",
                                                      "views",      "status", "settings"};

misdeclaration wrong(std::string_view path, phrase expected) { return {fill(".{0}", {path}), expected}; }

misdeclaration read_fields(const json_value& given, std::string_view name, fields::form& f) {
  const json_value& declared = member(given, name);
  if (!declared.is_object() || declared.empty()) return wrong(name, phrase::expected_apps);
  const misdeclaration m = fields::read_form(declared, f);
  return m.is_right() ? m : misdeclaration{fill(".{0}{1}", {name, m.path}), m.expected};
}

misdeclaration read_records(const json_value& given, const fields::form& f) {
  const json_value& list = member(given, "records");
  if (!list.is_null() && !list.is_array()) return wrong("records", phrase::expected_records);
  for (std::size_t i = 0; i < elements_of(list).size(); ++i) {
    const std::string path = fill("records[{0}]", {decimal(i)});
    if (!element(list, i).is_object()) return wrong(path, phrase::expected_records);
    misdeclaration m = judge_seed(element(list, i), f);
    if (!m.is_right()) return {fill(".{0}{1}", {path, m.path}), m.expected, m.fact};
  }
  return {};
}

}  // namespace

misdeclaration read_app(const json_value& given, declared_app& d) {
  for (const auto& [name, value] : members_of(given)) {
    // A misspelt one would be as if it were not there.
    if (!contains(answers, name) && !contains(others, name)) return wrong(name, phrase::expected_apps);
    if (contains(answers, name) && !value.is_object() && !value.is_null()) {
      return wrong(name, phrase::expected_answer);
    }
  }
  // It says nothing of the app, unless that it takes no value at all: nothing is dropped without a word.
  if (none_of(members_of(given), [](const auto& each) { return !each.second.is_null(); })) {
    return {".", phrase::expected_apps};
  }
  const bool has_properties = !member(given, "properties").is_null();
  const bool has_fields = !member(given, "fields").is_null();
  if (has_properties && has_fields) return wrong("fields", phrase::expected_apps);
  misdeclaration m = fields::read_process(member(given, "status"), d.form.process);
  if (!m.is_right()) return {".status" + m.path, m.expected, m.fact};
  if (has_properties || has_fields) m = read_fields(given, has_properties ? "properties" : "fields", d.form);
  if (!m.is_right()) return m;
  if (const json_value& space = member(given, "guestSpace"); !space.is_null()) {
    d.space = id_of(space).value_or(0);
    if (d.space == 0) return wrong("guestSpace", phrase::expected_apps);
  }
  const json_value& settings = member(given, "settings");
  m = fields::read_precision(settings, d.form.precision);
  if (!m.is_right()) return {fill(".settings{0}", {m.path}), m.expected};
  d.form.code = string_of(member(member(given, "app"), "code"));
  m = read_records(given, d.form);
  if (m.is_right()) d.given = given;
  return m;
}

void write_for_page(json_writer& text, const json_value& given) {
  text.open('{');
  for (const std::string_view name : of_pages) {
    if (!member(given, name).is_null()) text.name(name).tree(member(given, name));
  }
  text.close('}');
}

}  // namespace kintone::rest
