#include "core/base/json.h"

#include "core/base/number.h"
#include "core/base/utf8.h"

namespace kintone {
namespace {

const json_value null;

}  // namespace

json_value json_or_null(std::string_view text) { return read_json(text).value_or(json_value()); }

const json_value& member(const json_value& object, std::string_view name) {
  if (!object.is_object()) return null;
  for (const json_member& each : object.members) {
    if (each.name == name) return each.value;
  }
  return null;
}

const json_value& element(const json_value& array, std::size_t index) {
  return array.is_array() && index < array.members.size() ? array.members[index].value : null;
}

std::string_view string_of(const json_value& value) {
  return value.is_string() ? std::string_view(value.text) : std::string_view();
}

std::optional<std::uint64_t> integer_of(const json_value& value) {
  return value.what == json_value::kind::number ? whole_number(value.text) : std::nullopt;
}

bool is_true(const json_value& value) {
  return value.what == json_value::kind::boolean && value.text == "true";
}

json_value& json_members::operator[](std::string_view name) {
  const auto [place, is_new] = places_.emplace(name, object_.members.size());
  if (is_new) object_.members.push_back({std::string(name), {}});
  return object_.members[place->second].value;
}

void json_writer::begin_value() {
  constexpr std::string_view needs_none = "{[:,";
  if (!text_.empty() && needs_none.find(text_.back()) == std::string_view::npos) text_ += ',';
}

json_writer& json_writer::open(char bracket) {
  begin_value();
  text_ += bracket;
  return *this;
}

json_writer& json_writer::close(char bracket) {
  text_ += bracket;
  return *this;
}

json_writer& json_writer::name(std::string_view name) {
  string(name).text_ += ':';
  return *this;
}

json_writer& json_writer::string(std::string_view value) {
  constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view marks = "\"\\bfnrt";
  constexpr std::string_view digits = "0123456789abcdef";
  begin_value();
  text_ += '"';
  for (;;) {
    const std::size_t plain = plain_length(value);
    text_.append(value.data(), plain);
    value.remove_prefix(plain);
    if (value.empty()) break;
    const char c = value.front();
    const std::size_t length = utf8::sequence_length(value);
    const std::size_t mark = escaped.find(c);
    if (mark != std::string_view::npos) {
      text_ += '\\';
      text_ += marks[mark];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      text_ += "\\u00";
      text_ += digits[static_cast<unsigned char>(c) >> 4U];
      text_ += digits[static_cast<unsigned char>(c) & 0x0FU];
    } else if (length > 0) {
      text_.append(value.data(), length);
    } else {
      text_ += utf8::replacement;
    }
    value.remove_prefix(length > 0 ? length : utf8::broken_length(value));
  }
  text_ += '"';
  return *this;
}

json_writer& json_writer::number(std::uint64_t value) { return json(decimal(value)); }

json_writer& json_writer::boolean(bool value) { return json(value ? "true" : "false"); }

json_writer& json_writer::json(std::string_view text) {
  begin_value();
  text_ += text;
  return *this;
}

json_writer& json_writer::value(const json_value& value) {
  switch (value.what) {
    case json_value::kind::null:
      return json("null");
    case json_value::kind::string:
      return string(value.text);
    case json_value::kind::boolean:
    case json_value::kind::number:
      return json(value.text);
    case json_value::kind::array:
    case json_value::kind::object:
      break;
  }
  open(value.is_object() ? '{' : '[');
  for (const json_member& each : value.members) {
    if (value.is_object()) name(each.name);
    this->value(each.value);
  }
  return close(value.is_object() ? '}' : ']');
}

std::size_t plain_length(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end && static_cast<unsigned char>(*at - 0x20) < 0x60 && *at != '"' && *at != '\\') ++at;
  return static_cast<std::size_t>(at - text.data());
}

}  // namespace kintone
