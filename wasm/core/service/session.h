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

/// Who may be refused for asking at all. A browser says which page a request comes from, in `Sec-Fetch-Site`
/// and `Origin`: both must say this server's own. Nothing where it is, or where no browser asks.
[[nodiscard]] std::optional<reply> foreign_refusal(const request& r, world::world& w);

}  // namespace kintone::service
