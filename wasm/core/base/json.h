// The only door to nlohmann/json. With JSON_NOEXCEPTION a failed at(), get<>() or parse() aborts, and a dead
// module is dead for every shim of the process: so the rest of the core reads and writes through these
// functions, which cannot.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace kintone {

/// Keeps the order of members, so that texts come out as they were put together.
using json = nlohmann::ordered_json;

/// Nothing where `text` is not JSON, is not UTF-8, or nests deeper than 64 levels. A number that no 64 bits
/// hold exactly, 1.5 or 1e9, is of type binary: its text, as nothing here computes with it.
[[nodiscard]] std::optional<json> parse_json(std::string_view text);

/// The text of `value`, which holds no floating point number; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string json_text(const json& value);

/// Appends `value` as a JSON string; bytes that are not UTF-8 become U+FFFD.
void append_string(std::string& text, std::string_view value);

/// How many bytes at the start of `text` stand for themselves within a JSON string: ASCII, and nothing to
/// escape. Whole runs of them are moved at once, since for -Oz each step of a string_view is a call.
[[nodiscard]] std::size_t plain_length(std::string_view text);

/// The member `key` of an object; null where `object` is none or has no such member.
[[nodiscard]] const json& member(const json& object, std::string_view key);

/// The string in `value`; empty where it is another type.
[[nodiscard]] std::string_view string_of(const json& value);

/// The non-negative whole number in `value`; nothing for any other value.
[[nodiscard]] std::optional<std::uint64_t> integer_of(const json& value);

/// Whether `value` is the boolean true.
[[nodiscard]] bool is_true(const json& value);

/// The element `index` of an array; null where `array` is none or is shorter.
[[nodiscard]] const json& element(const json& array, std::size_t index);

}  // namespace kintone
