// JSON texts (RFC 8259): what one says, as nlohmann's tree, and a writer of them. What is not there is null,
// so that nothing here can fail: an exception would end the module, and with it every shim of the process.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kintone {

/// One value of a JSON text; an object's members in order, no name twice. A number that is no
/// whole one of 64 bits is kept as it is written, in the type for bytes, as nothing here computes with 1e9.
using json_value = nlohmann::ordered_json;

/// Nothing where `text` is not JSON, is not UTF-8, or nests deeper than 64 levels.
[[nodiscard]] std::optional<json_value> read_json(std::string_view text);

/// The same, null where there is nothing.
[[nodiscard]] json_value json_or_null(std::string_view text);

/// The member `name` of an object; null where `object` is none or has no such member.
[[nodiscard]] const json_value& member(const json_value& object, std::string_view name);

/// The element `index` of an array; null where `array` is none or is shorter.
[[nodiscard]] const json_value& element(const json_value& array, std::size_t index);

/// The string in `value`; empty where it is another kind.
[[nodiscard]] std::string_view string_of(const json_value& value);

/// The members of an object and the elements of an array; none of another kind.
[[nodiscard]] const json_value::object_t& members_of(const json_value& value);
[[nodiscard]] const json_value::array_t& elements_of(const json_value& value);

/// The number in `value`, as it is written; empty where it is another kind.
[[nodiscard]] std::string number_of(const json_value& value);

/// The non-negative whole number in `value`; nothing for any other value.
[[nodiscard]] std::optional<std::uint64_t> integer_of(const json_value& value);

/// Whether `value` is the boolean true.
[[nodiscard]] bool is_true(const json_value& value);

/// Gives an object its members. It finds a name among all before it in little time: one after the other, a
/// stranger's million would take minutes.
class json_members {
 public:
  /// `object` is null and outlives it.
  explicit json_members(json_value& object);

  /// The member `name`, which is null where it is new.
  [[nodiscard]] json_value& operator[](std::string_view name);

 private:
  json_value::object_t& object_;
  /// Of the first members, once there are many.
  std::map<std::string, std::size_t, std::less<>> places_;
};

/// Writes a JSON text from its beginning to its end. Commas come by themselves.
class json_writer {
 public:
  json_writer() = default;
  /// Goes on behind the beginning of a text.
  explicit json_writer(std::string begun) : text_(std::move(begun)), length_(text_.size()) {}

  /// `{` or `[`, and what ends it.
  json_writer& open(char bracket);
  json_writer& close(char bracket);
  /// Of the member whose value is written next.
  json_writer& name(std::string_view name);

  /// Bytes that are not UTF-8 become U+FFFD.
  json_writer& string(std::string_view value);
  json_writer& number(std::uint64_t value);
  json_writer& boolean(bool value);
  json_writer& tree(const json_value& value);
  /// A value that is JSON already.
  json_writer& json(std::string_view text);

  /// What is written so far.
  [[nodiscard]] std::string_view text() const { return {text_.data(), length_}; }
  [[nodiscard]] std::string take();

 private:
  void begin_value();
  void put(char c);
  void put(std::string_view text);
  void make_room(std::size_t more);

  /// The text, and behind it room for more: std::string::append() for each small piece is slow.
  std::string text_;
  std::size_t length_ = 0;
};

/// How many bytes at the start of `text` stand for themselves within a JSON string: ASCII, and nothing to
/// escape. Whole runs of them are moved at once, since for -Oz each step of a string_view is a call.
[[nodiscard]] std::size_t plain_length(std::string_view text);

}  // namespace kintone
