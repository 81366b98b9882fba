#include "core/base/json.h"

#include <algorithm>
#include <utility>

#include "core/base/number.h"
#include "core/base/utf8.h"

namespace kintone {
namespace {

const json_value null;

json_value::object_t& made_object(json_value& value) {
  value = json_value::object();
  return *value.get_ptr<json_value::object_t*>();
}

}  // namespace

json_value json_or_null(std::string_view text) { return read_json(text).value_or(json_value()); }

const json_value::object_t& members_of(const json_value& value) {
  static const json_value::object_t none;
  const auto* members = value.get_ptr<const json_value::object_t*>();
  return members == nullptr ? none : *members;
}

const json_value::array_t& elements_of(const json_value& value) {
  static const json_value::array_t none;
  const auto* elements = value.get_ptr<const json_value::array_t*>();
  return elements == nullptr ? none : *elements;
}

const json_value& member(const json_value& object, std::string_view name) {
  for (const auto& [each, value] : members_of(object)) {
    if (each == name) return value;
  }
  return null;
}

const json_value& element(const json_value& array, std::size_t index) {
  const auto& elements = elements_of(array);
  return index < elements.size() ? elements[index] : null;
}

std::string_view string_of(const json_value& value) {
  const auto* text = value.get_ptr<const std::string*>();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::string number_of(const json_value& value) {
  if (const auto* bytes = value.get_ptr<const json_value::binary_t*>()) return {bytes->begin(), bytes->end()};
  const auto whole = integer_of(value);
  return whole ? decimal(*whole) : std::string();
}

std::optional<std::uint64_t> integer_of(const json_value& value) {
  const auto* number = value.get_ptr<const json_value::number_unsigned_t*>();
  return number == nullptr ? std::nullopt : std::optional<std::uint64_t>(*number);
}

bool is_true(const json_value& value) {
  const auto* boolean = value.get_ptr<const bool*>();
  return boolean != nullptr && *boolean;
}

json_members::json_members(json_value& object) : object_(made_object(object)) {}

json_value& json_members::operator[](std::string_view name) {
  // A few are looked through: a map needs memory for each, of which records have many.
  constexpr std::size_t few = 32;
  if (object_.size() < few) {
    for (auto& [each, value] : object_) {
      if (each == name) return value;
    }
  } else {
    for (std::size_t i = places_.size(); i < object_.size(); ++i) places_.emplace(object_.data()[i].first, i);
    const auto found = places_.find(name);
    if (found != places_.end()) return object_.data()[found->second].second;
  }
  object_.push_back({std::string(name), {}});
  return object_.back().second;
}

std::string json_writer::take() {
  // What is kept should not keep the room, too.
  const std::size_t length = std::exchange(length_, 0);
  if (text_.size() > 2 * length) return text_.substr(0, length);
  text_.resize(length);
  return std::exchange(text_, {});
}

void json_writer::make_room(std::size_t more) {
  constexpr std::size_t first = 256;
  if (text_.size() - length_ < more) text_.resize(std::max({first, 2 * text_.size(), length_ + more}));
}

void json_writer::put(char c) {
  make_room(1);
  text_.data()[length_++] = c;
}

void json_writer::put(std::string_view text) {
  make_room(text.size());
  std::copy(text.begin(), text.end(), text_.data() + length_);
  length_ += text.size();
}

void json_writer::begin_value() {
  if (length_ == 0) return;
  const char last = text_.data()[length_ - 1];
  if (last != '{' && last != '[' && last != ':' && last != ',') put(',');
}

json_writer& json_writer::open(char bracket) {
  begin_value();
  put(bracket);
  return *this;
}

json_writer& json_writer::close(char bracket) {
  put(bracket);
  return *this;
}

json_writer& json_writer::name(std::string_view name) {
  string(name).put(':');
  return *this;
}

json_writer& json_writer::string(std::string_view value) {
  constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view marks = "\"\\bfnrt";
  constexpr std::string_view digits = "0123456789abcdef";
  begin_value();
  put('"');
  for (;;) {
    const std::size_t plain = plain_length(value);
    put(value.substr(0, plain));
    value.remove_prefix(plain);
    if (value.empty()) break;
    const char c = value.front();
    const std::size_t length = utf8::sequence_length(value);
    const std::size_t mark = escaped.find(c);
    if (mark != std::string_view::npos) {
      put('\\');
      put(marks[mark]);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      put("\\u00");
      put(digits[static_cast<unsigned char>(c) >> 4U]);
      put(digits[static_cast<unsigned char>(c) & 0x0FU]);
    } else {
      put(length > 0 ? value.substr(0, length) : utf8::replacement);
    }
    value.remove_prefix(length > 0 ? length : utf8::broken_length(value));
  }
  put('"');
  return *this;
}

json_writer& json_writer::number(std::uint64_t value) { return json(decimal(value)); }

json_writer& json_writer::boolean(bool value) { return json(value ? "true" : "false"); }

json_writer& json_writer::json(std::string_view text) {
  begin_value();
  put(text);
  return *this;
}

json_writer& json_writer::tree(const json_value& value) {
  if (value.is_string()) return string(string_of(value));
  if (value.is_boolean()) return boolean(is_true(value));
  if (value.is_null()) return json("null");
  if (!value.is_structured()) return json(number_of(value));
  open(value.is_object() ? '{' : '[');
  for (const auto& [name, each] : members_of(value)) this->name(name).tree(each);
  for (const json_value& each : elements_of(value)) tree(each);
  return close(value.is_object() ? '}' : ']');
}

std::size_t plain_length(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end && static_cast<unsigned char>(*at - 0x20) < 0x60 && *at != '"' && *at != '\\') ++at;
  return static_cast<std::size_t>(at - text.data());
}

}  // namespace kintone
