#include "core/rest/kept_query.h"

namespace kintone::rest {
namespace {

using fields::field_type;

query::field field_in(const form_field& kept, std::size_t table) {
  // An open app knows a field that only ever had an empty list as one of options.
  const field_type type = fields::field_type_of(kept.type).value_or(field_type::check_box);
  return {type, {kept.column, table}, kept.options.empty() ? nullptr : &kept.options};
}

/// The text of a JSON string without escapes stands there as it is.
bool is_plain(std::string_view json) {
  return json.starts_with('"') && json.find('\\') == std::string_view::npos;
}

/// The code of a user, an organization or a group; a text.
std::string_view name_in(const json_value& item) {
  return item.is_object() ? string_of(member(item, "code")) : string_of(item);
}

}  // namespace

std::optional<query::field> kept_form::find(std::string_view code) const {
  if (code == "$id") return query::field{field_type::id, {}, nullptr};
  constexpr std::size_t outside = query::column::no_table;
  if (const form_field* found = fields_.find(code)) return field_in(*found, outside);
  for (const form_field& table : fields_.fields()) {
    for (const form_field& cell : table.cells) {
      if (cell.code == code) return field_in(cell, table.column);
    }
  }
  return std::nullopt;
}

bool kept_form::has_process() const {
  const std::string_view status = fields::row_of(field_type::status).name;
  return any_of(fields_.fields(),
                [status](const form_field& each) { return each.type == status && each.is_enabled; });
}

bool kept_form::may_have_user(std::string_view code) const {
  return users_ == nullptr || any_of(*users_, [code](const user& each) { return each.login == code; });
}

void kept_records::read(std::size_t record, std::size_t /*row*/, const query::column& where,
                        query::value& v) const {
  const field_value& kept = value_at(records_[record].values, where.place);
  for (const file_id id : kept.files) {
    if (const file* f = files_.find(id)) v.items.emplace_back(f->name);
  }
  if (kept.json.empty()) return;
  if (is_plain(kept.json)) {
    v.text = std::string_view(kept.json).substr(1, kept.json.size() - 2);
    return;
  }
  read_ = json_or_null(kept.json);
  v.text = string_of(read_);
  for (const json_value& each : elements_of(read_)) v.items.push_back(name_in(each));
}

}  // namespace kintone::rest
