#include "core/page/form_record.h"

#include <array>

#include "core/base/algorithm.h"

namespace kintone::page {
namespace {

using rest::fields::emptiness;
using rest::fields::field_type;
using rest::fields::form_field;
using rest::fields::shape;

/// E14: what a change event follows, where it is no lookup.
constexpr std::array firing = {
    field_type::radio_button, field_type::drop_down,   field_type::check_box,
    field_type::multi_select, field_type::user_select, field_type::group_select,
    field_type::date,         field_type::time,        field_type::organization_select,
    field_type::datetime,     field_type::number,      field_type::single_line_text,
    field_type::subtable};

/// The key of a lookup does not; what it fills does.
bool fires(const form_field& f) { return contains(firing, f.type) && !f.looks_up; }

/// Whether its value is the form's, and not what kintone tells of a record.
bool is_of_form(const form_field& f) {
  return (rest::fields::has_column(f) && !f.is_in_process) || f.kept() == shape::table;
}

bool is_empty(const json_value& value) {
  return value.is_null() || (value.is_string() && string_of(value).empty());
}

/// A value that is empty, but a list's. Nothing is written where kintone has undefined.
void write_empty(json_writer& text, const form_field& f, record_shape as) {
  const bool is_new = as == record_shape::created;
  if (f.type == field_type::rich_text && is_new) {
    text.name("value").string("<div><br /></div>");
  } else if (f.type == field_type::radio_button && is_new && !f.options.empty()) {
    text.name("value").string(f.options.front());
  } else if (as == record_shape::shown && (f.type == field_type::date || f.type == field_type::time)) {
    text.name("value").json("null");
  } else if (!is_new || f.type == field_type::calc) {
    text.name("value").string("");
  }
}

void write_field(json_writer& text, const form_field& f, const json_value& stored, record_shape as);

void write_rows(json_writer& text, const form_field& f, const json_value& rows, record_shape as) {
  text.name("value").open('[');
  for (const json_value& row : elements_of(rows)) {
    text.open('{').name("id");
    if (as == record_shape::created) {
      text.json("null");
    } else {
      text.tree(member(row, "id"));
    }
    text.name("value").open('{');
    for (const form_field& cell : f.cells)
      write_field(text, cell, member(member(row, "value"), cell.code), as);
    text.close('}').close('}');
  }
  text.close(']');
}

void write_field(json_writer& text, const form_field& f, const json_value& stored, record_shape as) {
  const json_value& value = member(stored, "value");
  text.name(f.code).open('{').name("type").string(f.row().name);
  if (f.looks_up) {
    text.name("confirmed").boolean(!is_empty(value)).name("recordId").json("null");
  }
  if (f.kept() == shape::table) {
    write_rows(text, f, value, as);
  } else if ((f.kept() == shape::files && as != record_shape::shown) ||
             (f.type == field_type::category && is_empty(value))) {
    text.name("value").open('[').close(']');
  } else if (is_empty(value)) {
    write_empty(text, f, as);
  } else {
    text.name("value").tree(value);
  }
  text.close('}');
}

void write_saved_fields(json_writer& text, const std::vector<form_field>& fields, const json_value& given);

void write_saved_value(json_writer& text, const form_field& f, const json_value& value) {
  if (f.kept() == shape::table) {
    text.open('[');
    for (const json_value& row : elements_of(value)) {
      text.open('{');
      if (!member(row, "id").is_null()) text.name("id").tree(member(row, "id"));
      write_saved_fields(text.name("value"), f.cells, member(row, "value"));
      text.close('}');
    }
    text.close(']');
  } else if (value.is_null()) {
    // Undefined and null empty a field (E11).
    text.json(f.row().when_empty == emptiness::list ? "[]" : "\"\"");
  } else {
    text.tree(value);
  }
}

/// Of a record, or of a row.
void write_saved_fields(json_writer& text, const std::vector<form_field>& fields, const json_value& given) {
  text.open('{');
  for (const form_field& each : fields) {
    const json_value& field = member(given, each.code);
    if (!can_be_entered(each) || each.kept() == shape::files || field.is_null()) continue;
    write_saved_value(text.name(each.code).open('{').name("value"), each, member(field, "value"));
    text.close('}');
  }
  text.close('}');
}

}  // namespace

std::string form_record(const rest::fields::form& f, const json_value& stored, record_shape as) {
  json_writer text;
  text.open('{');
  for (const form_field& each : f.fields()) {
    const bool is_kept = as == record_shape::created ? is_of_form(each) : each.kept() != shape::none;
    const bool is_category = each.type == field_type::category && each.is_enabled;
    if (is_kept || is_category) write_field(text, each, member(stored, each.code), as);
  }
  for (const char* name : {"$id", "$revision"}) {
    if (!member(stored, name).is_null()) text.name(name).tree(member(stored, name));
  }
  return text.close('}').take();
}

std::vector<std::string> firing_codes(const rest::fields::form& f) {
  std::vector<std::string> codes;
  for (const form_field& each : f.fields()) {
    if (fires(each)) codes.push_back(each.code);
    for (const form_field& cell : each.cells) {
      if (fires(cell)) codes.push_back(cell.code);
    }
  }
  return codes;
}

bool can_be_entered(const form_field& f) {
  return is_of_form(f) && f.kept() != shape::computed && !f.is_filled;
}

std::string saved_record(const rest::fields::form& f, const json_value& form) {
  json_writer text;
  write_saved_fields(text, f.fields(), form);
  return text.take();
}

}  // namespace kintone::page
