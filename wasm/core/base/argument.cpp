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
  for (const json_value& pair : elements_of(element(description, 2))) {
    read.members.push_back({std::string(string_of(element(pair, 0))), read_argument(element(pair, 1))});
  }
  return read;
}

json_value value_of(const argument& given) {
  if (given.is_absent()) return nullptr;
  if (given.is("string")) return given.text;
  if (given.is("boolean")) return given.text == "true";
  if (given.is("number")) return read_json(given.text).value_or(false);
  if (!given.is("array") && !given.is("object")) return false;
  json_value value;
  json_members members(value);
  if (given.is("array")) value = json_value::array();
  for (const argument_member& each : given.members) {
    if (given.is("array")) {
      value.push_back(value_of(each.value));
    } else {
      members[each.name] = value_of(each.value);
    }
  }
  return value;
}

bool is_truthy(const argument& given) {
  const bool is_false = given.is("boolean") && given.text != "true";
  const bool is_zero = given.is("number") && (given.text == "0" || given.text == "-0" || given.text == "NaN");
  return !given.is_absent() && !is_false && !is_zero && !(given.is("string") && given.text.empty());
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
