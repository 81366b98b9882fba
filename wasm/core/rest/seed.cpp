#include "core/rest/seed.h"

#include "core/base/number.h"
#include "core/rest/fields/moment.h"
#include "core/rest/fields/value.h"
#include "core/rest/parameters.h"

namespace kintone::rest {
namespace {

using fields::form_field;
using fields::misdeclaration;
using fields::shape;

/// What a value of the type may be.
std::string_view example_of(shape kept) {
  switch (kept) {
    case shape::options:
      return "['5']";
    case shape::codes:
      return "[{ code: 'alice' }]";
    case shape::files:
      return "[{ fileKey: '5' }]";
    case shape::table:
      return "[{ value: { A: { value: '5' } } }]";
    case shape::person:
      return "{ code: 'alice' }";
    case shape::date:
      return "'2026-01-31'";
    case shape::time:
      return "'09:30'";
    case shape::instant:
    case shape::stamp:
      return "'2026-01-31T09:30:00Z'";
    default:
      return "'5'";
  }
}

misdeclaration wrong(std::string path, std::string_view example) {
  return {std::move(path), phrase::expected_seed_value, std::string(example)};
}

misdeclaration judge_fields(const json_value& given, const std::string& path, const fields::form& f,
                            const std::vector<form_field>& all);

misdeclaration judge_rows(const json_value& rows, const std::string& path, const fields::form& f,
                          const form_field& table) {
  if (!rows.is_array() && !rows.is_null()) return wrong(path, example_of(shape::table));
  for (std::size_t i = 0; i < elements_of(rows).size(); ++i) {
    const std::string here = fill("{0}[{1}]", {path, decimal(i)});
    constexpr std::string_view example = "{ value: { A: { value: '5' } } }";
    const json_value& row = element(rows, i);
    if (!row.is_object()) return wrong(here, example);
    const json_value& cells = member(row, "value");
    if (!cells.is_object() && !cells.is_null()) return wrong(here + ".value", "{ A: { value: '5' } }");
    misdeclaration m = judge_fields(cells, here + ".value", f, table.cells);
    if (!m.is_right()) return m;
  }
  return {};
}

/// Whether it is no text of a moment that there is, where it is one of `why`.
bool is_of_moment(phrase why) {
  return why == phrase::value_date || why == phrase::value_time || why == phrase::value_instant;
}

bool can_have(const json_value& given, const fields::form& f, const form_field& field) {
  const shape kept = field.kept();
  if (kept == shape::none || kept == shape::record_number || given.is_null()) return true;
  if (kept == shape::person) return !string_of(member(given, "code")).empty();
  if (kept == shape::stamp) return fields::parse_instant(string_of(given)).has_value();
  objections unreadable;
  std::string read;
  const verdict refused = fields::value_reader(f, unreadable).read(field, given, {"record"}, read);
  return refused == nullptr &&
         none_of(unreadable, [](const objection& each) { return is_of_moment(each.why); });
}

misdeclaration judge_fields(const json_value& given, const std::string& path, const fields::form& f,
                            const std::vector<form_field>& all) {
  for (const auto& [code, field] : members_of(given)) {
    const std::string here = fill("{0}.{1}", {path, code});
    const form_field* known = f.field_of(code);
    if (&all != &f.fields()) {
      known = find_if(all, [&code = code](const form_field& each) { return each.code == code; });
    }
    const std::string_view example = example_of(known == nullptr ? shape::text : known->kept());
    if (!field.is_object()) return wrong(here, fill("{ value: {0} }", {example}));
    if (known == nullptr) continue;
    const json_value& value = member(field, "value");
    if (known->kept() == shape::table) {
      misdeclaration m = judge_rows(value, here + ".value", f, *known);
      if (!m.is_right()) return m;
    } else if (!can_have(value, f, *known)) {
      return wrong(here + ".value", example);
    }
  }
  return {};
}

}  // namespace

misdeclaration judge_seed(const json_value& record, const fields::form& f) {
  return judge_fields(record, "", f, f.fields());
}

}  // namespace kintone::rest
