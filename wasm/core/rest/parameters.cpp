#include "core/rest/parameters.h"

#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/base/utf8.h"

namespace kintone::rest {
namespace {

/// As in `application/x-www-form-urlencoded` (URL standard, 5.1).
std::string form_decoded(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_sequence = text[i] == '%' && text.size() - i > 2 && ascii::hex_value(text[i + 1]) >= 0 &&
                             ascii::hex_value(text[i + 2]) >= 0;
    if (is_sequence) {
      bytes.push_back(static_cast<char>(ascii::hex_value(text[i + 1]) * 16 + ascii::hex_value(text[i + 2])));
      i += 2;
    } else {
      bytes.push_back(text[i] == '+' ? ' ' : text[i]);
    }
  }
  return utf8::repaired(bytes);
}

/// `name[0]` without its index; the name as it is where it has none.
std::string_view without_index(std::string_view name) {
  const std::size_t bracket = name.rfind('[');
  if (bracket == std::string_view::npos || !name.ends_with(']')) return name;
  const std::string_view index = name.substr(bracket + 1, name.size() - bracket - 2);
  return all_of(index, ascii::is_digit) ? name.substr(0, bracket) : name;
}

}  // namespace

json_value query_parameters(std::string_view target) {
  json_value parameters;
  json_members members(parameters);
  std::string_view rest = target.substr(std::min(target.find('?'), target.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(pair.size());
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string name = form_decoded(pair.substr(0, equals));
    json_value value = form_decoded(pair.substr(std::min(equals + 1, pair.size())));
    const std::string_view plain = without_index(name);
    json_value& given = members[plain];
    if (plain.size() == name.size()) {
      given = std::move(value);
    } else {
      if (!given.is_array()) given = json_value::array();
      given.push_back(std::move(value));
    }
  }
  return parameters;
}

std::optional<std::string_view> token_among(const json_value& parameters) {
  const json_value& token = member(parameters, request_token_name);
  return token.is_string() ? std::optional(string_of(token)) : std::nullopt;
}

verdict unknown_parameter(const json_value& parameters, std::string_view prefix,
                          std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : members_of(parameters)) {
    if (contains(known, name) || name == request_token_name) continue;
    constexpr std::size_t shown = 100;
    return refuse(error::parameter_not_supported, fill("{0}{1}", {prefix, utf8::prefix(name, shown)}));
  }
  return nullptr;
}

bool asks_for_nothing(const json_value& parameter) {
  const bool is_empty = parameter.is_string() && string_of(parameter).empty();
  return parameter.is_null() || is_empty || (parameter.is_boolean() && !is_true(parameter));
}

std::optional<number> id_of(const json_value& value) {
  const auto id = value.is_string() ? whole_number(string_of(value)) : integer_of(value);
  return id == 0 ? std::nullopt : id;
}

verdict take_id(const json_value& parameters, std::string_view prefix, std::string_view name, number& id) {
  const json_value& given = member(parameters, name);
  const bool is_missing = given.is_null() || (given.is_string() && string_of(given).empty());
  const auto read = id_of(given);
  id = read.value_or(0);
  if (read) return nullptr;
  return invalid(fill("{0}{1}", {prefix, name}), is_missing ? phrase::field_required : phrase::field_id);
}

verdict take_revision(const json_value& parameters, std::string_view prefix, number& revision) {
  const json_value& given = member(parameters, "revision");
  const auto read = id_of(given);
  revision = read.value_or(0);
  if (read || given.is_null() || string_of(given) == "-1" || number_of(given) == "-1") return nullptr;
  return invalid(fill("{0}revision", {prefix}), phrase::field_revision);
}

}  // namespace kintone::rest
