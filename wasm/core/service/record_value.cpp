#include "core/service/record_value.h"

#include <array>

#include "core/base/limits.h"

namespace kintone::service {
namespace {

using namespace std::string_view_literals;

/// The types whose values are lists, beside attachments.
constexpr std::array list_types = {"CHECK_BOX"sv, "MULTI_SELECT"sv, "USER_SELECT"sv, "ORGANIZATION_SELECT"sv,
                                   "GROUP_SELECT"sv};

bool is_file(const json& value) { return value.is_object() && value.contains("fileKey"); }

/// The type that an open app takes from a value; empty where it says nothing.
std::string_view type_shown_by(const json& value) {
  if (!value.is_array()) return "SINGLE_LINE_TEXT";
  if (value.empty()) return {};
  if (is_file(value.front())) return file_type;
  if (value.front().is_string()) return "CHECK_BOX";
  return value.front().is_object() && value.front().contains("code") ? "USER_SELECT"sv : "SUBTABLE"sv;
}

std::optional<fault> read_files(const json& value, const std::string& path, given_field& field) {
  if (!value.is_array() && !value.is_null()) return invalid(path, phrase::field_files);
  for (const json& each : value) {
    const json& key = member(each, "fileKey");
    if (!key.is_string()) return invalid(path, phrase::field_files);
    field.keys.emplace_back(string_of(key));
  }
  return std::nullopt;
}

std::optional<fault> read_text(const json& value, const std::string& path, given_field& field) {
  if (value.is_null() || value.is_string()) {
    field.value = value;
  } else if (value.is_number() || value.is_binary()) {
    field.value = json_text(value);
  } else {
    return invalid(path, phrase::field_text);
  }
  return std::nullopt;
}

std::optional<fault> read_value(const json& value, const std::string& path, given_field& field) {
  if (field.type == file_type) return read_files(value, path, field);
  if (!field.type.empty() && !contains(list_types, field.type)) return read_text(value, path, field);
  if (!value.is_array() && !value.is_null()) return invalid(path, phrase::field_list);
  field.value = value.is_null() ? json::array() : value;
  return std::nullopt;
}

json file_json(const file& f) {
  return {{"contentType", f.content_type},
          {"fileKey", f.key},
          {"name", f.name},
          {"size", std::to_string(f.size)}};
}

}  // namespace

std::variant<std::vector<given_field>, fault> read_record(const json& record, std::string_view path,
                                                          bool is_open, field_types& types) {
  std::vector<given_field> fields;
  if (record.is_null()) return fields;
  if (!record.is_object()) return invalid(std::string(path), phrase::field_object);
  for (auto each = record.begin(); each != record.end(); ++each) {
    // `$id` and `$revision` are no fields of the form.
    if (each.key().starts_with('$')) continue;
    auto known = types.find(each.key());
    if (known == types.end()) {
      if (!is_open) continue;
      if (types.size() == app_fields) {
        return invalid(std::string(path), phrase::field_list_length, std::to_string(app_fields));
      }
      known = types.emplace(each.key(), std::string()).first;
    }
    const std::string value_path = std::string(path) + "." + each.key() + ".value";
    if (!each->is_object()) return invalid(std::string(path) + "." + each.key(), phrase::field_object);
    const json& value = member(*each, "value");
    if (known->second.empty()) known->second = type_shown_by(value);
    if (known->second == "SUBTABLE") return fault{error::parameter_not_supported, value_path};
    given_field field{each.key(), known->second, nullptr, {}};
    if (auto wrong = read_value(value, value_path, field)) return *wrong;
    fields.push_back(std::move(field));
  }
  return fields;
}

json record_json(const field_types& types, const field_values& values, const file_registry& files) {
  json record = json::object();
  auto& members = *record.get_ptr<json::object_t*>();
  for (const auto& [code, type] : types) {
    const auto found = values.find(code);
    json value;
    if (type == file_type) {
      value = json::array();
      if (found != values.end()) {
        for (const file_id id : found->second.files) {
          if (const file* f = files.find(id)) value.push_back(file_json(*f));
        }
      }
    } else if (found != values.end()) {
      value = found->second.value;
    } else {
      value = type.empty() || contains(list_types, type) ? json::array() : json("");
    }
    const std::string_view shown = type.empty() ? list_types.front() : std::string_view(type);
    members.emplace_back(code, json{{"type", shown}, {"value", std::move(value)}});
  }
  return record;
}

}  // namespace kintone::service
