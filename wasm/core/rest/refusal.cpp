#include "core/rest/refusal.h"

#include <utility>

#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/resource.h"

namespace kintone::rest {

http::reply refusal(world::world& w, error kind, facts told) {
  json_writer body;
  begin_error(body, kind, w.next_error_id(), message_of(kind, w.language(), told));
  return http::json_reply(entry_of(kind).status, body.close('}').take());
}

http::reply method_refusal(world::world& w, std::string_view method, std::string_view path,
                           std::string_view allowed) {
  constexpr int method_not_allowed = 405;
  http::reply r = refusal(w, error::not_implemented, {method, path, simulated_paths()});
  r.status = method_not_allowed;
  r.fields.push_back({"Allow", std::string(allowed)});
  return r;
}

std::optional<http::reply> head_refusal(const http::request_head& r, world::world& w) {
  if (!r.path().starts_with('/')) return refusal(w, error::request_malformed, {r.target});
  if (r.fields.size() <= request_field_lines) return std::nullopt;
  return refusal(w, error::request_malformed, {"field lines: " + decimal(r.fields.size())});
}

}  // namespace kintone::rest
