#include "core/proxy/crossing.h"

#include <array>

#include "core/http/flat_fields.h"

namespace kintone::proxy {
namespace {

json request_json(const exchange& x) {
  static constexpr std::array<std::string_view, 5> bodies = {"none", "empty", "text", "json", "blob"};
  const request& r = x.outgoing();
  json text = {{"method", http::name_of(r.method)},
               {"origin", r.origin()},
               {"host", r.host},
               {"target", r.target},
               {"url", r.url()},
               {"fields", http::flat_json(r.fields)},
               {"body", bodies[static_cast<std::size_t>(r.content)]},
               {"mostLines", x.most_lines()}};
  if (x.is_own()) text["own"] = true;
  if (const auto message = x.message()) {
    text["relay"] = {
        {"url", message->path}, {"fields", http::flat_json(message->fields)}, {"parts", message->parts}};
  }
  return text;
}

json settlement_json(const settlement& s) {
  return {{"returnsPromise", s.returns_promise},
          {"runsSuccessCallback", s.runs_success_callback},
          {"runsFailureCallback", s.runs_failure_callback}};
}

}  // namespace

location read_location(const json& object) {
  return {read_argument(member(object, "url")), std::string(string_of(member(object, "host"))),
          std::string(string_of(member(object, "port")))};
}

call read_call(std::string_view text) {
  const json object = parse_json(text).value_or(json());
  call c;
  c.called = string_of(member(object, "api")) == "upload" ? api::upload : api::proxy;
  c.url = read_location(object);
  c.method = read_argument(member(object, "method"));
  c.headers = read_argument(member(object, "headers"));
  c.data = read_argument(member(object, "data"));
  c.success_callback = read_argument(member(object, "successCallback"));
  c.failure_callback = read_argument(member(object, "failureCallback"));
  c.relayed = is_true(member(object, "relayed"));
  return c;
}

http::fields read_fields(std::string_view text) { return http::read_flat(parse_json(text).value_or(json())); }

std::string step_text(next step, const exchange& x) {
  static constexpr std::array<std::string_view, 6> names = {"json", "send",     "skip",
                                                            "body", "redirect", "done"};
  json text = {{"next", names[static_cast<std::size_t>(step)]}};
  if (x.is_opening()) text["settlement"] = settlement_json(x.how_to_settle());
  if (step == next::send) text["request"] = request_json(x);
  if (step == next::redirect) text["location"] = x.redirect_location();
  if (step == next::body) {
    text["codings"] = x.codings();
    text["charsets"] = x.charsets();
  }
  return json_text(text);
}

std::string outcome_text(const outcome& o, world::world& w) {
  json text = {{"success", o.success}, {"binary", o.binary}};
  if (o.success) {
    text["status"] = o.status;
    json& headers = text["headers"] = json::object();
    for (const http::field& line : o.headers) headers[line.name] = line.value;
    if (o.body) text["body"] = *o.body;
  } else {
    text["code"] = o.code;
    text["error"] = o.error;
    if (!o.dropped.empty()) text["dropped"] = o.dropped;
  }
  json& warnings = text["warnings"] = json::array();
  for (const warning& each : o.warnings) {
    warnings.push_back(
        {{"code", entry_of(each.kind).code}, {"message", each.message}, {"print", w.is_first(each.kind)}});
  }
  if (o.relay_status != 0) {
    text["answer"] = {{"status", o.relay_status}, {"parts", answer_of_relay(o)}};
  }
  return json_text(text);
}

}  // namespace kintone::proxy
