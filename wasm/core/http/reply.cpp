#include "core/http/reply.h"

#include <utility>

#include "core/http/flat_fields.h"

namespace kintone::http {

fields guarded_fields() {
  return {{"X-Content-Type-Options", "nosniff"}, {"Cross-Origin-Resource-Policy", "same-origin"}};
}

fields json_fields() {
  fields list = guarded_fields();
  list.push_back({"Content-Type", "application/json;charset=utf-8"});
  list.push_back({"Cache-Control", "no-store"});
  return list;
}

reply json_reply(int status, std::string body) { return {status, json_fields(), std::move(body)}; }

void write_head(json_writer& text, const reply& r) {
  text.name("status").number(static_cast<std::uint64_t>(r.status)).name("fields");
  write_flat(text, r.fields);
}

void write_reply(json_writer& text, const reply& r) {
  text.name("next").string("reply");
  write_head(text, r);
  text.name("body").string(r.body);
}

}  // namespace kintone::http
