// A query as it is written (L02), before anything is known of the form. It prints as a text that parses to
// the same tree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kintone::rest::query {

enum class operation : std::uint8_t {
  equal,
  greater,
  less,
  greater_or_equal,
  less_or_equal,
  in,
  like,
  empty
};

enum class value_kind : std::uint8_t { string, number, function };

struct written_value {
  value_kind kind = value_kind::string;
  /// What stands in the quotes, its escapes resolved; the number as it is written; the function's name.
  std::string text;
  /// Of a function: digits, with a minus or without, or a word in upper case.
  std::vector<std::string> arguments = {};

  bool operator==(const written_value&) const = default;
};

struct written_test {
  /// A field's code, `$id`, or `a.b` (L09).
  std::string field;
  operation what = operation::equal;
  /// `!=`, `not in`, `not like`, `is not empty`.
  bool is_negated = false;
  /// One, but several of `in` and none of `is empty`.
  std::vector<written_value> values = {};

  bool operator==(const written_test&) const = default;
};

struct condition {
  enum class kind : std::uint8_t { test, all, any };

  kind is = kind::test;
  written_test test = {};
  /// Of `and` and `or`: two or more, none of the same kind as this.
  std::vector<condition> parts = {};

  bool operator==(const condition&) const = default;
};

struct sort {
  std::string field;
  /// L27: descending where nothing is said.
  bool is_ascending = false;

  bool operator==(const sort&) const = default;
};

struct tree {
  std::optional<condition> where = {};
  std::vector<sort> order = {};
  /// The largest that 64 bits hold stands for all above it.
  std::optional<std::uint64_t> limit = {};
  std::optional<std::uint64_t> offset = {};

  bool operator==(const tree&) const = default;
};

/// The operator as messages name it: `=`, `not in`, `is empty` (L10).
[[nodiscard]] std::string_view name_of(operation what, bool is_negated);

/// A text as a query has it: in double quotes, what they and the lines need escaped. (`quoted` alone would be
/// ambiguous: an unqualified call finds `std::quoted` too.)
[[nodiscard]] std::string quoted_text(std::string_view value);

/// The canonical text: one blank between two words, brackets where they are needed, every direction said.
[[nodiscard]] std::string text_of(const tree& t);

}  // namespace kintone::rest::query
