#include "core/site/session.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/world/random.h"

namespace kintone::site {
namespace {

std::string cookie_name(const http::request_head& r) { return "kintone-shim-session-" + r.local_port; }

std::string own_origin(const http::request_head& r) {
  const std::string* host = http::find(r.fields, "host");
  return (r.secure ? "https://" : "http://") + ascii::to_lower(host == nullptr ? "" : *host);
}

/// A browser sends `Sec-Fetch-Site` with every request to a trustworthy origin, and a page cannot (Fetch
/// Metadata).
bool is_from_browser(const http::request_head& r) {
  return any_of(r.fields,
                [](const http::field& line) { return ascii::to_lower(line.name).starts_with("sec-fetch-"); });
}

}  // namespace

bool has_session_cookie(const http::request_head& r, const world::world& w) {
  const std::string wanted = cookie_name(r) + "=" + w.session();
  return any_of(r.fields, [&wanted](const http::field& line) {
    if (!ascii::equals_ignoring_case(line.name, "cookie")) return false;
    std::string_view rest = line.value;
    while (!rest.empty()) {
      const std::string_view pair = rest.substr(0, rest.find(';'));
      rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
      if (world::equal_in_constant_time(ascii::trim(pair), wanted)) return true;
    }
    return false;
  });
}

http::field session_field(const http::request_head& r, const world::world& w) {
  return {"Set-Cookie", cookie_name(r) + "=" + w.session() + "; Path=/; HttpOnly; SameSite=Strict"};
}

std::optional<http::reply> foreign_refusal(const http::request_head& r, world::world& w) {
  const std::string own = own_origin(r);
  for (const http::field& line : r.fields) {
    const std::string name = ascii::to_lower(line.name);
    const bool is_own = name == "sec-fetch-site" ? line.value == "same-origin"
                                                 : name != "origin" || ascii::to_lower(line.value) == own;
    if (!is_own) return rest::refusal(w, error::origin_refused, {line.value});
  }
  return std::nullopt;
}

std::optional<http::reply> origin_missing_refusal(const http::request_head& r, world::world& w) {
  const bool is_read = r.method == "GET" || r.method == "HEAD";
  if (is_read || !is_from_browser(r) || http::find(r.fields, "origin") != nullptr) return std::nullopt;
  return rest::refusal(w, error::origin_refused, {"?"});
}

}  // namespace kintone::site
