#include "core/proxy/crossing.h"

#include <array>

#include "core/http/flat_fields.h"
#include "core/http/url.h"
#include "core/proxy/route_end.h"

namespace kintone::proxy {
namespace {

void write_texts(json_writer& text, std::string_view name, const std::vector<std::string>& list) {
  text.name(name).open('[');
  for (const std::string& each : list) text.string(each);
  text.close(']');
}

void write_request(json_writer& text, const exchange& x) {
  static constexpr std::array<std::string_view, 5> bodies = {"none", "empty", "text", "json", "blob"};
  const request& r = x.outgoing();
  text.name("request").open('{').name("method").string(http::name_of(r.method));
  text.name("origin").string(r.origin()).name("host").string(r.host).name("target").string(r.target);
  text.name("url").string(r.url()).name("fields");
  http::write_flat(text, r.fields);
  text.name("body").string(bodies[static_cast<std::size_t>(r.content)]);
  if (r.content == body::blob) text.name("size").number(r.size);
  text.name("port").string(http::effective_port(r.scheme, r.port));
  if (!x.saved().headers.empty()) write_texts(text, "saved", x.saved().headers);
  if (x.is_own()) text.name("own").boolean(true);
  if (const auto message = x.message()) {
    text.name("relay").open('{').name("url").string(message->path).name("fields");
    http::write_flat(text, message->fields);
    write_texts(text, "parts", message->parts);
    text.close('}');
  }
  text.close('}');
}

void write_settlement(json_writer& text, const settlement& s) {
  text.name("settlement").open('{').name("returnsPromise").boolean(s.returns_promise);
  text.name("runsSuccessCallback").boolean(s.runs_success_callback);
  text.name("runsFailureCallback").boolean(s.runs_failure_callback).close('}');
}

}  // namespace

void write_functions(json_writer& text) {
  text.open('[');
  for (const proxy_function& each : proxy_functions()) {
    text.open('{').name("name").string(each.name).name("parameters").open('[');
    for (const std::string_view name : each.parameters) text.string(name);
    text.close(']').name("takes").string(name_of(each.takes)).close('}');
  }
  text.close(']');
}

location read_location(const json_value& object) {
  return {read_argument(member(object, "url")), std::string(string_of(member(object, "host"))),
          std::string(string_of(member(object, "port")))};
}

call read_call(std::string_view text) {
  const json_value object = json_or_null(text);
  call c;
  if (const proxy_function* called = function_called(string_of(member(object, "api")))) c.called = called;
  c.url = read_location(object);
  c.plugin_id = read_argument(member(object, "pluginId"));
  c.app = integer_of(member(object, "app")).value_or(0);
  c.method = read_argument(member(object, "method"));
  c.headers = read_argument(member(object, "headers"));
  c.data = read_argument(member(object, "data"));
  c.success_callback = read_argument(member(object, "successCallback"));
  c.failure_callback = read_argument(member(object, "failureCallback"));
  c.relayed = member(object, "relayed").is_array();
  c.page = read_page_facts(read_argument(member(object, "relayed")));
  return c;
}

http::fields read_fields(std::string_view text) { return http::read_flat(json_or_null(text)); }

std::string step_text(next step, const exchange& x, step_parts parts) {
  static constexpr std::array<std::string_view, 6> names = {"json",     "send", "body",
                                                            "redirect", "done", "route"};
  json_writer text;
  text.open('{').name("next").string(names[static_cast<std::size_t>(step)]);
  if (parts.settlement) {
    write_settlement(text, x.how_to_settle());
    if (x.ignores_body()) text.name("ignoresBody").boolean(true);
  }
  // G05: as a text, which nothing but the request's body is made with.
  if (step == next::json && !x.saved().data.empty()) {
    json_writer data;
    plugin::write_data(data, x.saved().data);
    text.name("merges").string(data.text());
  }
  if (parts.request && (step == next::send || step == next::route)) write_request(text, x);
  if (step == next::send) text.name("timeLimit").number(std::uint64_t{x.time_limit()});
  if (step == next::route && x.wants_nearest()) text.name("wantsNearest").boolean(true);
  if (step == next::redirect) text.name("location").string(x.redirect_location());
  if (step == next::body) {
    write_texts(text, "codings", x.codings());
    write_texts(text, "charsets", x.charsets());
  }
  return text.close('}').take();
}

namespace {

/// What an outcome says, in the language that its shim does not speak.
void write_translated(json_writer& text, const outcome& o, locale language) {
  if (o.success && o.warnings.empty()) return;
  text.name("translated").open('{').name("language").string(name_of(other_than(language)));
  if (!o.success) text.name("error").string(o.error.translated());
  text.name("warnings").open('[');
  for (const warning& each : o.warnings) text.string(each.message.translated());
  text.close(']').close('}');
}

}  // namespace

std::string outcome_text(const outcome& o, world::world& w) {
  json_writer text;
  text.open('{').name("success").boolean(o.success).name("binary").boolean(o.binary);
  text.name("received").number(o.received);
  if (o.success) {
    text.name("status").number(static_cast<std::uint64_t>(o.status)).name("headers").open('{');
    for (const http::field& line : o.headers) text.name(line.name).string(line.value);
    text.close('}');
    if (o.body) text.name("body").string(*o.body);
  } else {
    text.name("code").string(o.code).name("error").string(o.error);
    if (const auto end = end_with(o.code); !end.empty()) text.name("end").string(end);
    // Nothing was asked, where a route could answer.
    const auto is_code_of = [&o](error kind) { return o.code == entry_of(kind).code; };
    if (is_code_of(error::network_offline) || is_code_of(error::address_refused)) {
      text.name("unanswered").boolean(true);
    }
    if (!o.unmatched.empty()) text.name("unmatched").string(o.unmatched);
    if (!o.dropped.empty()) text.name("dropped").string(o.dropped);
    if (!o.complaint.empty()) text.name("complaint").string(o.complaint);
  }
  text.name("warnings").open('[');
  for (const warning& each : o.warnings) {
    text.open('{').name("code").string(entry_of(each.kind).code).name("message").string(each.message);
    text.name("print").boolean(w.is_first(each.kind)).close('}');
  }
  text.close(']');
  write_translated(text, o, w.language());
  if (o.relay_status != 0) {
    text.name("answer").open('{').name("status").number(static_cast<std::uint64_t>(o.relay_status));
    write_texts(text, "parts", answer_of_relay(o));
    text.close('}');
  }
  return text.close('}').take();
}

}  // namespace kintone::proxy
