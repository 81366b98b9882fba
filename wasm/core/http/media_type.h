// Content-Type (RFC 9110, 8.3).
#pragma once

#include <string>
#include <string_view>

namespace kintone::http {

/// The type without its parameters, in lower case: `text/html`.
[[nodiscard]] std::string essence_of(std::string_view content_type);

/// The parameter `charset` of a Content-Type in lower case, unquoted; empty where there is none.
[[nodiscard]] std::string charset_of(std::string_view content_type);

/// Whether `charset`, in lower case, is one of the Encoding standard's labels of UTF-8.
[[nodiscard]] bool is_utf8_label(std::string_view charset);

}  // namespace kintone::http
