// JSON in tests: nlohmann's, which is another's than the core's own, and so its measure.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace kintone {

/// Keeps the order of members.
using json = nlohmann::ordered_json;

/// Nothing where `text` is not JSON.
inline std::optional<json> parse_json(std::string_view text) {
  json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
  return value.is_discarded() ? std::nullopt : std::optional(std::move(value));
}

inline std::string json_text(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

inline const json& null_json() {
  static const json null;
  return null;
}

/// The member `key` of an object; null where `object` is none or has no such member.
inline const json& member(const json& object, std::string_view key) {
  if (!object.is_object()) return null_json();
  const auto found = object.find(key);
  return found == object.end() ? null_json() : *found;
}

/// The element `index` of an array; null where `array` is none or is shorter.
inline const json& element(const json& array, std::size_t index) {
  return array.is_array() && index < array.size() ? array[index] : null_json();
}

/// The string in `value`; empty where it is another type.
inline std::string_view string_of(const json& value) {
  const auto* text = value.get_ptr<const json::string_t*>();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

/// The non-negative whole number in `value`; nothing for any other value.
inline std::optional<std::uint64_t> integer_of(const json& value) {
  const auto* number = value.get_ptr<const json::number_unsigned_t*>();
  return number == nullptr ? std::nullopt : std::optional<std::uint64_t>(*number);
}

inline bool is_true(const json& value) { return value == json(true); }

}  // namespace kintone
