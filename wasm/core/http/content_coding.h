// Content-Encoding (RFC 9110, 8.4): which codings the proxy takes off before it counts and delivers (P23).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/http/field.h"

namespace kintone::http {

/// The codings to take off, the outermost first: `gzip`, `deflate`, `br`. Empty where there is none, or where
/// one is unknown: such a body is delivered as it came.
[[nodiscard]] std::vector<std::string> codings_of(const fields& lines);

}  // namespace kintone::http
