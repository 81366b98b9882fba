// The platform's words for "no answer" (Node's and undici's error codes) and kintone's (P17, P26, P28, P32).
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/error.h"

namespace kintone::proxy {

/// Where the transport was when it failed.
enum class phase : std::uint8_t { before_head, in_body };

/// `code` as the platform names it: `ECONNREFUSED`, `HPE_INVALID_VERSION`, `Z_BUF_ERROR`, `CERT_HAS_EXPIRED`,
/// …
[[nodiscard]] error error_of(std::string_view code, phase when);

}  // namespace kintone::proxy
