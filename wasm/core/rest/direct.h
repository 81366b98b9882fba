// A request to kintone's side that never saw a socket: shim.handle's, or kintone.proxy's to kintone itself
// (S01, P31).
#pragma once

#include <optional>
#include <string>

#include "core/http/reply.h"
#include "core/http/request_head.h"
#include "core/rest/refusal.h"

namespace kintone::rest {

struct direct_request {
  http::request_head head;
  /// Scheme and host of its URL, as a URL parser gives them.
  std::string origin;
  /// It may bring the login user's session.
  bool is_credentialed = true;
};

/// Where it is not for this side: of another origin than the option `origin`, or of too many field lines.
[[nodiscard]] std::optional<http::reply> direct_refusal(const direct_request& r, world::world& w);

/// S01: unless the request, or the option `session`, leaves it out.
[[nodiscard]] bool has_session(const direct_request& r, const world::world& w);

}  // namespace kintone::rest
