// The paths of kintone's REST side, and the method that a request counts as (F01, F11, F14, F22, F23).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/http/request_head.h"
#include "core/rest/ids.h"

namespace kintone::rest {

enum class resource : std::uint8_t { file, record, records };

struct resource_path {
  resource what;
  /// Of `/k/guest/{space}/v1/…`; 0 for `/k/v1/…`.
  number space;
};

/// Nothing where the path is none of ours.
[[nodiscard]] std::optional<resource_path> route_of(std::string_view path);

/// The paths that there are, but for those of guest spaces: a list to be read.
[[nodiscard]] std::string simulated_paths();

/// As in the field `Allow`.
[[nodiscard]] std::string_view methods_of(resource what);

/// `X-HTTP-Method-Override` of a POST, else the method itself.
[[nodiscard]] std::string_view method_of(const http::request_head& r);

/// Whether the head announces a body (RFC 9112, 6): a Content-Length but 0, or a Transfer-Encoding.
[[nodiscard]] bool has_body(const http::request_head& r);

}  // namespace kintone::rest
