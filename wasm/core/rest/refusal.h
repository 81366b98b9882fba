// Answers that refuse a request before kintone's REST side judges it, and those of its server.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/http/reply.h"
#include "core/http/request_head.h"
#include "core/world/world.h"

namespace kintone::rest {

/// `{"code", "id", "message"}` under the status of the error table.
[[nodiscard]] http::reply refusal(world::world& w, error kind, facts told = {});

/// The same for a method that a resource does not have: 405, and those that it has (RFC 9110, 15.5.6).
[[nodiscard]] http::reply method_refusal(world::world& w, std::string_view method, std::string_view path,
                                         std::string_view allowed);

/// What is refused of a head, wherever it comes from: a target that is no path, or too many field lines.
[[nodiscard]] std::optional<http::reply> head_refusal(const http::request_head& r, world::world& w);

}  // namespace kintone::rest
