#include "core/rest/direct.h"

namespace kintone::rest {

std::optional<http::reply> direct_refusal(const direct_request& r, world::world& w) {
  const std::string& own = w.options().origin;
  if (r.origin != own) return refusal(w, error::host_refused, {r.origin, own});
  return head_refusal(r.head, w);
}

bool has_session(const direct_request& r, const world::world& w) {
  return r.is_credentialed && w.options().session;
}

}  // namespace kintone::rest
