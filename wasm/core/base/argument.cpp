#include "core/base/argument.h"

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

argument read_argument(const json_value& description) {
  argument read;
  if (!description.is_array()) return read;
  read.type = string_of(element(description, 0));
  read.text = string_of(element(description, 1));
  const json_value& members = element(description, 2);
  if (!members.is_array()) return read;
  for (const json_member& each : members.members) {
    read.members.push_back(
        {std::string(string_of(element(each.value, 0))), read_argument(element(each.value, 1))});
  }
  return read;
}

json_value value_of(const argument& given) {
  using enum json_value::kind;
  if (given.is_absent()) return {};
  if (given.is("string")) return json_value(string, given.text);
  if (given.is("boolean")) return json_value(boolean, given.text);
  if (given.is("number")) return read_json(given.text).value_or(json_value(boolean, "false"));
  if (!given.is("array") && !given.is("object")) return json_value(boolean, "false");
  json_value value(given.is("array") ? array : object);
  for (const argument_member& each : given.members) {
    value.members.push_back({value.is_array() ? std::string() : each.name, value_of(each.value)});
  }
  return value;
}

std::string as_given(const argument& given) {
  if (given.is("string")) return json_writer().string(shortened(given.text)).take();
  if (given.is("longString")) return "string[" + given.text + "]";
  if (given.is("number") || given.is("boolean")) return given.text;
  if (given.is("bigint")) return given.text + "n";
  if (given.is("threw")) return "(" + shortened(given.text) + ")";
  return given.type;
}

}  // namespace kintone
