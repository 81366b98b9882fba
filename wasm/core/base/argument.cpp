#include "core/base/argument.h"

#include <charconv>

#include "core/base/utf8.h"

namespace kintone {
namespace {

/// Bytes of a value shown in a message.
constexpr std::size_t longest_shown = 80;

std::string shortened(std::string_view text) {
  const std::string_view shown = utf8::prefix(text, longest_shown);
  return std::string(shown) + (shown.size() < text.size() ? "…" : "");
}

}  // namespace

const argument& argument::operator[](std::string_view name) const {
  static const argument missing;
  for (const argument_member& member : members) {
    if (member.name == name) return member.value;
  }
  return missing;
}

argument read_argument(const json& description) {
  argument read;
  if (!description.is_array()) return read;
  read.type = string_of(element(description, 0));
  read.text = string_of(element(description, 1));
  const json& members = element(description, 2);
  for (std::size_t i = 0; members.is_array() && i < members.size(); ++i) {
    const json& pair = element(members, i);
    read.members.push_back({std::string(string_of(element(pair, 0))), read_argument(element(pair, 1))});
  }
  return read;
}

json value_of(const argument& given) {
  if (given.is_absent()) return nullptr;
  if (given.is("string")) return given.text;
  if (given.is("boolean")) return given.text == "true";
  if (given.is("number")) return parse_json(given.text).value_or(false);
  if (given.is("array")) {
    json list = json::array();
    for (const argument_member& each : given.members) list.push_back(value_of(each.value));
    return list;
  }
  if (!given.is("object")) return false;
  json object = json::object();
  for (const argument_member& each : given.members) object[each.name] = value_of(each.value);
  return object;
}

std::string as_given(const argument& given) {
  if (given.is("string")) return json_text(shortened(given.text));
  if (given.is("longString")) return "string[" + given.text + "]";
  if (given.is("number") || given.is("boolean")) return given.text;
  if (given.is("bigint")) return given.text + "n";
  if (given.is("threw")) return "(" + shortened(given.text) + ")";
  return given.type;
}

std::optional<std::uint64_t> whole_number(const argument& given) {
  std::uint64_t number = 0;
  const char* const end = given.text.data() + given.text.size();
  const auto [stopped, fault] = std::from_chars(given.text.data(), end, number);
  if (fault != std::errc() || stopped != end) return std::nullopt;
  return number;
}

}  // namespace kintone
