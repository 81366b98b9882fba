// Field lines (RFC 9110, section 5): a name and a value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/ascii.h"

namespace kintone::http {

struct field {
  std::string name;
  std::string value;
};

using fields = std::vector<field>;

/// The first field called `name`, whatever its case; null where there is none.
[[nodiscard]] const field* find_line(const fields& lines, std::string_view name);

/// The value of the first field called `name`, whatever its case; null where there is none.
[[nodiscard]] const std::string* find(const fields& lines, std::string_view name);

[[nodiscard]] std::size_t count(const fields& lines, std::string_view name);

/// P09 (RFC 9110, 5.6.2): a token.
[[nodiscard]] inline bool is_field_name(std::string_view name) { return ascii::is_token(name); }

/// P09 (RFC 9110, 5.5): no control character but the tab.
[[nodiscard]] bool is_field_value(std::string_view value);

/// The number, from 1 on, of the first character of `value` because of which it is none, or does not fit
/// Latin-1. It is told in place of the value, in which a secret may be.
[[nodiscard]] std::size_t wrong_character(std::string_view value);

/// P10: fields that the proxy sets by itself. Giving one is an error, in any case.
[[nodiscard]] bool is_forbidden_request_field(std::string_view name);

/// Bytes of a field line as delivered: name, `: `, value (P21).
[[nodiscard]] std::size_t line_length(const field& line);

}  // namespace kintone::http
