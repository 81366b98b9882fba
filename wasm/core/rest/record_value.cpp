#include "core/rest/record_value.h"

#include <algorithm>
#include <array>

#include "core/base/limits.h"
#include "core/base/number.h"

namespace kintone::rest {
namespace {

using namespace std::string_view_literals;

/// The types whose values are lists, beside attachments.
constexpr std::array list_types = {"CHECK_BOX"sv, "MULTI_SELECT"sv, "USER_SELECT"sv, "ORGANIZATION_SELECT"sv,
                                   "GROUP_SELECT"sv};

bool is_list(std::string_view type) { return type.empty() || contains(list_types, type); }

bool has_member(const json_value& value, std::string_view name) {
  return any_of(members_of(value), [name](const auto& each) { return each.first == name; });
}

/// The type that an open app takes from a value; empty where it says nothing.
std::string_view type_shown_by(const json_value& value) {
  if (!value.is_array()) return "SINGLE_LINE_TEXT";
  if (elements_of(value).empty()) return {};
  const json_value& first = element(value, 0);
  if (has_member(first, "fileKey")) return file_type;
  if (first.is_string()) return "CHECK_BOX";
  return has_member(first, "code") ? "USER_SELECT" : "SUBTABLE";
}

verdict read_value(const json_value& value, const std::string& path, std::string_view type,
                   given_field& field) {
  if (type == file_type) {
    if (!value.is_array() && !value.is_null()) return invalid(path, phrase::field_files);
    for (const json_value& each : elements_of(value)) {
      const json_value& key = member(each, "fileKey");
      if (!key.is_string()) return invalid(path, phrase::field_files);
      field.keys.emplace_back(string_of(key));
    }
    return nullptr;
  }
  json_writer kept;
  if (is_list(type)) {
    if (!value.is_array() && !value.is_null()) return invalid(path, phrase::field_list);
    field.value.json = value.is_null() ? "[]" : kept.tree(value).take();
  } else if (value.is_string()) {
    field.value.json = kept.string(string_of(value)).take();
  } else if (const std::string number = number_of(value); !number.empty()) {
    field.value.json = kept.string(number).take();
  } else if (value.is_null()) {
    field.value.json = "null";
  } else {
    return invalid(path, phrase::field_text);
  }
  return nullptr;
}

void write_files(json_writer& text, const std::vector<file_id>& ids, const file_registry& files) {
  text.open('[');
  for (const file_id id : ids) {
    const file* f = files.find(id);
    if (f == nullptr) continue;
    text.open('{').name("contentType").string(f->content_type).name("fileKey").string(f->key);
    text.name("name").string(f->name).name("size").string(decimal(f->size)).close('}');
  }
  text.close(']');
}

}  // namespace

std::size_t form::place_of(std::string_view code) const {
  const auto place =
      std::lower_bound(fields_.begin(), fields_.end(), code,
                       [](const form_field& each, std::string_view wanted) { return each.code < wanted; });
  return static_cast<std::size_t>(place - fields_.begin());
}

const form_field* form::find(std::string_view code) const {
  const std::size_t place = place_of(code);
  return place < fields_.size() && fields_[place].code == code ? &fields_[place] : nullptr;
}

form_field& form::operator[](std::string_view code) {
  const std::size_t place = place_of(code);
  if (place == fields_.size() || fields_[place].code != code) {
    const auto where = fields_.begin() + static_cast<std::ptrdiff_t>(place);
    fields_.insert(where, {std::string(code), {}, fields_.size()});
  }
  return fields_[place];
}

verdict read_record(const json_value& record, std::string_view path, bool is_open, form& known,
                    std::vector<given_field>& fields) {
  if (!record.is_object() && !record.is_null()) return invalid(path, phrase::field_object);
  for (const auto& [code, given] : members_of(record)) {
    // `$id` and `$revision` are no fields of the form.
    if (code.starts_with('$')) continue;
    if (known.find(code) == nullptr) {
      if (!is_open) continue;
      if (known.fields().size() == app_fields) {
        return invalid(path, phrase::field_list_length, decimal(app_fields));
      }
    }
    form_field& field = known[code];
    const std::string field_path = fill("{0}.{1}", {path, code});
    const std::string value_path = field_path + ".value";
    if (!given.is_object()) return invalid(field_path, phrase::field_object);
    const json_value& value = member(given, "value");
    if (field.type.empty()) field.type = type_shown_by(value);
    if (field.type == "SUBTABLE") return refuse(error::parameter_not_supported, value_path);
    fields.push_back({field.code, field.column, {}, {}});
    if (auto wrong = read_value(value, value_path, field.type, fields.back())) return wrong;
  }
  return nullptr;
}

std::uint64_t bytes_of(const form& fields) {
  constexpr std::uint64_t around = 40;
  std::uint64_t bytes = 0;
  for (const form_field& each : fields.fields()) bytes += each.code.size() + each.type.size() + around;
  return bytes;
}

const field_value& value_at(const std::vector<field_value>& values, std::size_t column) {
  static const field_value none;
  return column < values.size() ? values[column] : none;
}

void write_fields(json_writer& text, const form& fields, const std::vector<field_value>& values,
                  const file_registry& files) {
  for (const auto& [code, type, column] : fields.fields()) {
    const field_value& value = value_at(values, column);
    text.name(code).open('{').name("type").string(type.empty() ? list_types.front() : type).name("value");
    if (type == file_type) {
      write_files(text, value.files, files);
    } else if (!value.json.empty()) {
      text.json(value.json);
    } else {
      text.json(is_list(type) ? "[]" : R"("")");
    }
    text.close('}');
  }
}

}  // namespace kintone::rest
