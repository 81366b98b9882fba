// The session of the login user over HTTP (S01): a cookie that the server sets on its pages, and the rules
// that keep other sites' pages from using it.
#pragma once

#include <optional>
#include <string>

#include "core/http/reply.h"
#include "core/http/request_head.h"
#include "core/rest/refusal.h"

namespace kintone::site {

/// Whether the request carries the session cookie.
[[nodiscard]] bool has_session_cookie(const http::request_head& r, const world::world& w);

/// The field that sets it: HttpOnly, SameSite=Strict, and the port in its name, since ports of a host share
/// their cookies.
[[nodiscard]] http::field session_field(const http::request_head& r, const world::world& w);

/// A page of elsewhere asks. A browser says which page a request comes from, in `Sec-Fetch-Site` and
/// `Origin`: both must say this server's own. Nothing where they do, or where no browser asks.
[[nodiscard]] std::optional<http::reply> foreign_refusal(const http::request_head& r, world::world& w);

/// Where a session is asked for: a browser's request that changes something always names its origin, and this
/// one does not. Node's fetch is taken for a browser by its `Sec-Fetch-Mode`, and has no session.
[[nodiscard]] std::optional<http::reply> origin_missing_refusal(const http::request_head& r, world::world& w);

}  // namespace kintone::site
