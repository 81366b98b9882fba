#include "core/rest/draft.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/fields/packed.h"
#include "core/rest/parameters.h"

namespace kintone::rest {
namespace {

using fields::field_type;
using fields::form_field;
using fields::shape;

bool has_member(const json_value& value, std::string_view name) {
  return any_of(members_of(value), [name](const auto& each) { return each.first == name; });
}

/// The type that an open app takes from a value; nothing where the value says nothing.
std::optional<field_type> type_shown_by(const json_value& value) {
  if (!value.is_array()) return field_type::single_line_text;
  if (elements_of(value).empty()) return std::nullopt;
  const json_value& first = element(value, 0);
  if (has_member(first, "fileKey")) return field_type::file;
  if (first.is_string()) return field_type::check_box;
  return has_member(first, "code") ? field_type::user_select : field_type::subtable;
}

std::string& place_in(values& all, std::size_t column) {
  if (all.size() <= column) all.resize(column + 1);
  return all[column];
}

const table& old_table(const draft& d, std::size_t column) {
  static const table none;
  return d.old == nullptr || column >= d.old->tables.size() ? none : d.old->tables[column];
}

}  // namespace

// D26; of an open app as before (D31).
verdict draft_reader::wrong_kind(const std::string& path, phrase expected) const {
  if (form().is_open) return invalid(path, expected);
  return refuse_because(error::json_invalid, reason::value_of_wrong_kind, path);
}

verdict draft_reader::read(const json_value& given, draft& d) {
  if (!given.is_object() && !given.is_null()) return wrong_kind(d.base, phrase::field_object);
  if (d.old != nullptr) {
    d.next = {d.old->id,      d.old->revision, d.old->created, d.old->updated,
              d.old->creator, d.old->modifier, d.old->values,  {}};
  }
  const std::string_view login = login_of(around_.by, around_.them);
  d.next.modifier = around_.them.id_of(login);
  d.next.updated = fields::minutes_from(around_.by.now);
  if (d.old == nullptr) {
    d.next.creator = d.next.modifier;
    d.next.created = d.next.updated;
  }
  std::unordered_set<std::string_view> present;
  for (const auto& [code, value] : members_of(given)) {
    if (auto refused = read_member(code, value, d, present)) return refused;
  }
  const fields::form& f = form();
  d.next.values.resize(std::max(d.next.values.size(), f.values()));
  d.tables.resize(f.tables());
  // D09: only where it is added, and for what is not given.
  for (const form_field& each : f.fields()) {
    const bool is_value = each.kept() != shape::table && may_set(each);
    if (by_ == giver::add && is_value && !present.contains(each.code)) {
      apply_default(each, d.base, false, place_in(d.next.values, each.column));
    }
  }
  if (d.old == nullptr) begin_process(f, around_.them, d.next);
  for (const form_field& each : f.fields()) {
    if (!each.looks_up || is_kept_before() || !present.contains(each.code)) continue;
    if (auto refused = look_up(each, f.fields(), d.next.values)) return refused;
  }
  return nullptr;
}

/// Null where the form has not this field; an open app learns it.
const form_field* draft_reader::known_field(std::string_view code, const json_value& value, draft& d,
                                            verdict& refused) {
  const form_field* f = form().field_of(code);
  if (!form().is_open) return f;
  if (f == nullptr && form().fields().size() == app_fields) {
    refused = invalid(d.base, phrase::field_list_length, decimal(app_fields));
    return nullptr;
  }
  const auto type = type_shown_by(value);
  if (type == field_type::subtable && (f == nullptr || f->is_unknown_list)) {
    refused = refuse(error::parameter_not_supported, fields::path_of(d.base, code));
    return nullptr;
  }
  if (f == nullptr || (f->is_unknown_list && type && value.is_array())) {
    if (!all_.learned) all_.learned = around_.target.form();
    all_.learned->learn(code, type);
  }
  return form().field_of(code);
}

verdict draft_reader::read_member(const std::string& code, const json_value& given, draft& d,
                                  std::unordered_set<std::string_view>& present) {
  // `$id` and `$revision` are no fields of the form (D06).
  if (code.starts_with('$')) return nullptr;
  if (!form().is_open && form().field_of(code) == nullptr) return nullptr;
  if (!given.is_object()) return wrong_kind(fields::path_of(d.base, code, ""), phrase::field_object);
  const json_value& value = member(given, "value");
  // D04: without a value it is as absent. An open app learns the field.
  if (!has_member(given, "value") && !form().is_open) return nullptr;
  verdict refused;
  const form_field* f = known_field(code, value, d, refused);
  if (refused || f == nullptr) return refused;
  const fields::field_type_row& row = f->row();
  if (!is_kept_before()) {
    if (auto wrong = judge_system_field(*f)) return wrong;
    if (!may_set(*f) || row.kept == shape::record_number) return nullptr;
  }
  present.insert(code);
  if (f->is_in_process) return is_kept_before() ? read_process(*f, value, d) : nullptr;
  switch (row.kept) {
    case shape::none:
    case shape::record_number:
      return nullptr;
    case shape::person:
      return read_person(*f, value, d);
    case shape::stamp:
      return read_stamp(*f, value, d);
    case shape::table:
      return read_table(*f, value, d);
    default: {
      std::string kept;
      const std::string_view old = d.old == nullptr ? std::string_view() : value_at(d.old->values, f->column);
      if (auto wrong = read_value(*f, value, {d.base}, old, kept)) return wrong;
      place_in(d.next.values, f->column) = std::move(kept);
      return nullptr;
    }
  }
}

verdict draft_reader::read_person(const form_field& f, const json_value& given, draft& d) {
  const std::string_view code = string_of(member(given, "code"));
  if (code.empty()) return wrong_kind(fields::path_of(d.base, f.code), phrase::field_object);
  if (!is_kept_before() && !around_.them.may_have(code)) return refuse(error::user_not_found, code);
  (f.type == field_type::creator ? d.next.creator : d.next.modifier) = around_.them.id_of(code);
  return nullptr;
}

verdict draft_reader::read_stamp(const form_field& f, const json_value& given, draft& d) {
  const auto minutes = fields::parse_instant(string_of(given));
  const bool is_created = f.type == field_type::created_time;
  if (!minutes) {
    all_.wrong.push_back({fields::path_of(d.base, f.code), phrase::value_instant});
  } else if (is_created && !is_kept_before() && *minutes > fields::minutes_from(around_.by.now)) {
    all_.wrong.push_back({fields::path_of(d.base, f.code), phrase::value_future});
  } else {
    (is_created ? d.next.created : d.next.updated) = *minutes;
  }
  return nullptr;
}

verdict draft_reader::read_value(const form_field& f, const json_value& given,
                                 const fields::value_reader::place& where, std::string_view old_files,
                                 std::string& kept) {
  // D22: what was empty stays so, whatever the default.
  if (by_ == giver::restore && given.is_null()) return nullptr;
  if (auto refused = fields::value_reader(form(), all_.wrong).read(f, given, where, kept)) return refused;
  return f.kept() == shape::files ? resolve_files(old_files, kept) : nullptr;
}

// F14, F18: an upload key is used once, a download key stays where it is: in this field of this record.
verdict draft_reader::resolve_files(std::string_view old_files, std::string& kept) {
  std::string ids;
  std::string_view keys = kept;
  while (!keys.empty()) {
    const std::string_view key = fields::take_item(keys);
    const bool is_restored = by_ == giver::restore;
    const file* f = is_restored ? nullptr : around_.files.find_upload(key, around_.by.space);
    if (f != nullptr) {
      all_.uploads.push_back(f->id);
    } else if ((f = around_.files.find_download(key, around_.by.space)) != nullptr) {
      bool is_here = false;
      fields::for_each_file(old_files, [&](file_id id) { is_here = is_here || id == f->id; });
      if (!is_here && !is_restored) f = nullptr;
    }
    if (by_ == giver::seed && f == nullptr) continue;
    if (f == nullptr || !all_.named.insert(f->id).second) {
      return refuse_because(error::blob_not_found, reason::key_not_temporary, {}, key);
    }
    fields::append_file(ids, f->id);
  }
  kept = std::move(ids);
  return nullptr;
}

// D27.
verdict draft_reader::read_table(const form_field& f, const json_value& given, draft& d) {
  const std::string path = fields::path_of(d.base, f.code);
  if (!given.is_array() && !given.is_null()) return wrong_kind(path, phrase::field_list);
  std::unordered_map<number, const table_row*> old_rows;
  // What a row of this table may keep: the files of a column, in whichever row they are.
  std::vector<std::string> old_files(f.cells.size());
  for (const table_row& each : old_table(d, f.column)) {
    old_rows.emplace(each.id, &each);
    for (const form_field& cell : f.cells) {
      if (cell.kept() == shape::files) old_files[cell.column] += value_at(each.cells, cell.column);
    }
  }
  table rows;
  const auto& elements = elements_of(given);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const std::string base = fill("{0}[{1}].value", {path, decimal(i)});
    if (!elements[i].is_object()) return wrong_kind(path, phrase::field_list);
    const auto id = id_of(member(elements[i], "id"));
    const auto known = id ? old_rows.find(*id) : old_rows.end();
    table_row& row = rows.emplace_back();
    const bool is_new = known == old_rows.end();
    if (!is_new) {
      row = *known->second;
      old_rows.erase(known);
    } else if (is_kept_before()) {
      row.id = id.value_or(0);
    }
    row.cells.resize(f.cells.size());
    if (auto refused = read_row(f, member(elements[i], "value"), base, old_files, is_new, row)) {
      return refused;
    }
  }
  if (d.tables.size() <= f.column) d.tables.resize(f.column + 1);
  d.tables[f.column] = std::move(rows);
  return nullptr;
}

verdict draft_reader::read_row(const form_field& f, const json_value& given, std::string_view base,
                               const std::vector<std::string>& old_files, bool is_new, table_row& row) {
  if (!given.is_object() && !given.is_null()) return wrong_kind(std::string(base), phrase::field_object);
  for (const form_field& cell : f.cells) {
    std::string& kept = row.cells[cell.column];
    const json_value& field = member(given, cell.code);
    if (!field.is_null() && !field.is_object()) {
      return wrong_kind(fields::path_of(base, cell.code, ""), phrase::field_object);
    }
    const bool is_set = is_kept_before() || may_set(cell);
    if (is_set && has_member(field, "value")) {
      std::string read;
      const fields::value_reader::place where{base, true};
      if (auto refused = read_value(cell, member(field, "value"), where, old_files[cell.column], read)) {
        return refused;
      }
      kept = std::move(read);
    } else if (is_new && is_set && !is_kept_before()) {
      apply_default(cell, base, true, kept);
    } else if (cell.kept() == shape::files) {
      // They stay with their row: no other may name them.
      fields::for_each_file(kept, [this](file_id id) { all_.named.insert(id); });
    }
  }
  for (const form_field& cell : f.cells) {
    const bool is_given = has_member(member(given, cell.code), "value");
    if (!cell.looks_up || is_kept_before() || !is_given) continue;
    if (auto refused = look_up(cell, f.cells, row.cells)) return refused;
  }
  return nullptr;
}

void judge(const fields::form& f, const draft& d, objections& wrong) {
  for (const form_field& each : f.fields()) {
    if (each.kept() != shape::table) {
      const bool is_kept = each.row().required != fields::required_key::not_enforced;
      if (is_kept) fields::judge_value(each, value_at(d.next.values, each.column), d.base, wrong);
      continue;
    }
    const bool is_new = each.column < d.tables.size() && d.tables[each.column].has_value();
    const table& rows = is_new ? *d.tables[each.column] : old_table(d, each.column);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::string base;
      for (const form_field& cell : each.cells) {
        const bool is_judged = cell.is_required || cell.min_length || cell.max_length ||
                               cell.form_of_link != fields::protocol::none;
        if (!is_judged) continue;
        if (base.empty()) base = fill("{0}[{1}].value", {fields::path_of(d.base, each.code), decimal(i)});
        fields::judge_value(cell, value_at(rows[i].cells, cell.column), base, wrong);
      }
    }
  }
}

}  // namespace kintone::rest
