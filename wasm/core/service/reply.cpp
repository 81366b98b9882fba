#include "core/service/reply.h"

#include "core/service/route.h"

namespace kintone::service {

http::fields guarded_fields() {
  return {{"X-Content-Type-Options", "nosniff"}, {"Cross-Origin-Resource-Policy", "same-origin"}};
}

http::fields json_fields() {
  http::fields fields = guarded_fields();
  fields.push_back({"Content-Type", "application/json;charset=utf-8"});
  fields.push_back({"Cache-Control", "no-store"});
  return fields;
}

reply json_reply(int status, std::string body) { return {status, json_fields(), std::move(body)}; }

reply refusal(world::world& w, error kind, facts told) {
  json_writer body;
  begin_error(body, kind, w.next_error_id(), message_of(kind, w.language(), told));
  return json_reply(entry_of(kind).status, body.close('}').take());
}

reply method_refusal(world::world& w, std::string_view method, std::string_view path,
                     std::string_view allowed) {
  constexpr int method_not_allowed = 405;
  reply r = refusal(w, error::not_implemented, {method, path, simulated_paths()});
  r.status = method_not_allowed;
  r.fields.push_back({"Allow", std::string(allowed)});
  return r;
}

}  // namespace kintone::service
