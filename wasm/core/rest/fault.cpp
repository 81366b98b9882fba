#include "core/rest/fault.h"

#include "core/rest/resource.h"

namespace kintone::rest {

verdict refuse(error kind, std::string_view fact, std::string_view other) {
  return std::make_unique<fault>(fault{kind, std::string(fact), std::string(other)});
}

verdict refuse_because(error kind, reason because, std::string_view detail, std::string_view fact) {
  auto refused = std::make_unique<fault>(fault{kind, std::string(fact), {}});
  refused->because = because;
  refused->detail = detail;
  return refused;
}

verdict invalid(std::string_view path, phrase why, std::string_view fact) {
  return std::make_unique<fault>(fault{error::validation_failed, std::string(path), std::string(fact), why});
}

http::reply fault_reply(world::world& w, locale language, const fault& f) {
  json_writer body;
  begin_error(body, f.kind, w.next_error_id(),
              message_of(f.kind, language, {f.fact, f.other, simulated_paths()}));
  if (f.kind == error::validation_failed) {
    body.name("errors").open('{').name(f.fact).open('{').name("messages").open('[');
    body.string(text_of(f.why, language, {f.other})).close(']').close('}').close('}');
  }
  const error_entry& entry = entry_of(f.kind);
  http::reply r = http::json_reply(entry.status, body.close('}').take());
  r.fields.push_back({"X-Cybozu-Error", std::string(entry.code)});
  return r;
}

}  // namespace kintone::rest
