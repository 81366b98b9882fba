#include "core/rest/fields/form.h"

#include <array>
#include <utility>

#include "core/base/algorithm.h"
#include "core/base/number.h"

namespace kintone::rest::fields {
namespace {

/// What an answer shows of a field beside its code, its type and its value.
constexpr std::uint64_t around_field = 40;

struct system_field {
  field_type type;
  std::string_view en;
  std::string_view ja;
};

constexpr std::array<system_field, 7> system_fields = {{
    {field_type::record_number, "Record_number", "レコード番号"},
    {field_type::creator, "Created_by", "作成者"},
    {field_type::created_time, "Created_datetime", "作成日時"},
    {field_type::modifier, "Updated_by", "更新者"},
    {field_type::updated_time, "Updated_datetime", "更新日時"},
    {field_type::status, "Status", "ステータス"},
    {field_type::status_assignee, "Assignee", "作業者"},
}};

}  // namespace

bool has_column(const form_field& f) {
  switch (f.kept()) {
    case shape::none:
    case shape::record_number:
    case shape::person:
    case shape::stamp:
    case shape::table:
      return false;
    default:
      return true;
  }
}

void form::add(form_field f) {
  const std::size_t place = fields_.size();
  std::size_t cell_column = 0;
  for (std::size_t i = 0; i < f.cells.size(); ++i) {
    f.cells[i].column = cell_column++;
    columns_.emplace(f.cells[i].code, query::column{i, place});
  }
  if (f.kept() == shape::table) f.column = tables_++;
  if (has_column(f)) f.column = values_++;
  if (f.kept() != shape::none) shown_bytes_ += f.code.size() + f.row().name.size() + around_field;
  columns_.emplace(f.code, query::column{place});
  fields_.push_back(std::move(f));
}

void form::take_process(form_field& f) const {
  if (f.type != field_type::status && f.type != field_type::status_assignee) return;
  if (process.is_declared) f.is_enabled = process.is_on;
  f.is_in_process = process.is_on;
  if (f.type == field_type::status) {
    for (const process_state& each : process.states) f.options.push_back(each.name);
  }
}

void form::complete(locale language) {
  for (const system_field& each : system_fields) {
    const bool is_of_process = each.type == field_type::status || each.type == field_type::status_assignee;
    if (first_of(each.type) != nullptr || (is_of_process && !process.is_on)) continue;
    form_field f;
    f.code = language == locale::ja ? each.ja : each.en;
    // As kintone names a second field of one name.
    for (std::size_t i = 0; column_of(f.code) != nullptr; ++i)
      f.code = (language == locale::ja ? std::string(each.ja) : std::string(each.en)) + "_" + decimal(i);
    f.type = each.type;
    take_process(f);
    add(std::move(f));
  }
  // D06: in the form or, of a lookup in a table, among its cells.
  const auto fill = [](std::vector<form_field>& all) {
    for (const form_field& each : all) {
      if (!each.looks_up) continue;
      for (const lookup::mapping& m : each.looks_up->mappings) {
        form_field* target = find_if(all, [&m](const form_field& f) { return f.code == m.field; });
        if (target != nullptr) target->is_filled = true;
      }
    }
  };
  fill(fields_);
  for (form_field& each : fields_) fill(each.cells);
}

void form::learn(std::string_view field, std::optional<field_type> type) {
  if (const query::column* known = column_of(field)) {
    form_field& f = fields_[known->place];
    if (!f.is_unknown_list || !type) return;
    f.type = *type;
    f.is_unknown_list = false;
    return;
  }
  form_field f;
  f.code = field;
  f.is_unknown_list = !type;
  f.type = type.value_or(field_type::check_box);
  add(std::move(f));
}

const query::column* form::column_of(std::string_view field) const {
  const auto found = columns_.find(field);
  return found == columns_.end() ? nullptr : &found->second;
}

const form_field* form::field_of(std::string_view field) const {
  const query::column* where = column_of(field);
  return where == nullptr || where->is_cell() ? nullptr : &fields_[where->place];
}

const form_field* form::first_of(field_type type) const {
  return find_if(fields_, [type](const form_field& each) { return each.type == type; });
}

const form_field& form::field_at(const query::column& where) const {
  return where.is_cell() ? fields_[where.table].cells[where.place] : fields_[where.place];
}

std::optional<query::queried_field> form::find(std::string_view field) const {
  if (field == "$id") return query::queried_field{field_type::id, {}};
  const query::column* where = column_of(field);
  if (where == nullptr) return std::nullopt;
  const form_field& f = field_at(*where);
  return query::queried_field{f.type, *where, f.options.empty() ? nullptr : &f.options};
}

}  // namespace kintone::rest::fields
