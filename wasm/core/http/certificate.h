// Certificates as files have them: PEM (RFC 7468).
#pragma once

#include <string_view>

namespace kintone::http {

/// One certificate or several, each whole, with whatever text before, between and behind them (RFC 7468, 2
/// and 5.2).
[[nodiscard]] bool has_certificates(std::string_view text);

}  // namespace kintone::http
