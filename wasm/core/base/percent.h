// Percent-encoding (RFC 3986, 2.1).
#pragma once

#include <string>
#include <string_view>

namespace kintone {

/// The bytes: `%` with two hex digits behind it is one, whatever else is there stands for itself.
[[nodiscard]] std::string percent_decoded(std::string_view text);

/// Whether two hex digits stand behind each `%`.
[[nodiscard]] bool is_percent_encoded(std::string_view text);

/// The text in which each byte that `stays` does not take is `%` with two capital hex digits behind it.
[[nodiscard]] std::string percent_encoded(std::string_view text, bool (*stays)(char));

}  // namespace kintone
