// What JavaScript found out about one value, without judging it: js/core/describe.js makes these, the
// rules read them.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"

namespace kintone {

struct argument_member;

struct argument {
  /// "undefined", "null", "string", "longString" (its length alone is told), "number", "boolean", "bigint",
  /// "symbol", "function", "array", "object" (a plain one of any realm), the name of a class ("Blob",
  /// "FormData", "Uint8Array"), or "threw": looking at it ran code that threw.
  std::string type = "undefined";
  /// The text of a primitive; the error's text where it threw; the byte length of a Blob; of a plain object
  /// given as a body how many members it has.
  std::string text;
  /// Own enumerable members, in order, where they were asked for.
  std::vector<argument_member> members;

  [[nodiscard]] bool is(std::string_view name) const { return type == name; }
  /// undefined or null: left out.
  [[nodiscard]] bool is_absent() const { return is("undefined") || is("null"); }
  /// The member `name`; one of type "undefined" where there is none.
  [[nodiscard]] const argument& operator[](std::string_view name) const;
};

struct argument_member {
  std::string name;
  argument value;
};

/// Reads `[type, text?, [[name, argument], …]?]`.
[[nodiscard]] argument read_argument(const json_value& description);

/// The JSON that was described, as far as its members were; undefined is null, and what JSON has not, such as
/// a function, is false.
[[nodiscard]] json_value value_of(const argument& given);

/// As JavaScript takes it for a boolean.
[[nodiscard]] bool is_truthy(const argument& given);

/// `given` as a developer would write it, shortened: `"GET "`, `42`, `undefined`, `Blob`.
[[nodiscard]] std::string as_given(const argument& given);

}  // namespace kintone
