#include "core/base/json.h"

#include "core/base/utf8.h"

namespace kintone {
namespace {

const json& null_json() {
  static const json null;
  return null;
}

void write(std::string& text, const json& value) {
  switch (value.type()) {
    case json::value_t::object: {
      char separator = '{';
      for (auto each = value.begin(); each != value.end(); ++each) {
        text.push_back(separator);
        separator = ',';
        append_string(text, each.key());
        text.push_back(':');
        write(text, *each);
      }
      text += value.empty() ? "{}" : "}";
      break;
    }
    case json::value_t::array: {
      char separator = '[';
      for (const json& each : value) {
        text.push_back(separator);
        separator = ',';
        write(text, each);
      }
      text += value.empty() ? "[]" : "]";
      break;
    }
    case json::value_t::string:
      append_string(text, string_of(value));
      break;
    case json::value_t::boolean:
      text += is_true(value) ? "true" : "false";
      break;
    case json::value_t::number_integer:
      text += std::to_string(*value.get_ptr<const json::number_integer_t*>());
      break;
    case json::value_t::number_unsigned:
      text += std::to_string(*value.get_ptr<const json::number_unsigned_t*>());
      break;
    case json::value_t::binary: {
      const json::binary_t& number = *value.get_ptr<const json::binary_t*>();
      text.append(number.begin(), number.end());
      break;
    }
    default:
      text += "null";
  }
}

}  // namespace

void append_string(std::string& text, std::string_view value) {
  constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view marks = "\"\\bfnrt";
  constexpr std::string_view digits = "0123456789abcdef";
  text.push_back('"');
  for (;;) {
    const std::size_t plain = plain_length(value);
    text.append(value.data(), plain);
    value.remove_prefix(plain);
    if (value.empty()) break;
    const char c = value.front();
    const std::size_t length = utf8::sequence_length(value);
    const std::size_t mark = escaped.find(c);
    if (mark != std::string_view::npos) {
      text += {'\\', marks[mark]};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      text += "\\u00";
      text += {digits[static_cast<unsigned char>(c) >> 4U], digits[static_cast<unsigned char>(c) & 0x0FU]};
    } else if (length > 0) {
      text.append(value.data(), length);
    } else {
      text += utf8::replacement;
    }
    value.remove_prefix(length > 0 ? length : utf8::broken_length(value));
  }
  text.push_back('"');
}

std::size_t plain_length(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end && static_cast<unsigned char>(*at - 0x20) < 0x60 && *at != '"' && *at != '\\') ++at;
  return static_cast<std::size_t>(at - text.data());
}

std::string json_text(const json& value) {
  std::string text;
  write(text, value);
  return text;
}

const json& member(const json& object, std::string_view key) {
  if (!object.is_object()) return null_json();
  const auto found = object.find(key);
  return found == object.end() ? null_json() : *found;
}

std::string_view string_of(const json& value) {
  const auto* text = value.get_ptr<const json::string_t*>();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::optional<std::uint64_t> integer_of(const json& value) {
  const auto* number = value.get_ptr<const json::number_unsigned_t*>();
  return number == nullptr ? std::nullopt : std::optional<std::uint64_t>(*number);
}

bool is_true(const json& value) {
  const auto* boolean = value.get_ptr<const json::boolean_t*>();
  return boolean != nullptr && *boolean;
}

const json& element(const json& array, std::size_t index) {
  return array.is_array() && index < array.size() ? array[index] : null_json();
}

}  // namespace kintone
