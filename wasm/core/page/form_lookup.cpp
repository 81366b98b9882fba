#include "core/page/form_lookup.h"

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/page/form_record.h"
#include "core/page/record_screen.h"
#include "core/rest/query/tree.h"

namespace kintone::page {
namespace {

using rest::fields::form_field;
using rest::fields::lookup;
using rest::fields::shape;

/// More than one is told from exactly one.
constexpr std::uint64_t hits_asked = 2;

/// The form or the cells that have the field.
const std::vector<form_field>* owner_of(const rest::fields::form& f, std::string_view code) {
  const auto is_it = [code](const form_field& each) { return each.code == code; };
  if (any_of(f.fields(), is_it)) return &f.fields();
  const form_field* table =
      find_if(f.fields(), [&](const form_field& each) { return any_of(each.cells, is_it); });
  return table == nullptr ? nullptr : &table->cells;
}

std::string question(const rest::records& all, const world::world& w, const lookup& l,
                     std::string_view value) {
  json_writer text;
  text.open('{').name("asks").open('{').name("path").string(rest_path_here(all, w) + "records.json");
  text.name("params").open('{').name("app").number(l.app).name("query");
  text.string(
      fill("{0} = {1} limit {2}", {l.key_field, rest::query::quoted_text(value), decimal(hits_asked)}));
  return text.close('}').close('}').close('}').take();
}

/// A value of the source record as the target has it (D29).
json_value copied(const json_value& source, const form_field& to) {
  const json_value& value = member(source, "value");
  const bool is_list = to.row().when_empty == rest::fields::emptiness::list;
  if (value.is_object()) {
    if (!is_list) return member(value, "code");
    json_value list = json_value::array();
    list.push_back(value);
    return list;
  }
  const bool is_same = value.is_array() ? string_of(member(source, "type")) == to.row().name : !is_list;
  return is_same ? value : json_value();
}

void write_value(json_writer& text, const form_field& to, const json_value& value) {
  text.open('{');
  if (!value.is_null()) {
    text.name("value").tree(value);
  } else if (to.row().when_empty == rest::fields::emptiness::list) {
    text.name("value").json("[]");
  }
  text.close('}');
}

}  // namespace

std::string lookup_text(const rest::records& all, const world::world& w, std::string_view code,
                        const json_value& key, const json_value& answer) {
  const std::vector<form_field>* owner = owner_of(form_here(all, w), code);
  const form_field* field =
      owner == nullptr ? nullptr
                       : find_if(*owner, [code](const form_field& each) { return each.code == code; });
  if (field == nullptr || !field->looks_up) return "{}";
  const lookup& l = *field->looks_up;
  const json_value& mark = member(key, "lookup");
  const bool clears = string_of(mark) == "CLEAR";
  const bool gets = is_true(mark) || string_of(mark) == "UPDATE";
  const json_value& value = member(key, "value");
  const std::string wanted =
      value.is_string() ? std::string(string_of(value)) : json_writer().tree(value).take();
  if (!clears && (!gets || value.is_null() || wanted.empty())) return "{}";
  if (gets && answer.is_null()) return question(all, w, l, wanted);
  const json_value& found = element(member(answer, "records"), 0);
  if (gets && elements_of(member(answer, "records")).size() != 1) return "{}";
  json_writer text;
  text.open('{').name("key").open('{').name("confirmed").boolean(gets).name("recordId");
  text.tree(member(member(found, "$id"), "value"));
  if (gets) text.name("value").tree(value);
  text.close('}').name("fields").open('{');
  for (const lookup::mapping& each : l.mappings) {
    const form_field* to = find_if(*owner, [&each](const form_field& f) { return f.code == each.field; });
    if (to == nullptr || to->kept() == shape::files) continue;
    write_value(text.name(each.field), *to, copied(member(found, each.related), *to));
  }
  return text.close('}').close('}').take();
}

}  // namespace kintone::page
