#include "core/rest/fault.h"

#include <algorithm>
#include <map>

#include "core/rest/resource.h"

namespace kintone::rest {
namespace {

/// `"errors": {path: {"messages": [text, …]}}`, a path where it is first complained of.
void write_errors(json_writer& body, const objections& about, locale language) {
  std::map<std::string_view, std::size_t> places;
  std::vector<std::vector<const objection*>> paths;
  for (const objection& each : about) {
    const auto [place, is_new] = places.emplace(each.path, paths.size());
    if (is_new) paths.emplace_back();
    paths[place->second].push_back(&each);
  }
  body.name("errors").open('{');
  for (auto& path : paths) {
    // Y18: what is deleted is counted first in English, and asked for first in Japanese.
    if (language == locale::ja && path.front()->why == phrase::ids_deleted) {
      std::reverse(path.begin(), path.end());
    }
    body.name(path.front()->path).open('{').name("messages").open('[');
    for (const objection* each : path) body.string(text_of(each->why, language, {each->fact}));
    body.close(']').close('}');
  }
  body.close('}');
}

}  // namespace

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
  return invalid(objections{{std::string(path), why, std::string(fact)}});
}

verdict invalid(objections about) {
  if (about.empty()) return nullptr;
  return std::make_unique<fault>(fault{error::validation_failed, {}, {}, std::move(about)});
}

http::reply fault_reply(world::world& w, locale language, const fault& f) {
  json_writer body;
  const auto write_others = [&body](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) body.json("{}");
  };
  if (f.requests > 0) body.open('{').name("results").open('[');
  write_others(0, f.place);
  begin_error(body, f.kind, w.next_error_id(),
              message_of(f.kind, language, {f.fact, f.other, simulated_paths()}));
  if (!f.about.empty()) write_errors(body, f.about, language);
  const error_entry& entry = entry_of(f.kind);
  body.close('}');
  if (f.requests > 0) {
    write_others(f.place + 1, f.requests);
    body.close(']').close('}');
  }
  http::reply r = http::json_reply(entry.status, body.take());
  r.fields.push_back({"X-Cybozu-Error", std::string(entry.code)});
  return r;
}

}  // namespace kintone::rest
