// The boundary that an upload's Content-Type names (RFC 2046, 5.1.1; RFC 7578, 4.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kintone::multipart {

/// The parameter `boundary` of a `multipart/form-data`, quoted or not. Nothing for another type, for
/// parameters that cannot be read, and where the boundary is missing, there twice, or no boundary (F02, F03).
[[nodiscard]] std::optional<std::string> boundary_of(std::string_view content_type);

}  // namespace kintone::multipart
