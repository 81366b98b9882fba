#include "core/service/fault.h"

namespace kintone::service {

fault invalid(std::string path, phrase why, std::string fact) {
  return {error::validation_failed, {}, {}, {{std::move(path), why, std::move(fact)}}};
}

reply fault_reply(world::world& w, locale language, const fault& f) {
  const error_entry& entry = entry_of(f.kind);
  json body = {{"code", entry.code},
               {"id", w.next_error_id()},
               {"message", message_of(f.kind, language, {f.fact, f.other})}};
  for (const parameter_fault& each : f.parameters) {
    body["errors"][each.path]["messages"].push_back(text_of(each.why, language, {each.fact}));
  }
  reply r = json_reply(entry.status, body);
  r.fields.push_back({"X-Cybozu-Error", std::string(entry.code)});
  return r;
}

}  // namespace kintone::service
