// Base64 (RFC 4648, 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kintone {

[[nodiscard]] std::string base64_encoded(std::string_view bytes);

/// The bytes of strict base64: full groups of four, `=` only at the end, no stray bit. Nothing for any other
/// text.
[[nodiscard]] std::optional<std::string> base64_decoded(std::string_view text);

}  // namespace kintone
