// The paths of kintone's REST side: a row of one table each, with its methods and what they do; and the
// method that a request counts as (F01, F11, F14, F22, F23, Y01).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/http/request_head.h"
#include "core/rest/caller.h"
#include "core/rest/fault.h"

namespace kintone::rest {

class records;

/// One method of a path.
struct endpoint {
  /// Behind `/k/v1/`.
  std::string_view path;
  std::string_view method;
  /// What answers it; null of files, whose bytes are no JSON.
  verdict (records::*action)(const caller& by, const json_value& parameters, json_writer& answer) = nullptr;
  /// Y07: one of these is wanted in its app; below `preview/` the right to manage it. None where it has no
  /// app.
  rights wants = 0;
  /// Y01: it stands below `preview/` too.
  bool has_preview = false;
  /// Y24: it may be one of a bulkRequest.
  bool is_bulk = false;
};

struct resource_path {
  /// Of the table.
  std::string_view path;
  /// Of `/k/guest/{space}/v1/…`; 0 for `/k/v1/…`.
  number space;
  /// It stands below `preview/`.
  bool is_preview = false;
};

/// Nothing where the path is none of ours.
[[nodiscard]] std::optional<resource_path> route_of(std::string_view path);

/// Null where the path does not have this method.
[[nodiscard]] const endpoint* endpoint_of(const resource_path& route, std::string_view method);

/// The paths that there are, but for those of guest spaces and previews: a list to be read.
[[nodiscard]] std::string simulated_paths();

/// As in the field `Allow`.
[[nodiscard]] std::string methods_of(const resource_path& route);

/// `X-HTTP-Method-Override` of a POST, else the method itself.
[[nodiscard]] std::string_view method_of(const http::request_head& r);

/// Whether the head announces a body (RFC 9112, 6): a Content-Length but 0, or a Transfer-Encoding.
[[nodiscard]] bool has_body(const http::request_head& r);

}  // namespace kintone::rest
