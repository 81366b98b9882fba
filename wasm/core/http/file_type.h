// The Content-Type of a file, by its name's extension (F17; kintone goes by it too, whatever the part said).
#pragma once

#include <string_view>

namespace kintone::http {

[[nodiscard]] std::string_view content_type_of(std::string_view name);

}  // namespace kintone::http
