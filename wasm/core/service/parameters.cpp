#include "core/service/parameters.h"

#include <map>

#include "core/base/argument.h"
#include "core/base/ascii.h"
#include "core/base/utf8.h"

namespace kintone::service {
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
  std::string decoded;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::size_t length = utf8::sequence_length(rest);
    decoded += length > 0 ? rest.substr(0, length) : utf8::replacement;
    rest.remove_prefix(length > 0 ? length : utf8::broken_length(rest));
  }
  return decoded;
}

/// `name[0]` without its index; the name as it is where it has none.
std::string_view without_index(std::string_view name) {
  const std::size_t bracket = name.rfind('[');
  if (bracket == std::string_view::npos || !name.ends_with(']')) return name;
  const std::string_view index = name.substr(bracket + 1, name.size() - bracket - 2);
  return all_of(index, ascii::is_digit) ? name.substr(0, bracket) : name;
}

}  // namespace

json query_parameters(std::string_view target) {
  // Collected first: nlohmann's ordered object looks for a name among all before it.
  std::map<std::string, json, std::less<>> found;
  std::string_view rest = target.substr(std::min(target.find('?'), target.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(pair.size());
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string name = form_decoded(pair.substr(0, equals));
    const std::string value = form_decoded(pair.substr(std::min(equals + 1, pair.size())));
    const std::string_view plain = without_index(name);
    if (plain.size() == name.size()) {
      found[name] = value;
    } else {
      json& list = found[std::string(plain)];
      if (!list.is_array()) list = json::array();
      list.push_back(value);
    }
  }
  json parameters = json::object();
  auto& members = *parameters.get_ptr<json::object_t*>();
  for (auto& [name, value] : found) members.emplace_back(name, std::move(value));
  return parameters;
}

std::optional<std::string_view> token_among(const json& parameters) {
  const json& token = member(parameters, request_token_name);
  return token.is_string() ? std::optional(string_of(token)) : std::nullopt;
}

std::optional<fault> unknown_parameter(const json& parameters, std::string_view prefix,
                                       std::initializer_list<std::string_view> known) {
  for (auto each = parameters.begin(); each != parameters.end(); ++each) {
    const std::string& name = each.key();
    if (!contains(known, name) && name != request_token_name) {
      constexpr std::size_t shown = 100;
      return fault{error::parameter_not_supported,
                   std::string(prefix) + std::string(utf8::prefix(name, shown))};
    }
  }
  return std::nullopt;
}

std::optional<number> id_of(const json& value) {
  auto id = integer_of(value);
  if (const std::string_view text = string_of(value); !text.empty() && all_of(text, ascii::is_digit)) {
    id = whole_number({"string", std::string(text), {}});
  }
  return id == 0 ? std::nullopt : id;
}

std::optional<fault> take_id(const json& parameters, std::string_view prefix, std::string_view name,
                             number& id) {
  const json& given = member(parameters, name);
  const std::string path = std::string(prefix) + std::string(name);
  if (given.is_null() || (given.is_string() && string_of(given).empty())) {
    return invalid(path, phrase::field_required);
  }
  const auto read = id_of(given);
  if (!read) return invalid(path, phrase::field_id);
  id = *read;
  return std::nullopt;
}

std::optional<fault> take_revision(const json& parameters, std::string_view prefix, number& revision) {
  const json& given = member(parameters, "revision");
  revision = 0;
  if (given.is_null() || given == json(-1) || string_of(given) == "-1") return std::nullopt;
  const auto read = id_of(given);
  if (!read) return invalid(std::string(prefix) + "revision", phrase::field_revision);
  revision = *read;
  return std::nullopt;
}

}  // namespace kintone::service
