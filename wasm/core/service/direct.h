// A request to kintone's side that never saw a socket: shim.handle's, or kintone.proxy's to kintone itself
// (S01, P31).
#pragma once

#include <optional>
#include <string>

#include "core/service/reply.h"
#include "core/service/request.h"

namespace kintone::service {

struct direct_request {
  request head;
  /// Scheme and host of its URL, as a URL parser gives them.
  std::string origin;
  /// It may bring the login user's session.
  bool is_credentialed = true;
};

/// Where it is not for this side: of another origin than the option `origin`, or of too many field lines.
[[nodiscard]] std::optional<reply> direct_refusal(const direct_request& r, world::world& w);

/// S01: unless the request, or the option `session`, leaves it out.
[[nodiscard]] bool has_session(const direct_request& r, const world::world& w);

}  // namespace kintone::service
