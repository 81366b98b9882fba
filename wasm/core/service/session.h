// The session of the login user over HTTP (S01): a cookie that the server sets on its pages, and the rules
// that keep other sites' pages from using it.
#pragma once

#include <optional>
#include <string>

#include "core/service/reply.h"
#include "core/service/request.h"

namespace kintone::service {

/// Whether the request carries the session cookie.
[[nodiscard]] bool has_session(const request& r, const world::world& w);

/// T04: a session's request names somebody in `X-Requested-With`, whoever that is.
[[nodiscard]] bool has_requested_with(const http::fields& fields);

/// The field that sets it: HttpOnly, SameSite=Strict, and the port in its name, since ports of a host share
/// their cookies.
[[nodiscard]] http::field session_field(const request& r, const world::world& w);

/// A page of elsewhere asks. A browser says which page a request comes from, in `Sec-Fetch-Site` and
/// `Origin`: both must say this server's own. Nothing where they do, or where no browser asks.
[[nodiscard]] std::optional<reply> foreign_refusal(const request& r, world::world& w);

/// Where a session is asked for: a browser's request that changes something always names its origin, and this
/// one does not. Node's fetch is taken for a browser by its `Sec-Fetch-Mode`, and has no session.
[[nodiscard]] std::optional<reply> nameless_refusal(const request& r, world::world& w);

}  // namespace kintone::service
