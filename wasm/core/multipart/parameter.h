// Parameters behind a field's value (RFC 9110, 5.6.6), read strictly: they come from the client, and doubt
// about them is doubt about the form.
#pragma once

#include <string>
#include <string_view>

namespace kintone::multipart {

/// Both are parts of the text that was read.
struct parameter {
  std::string_view name;
  /// Without its quotes, but with its quoted-pairs. Unquoted it may be any text without a `;`, or none:
  /// whoever knows the parameter says what it may be.
  std::string_view value;
  bool is_quoted = false;
};

enum class parameter_step { taken, end, broken };

/// Takes the next `; name=value` from the front of `rest`, which begins behind the value or the parameter
/// before. Broken: no `;`, a name that is no token, no `=`, a blank at it, a quoted-string without its end.
[[nodiscard]] parameter_step take_parameter(std::string_view& rest, parameter& taken);

/// A quoted-string's text with its quoted-pairs undone (RFC 9110, 5.6.4).
[[nodiscard]] std::string without_quoted_pairs(std::string_view quoted);

}  // namespace kintone::multipart
