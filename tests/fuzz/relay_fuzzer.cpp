// Any text as the relay's answer and as a call that comes through it: a page takes an outcome or complains,
// its message says what the call said, and what its server concludes is what the page hears. The first byte
// of the input chooses the circumstances.
#include "core/proxy/crossing.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;
using proxy::next;

world::settings settings_of(std::uint8_t choice, bool is_page) {
  world::settings s;
  s.reach = world::network::live;
  s.seed = "string:fuzz";
  s.language = (choice & 1U) != 0 ? locale::ja : locale::en;
  s.reject_binary_response = (choice & 2U) != 0;
  s.relayed = is_page;
  return s;
}

proxy::call plain_call() {
  proxy::call c;
  c.url = {{"string", "https://a.test/", {}}, "a.test", ""};
  c.method = {"string", "GET", {}};
  c.headers = {"object", "", {}};
  return c;
}

/// An answer as the page's JavaScript tells it.
void answered(std::uint8_t choice, std::string_view text) {
  world::world w(settings_of(choice, true), world::entropy{});
  proxy::call c = plain_call();
  if ((choice & 4U) != 0) c.success_callback.type = "function";
  proxy::exchange x(w, c);
  require(x.open() == next::send, "a page sends every call");
  const int status = (choice & 8U) != 0 ? 200 : 400 + choice;
  const bool has_body = (choice & 16U) != 0;
  x.relayed(status, text, has_body);
  require(x.is_done(), "an answer ends the call");
  const proxy::outcome o = x.conclude(false);
  const json told = parse_json(text).value_or(json());
  if (o.success) {
    require(status == 200 && has_body, "a success has a body");
    require(o.status >= 100 && o.status <= 999, "a success has a status");
    require(member(member(told, "result"), "headers").size() == o.headers.size(), "all headers are taken");
    require(o.error.empty() && o.code.empty() && o.dropped.empty(), "a success has no error");
  } else {
    const json error = fuzz::require_json(o.error);
    require(!o.code.empty() && string_of(member(error, "code")) == o.code, "a failure has a code");
    require(member(error, "id").is_string() && member(error, "message").is_string(), "and the rest");
    require(!error.contains("shim"), "what is for the page stays with it");
    const bool is_its_own = o.code == "SHIM_NETWORK_FAILED";
    require(is_its_own || member(told, "code") == member(error, "code"), "it is the server's or our own");
    require(o.dropped.empty() == ((choice & 4U) == 0), "a failure that nobody is told of is printed");
  }
  for (const proxy::warning& each : o.warnings) {
    require(each.kind >= error::warn_response_body, "a warning is one");
  }
  (void)fuzz::require_json(proxy::outcome_text(o, w));
}

std::string between(const json& parts, std::string_view text) {
  std::string whole(string_of(element(parts, 0)));
  if (parts.size() == 2) whole += json_text(text) + std::string(string_of(element(parts, 1)));
  return whole;
}

/// The page's step, where the call goes out.
json opened(proxy::exchange& x, std::uint8_t choice) {
  next step = x.open();
  if (step == next::json) step = x.serialized({(choice & 32U) != 0 ? "object" : "string", "", {}});
  return fuzz::require_json(proxy::step_text(step, x));
}

/// The message of a call: all that its server should know, and nothing else.
void sent(const proxy::call& c, std::uint8_t choice) {
  world::world w(settings_of(choice, true), world::entropy{});
  proxy::exchange x(w, c);
  const json step = opened(x, choice);
  if (string_of(member(step, "next")) != "send") return;
  const json message =
      fuzz::require_json(between(member(member(member(step, "request"), "relay"), "parts"), "\"text\""));
  const bool is_upload = c.called == proxy::api::upload;
  const std::size_t told = message.contains("shim") ? 1 : 0;
  require(message.size() == (is_upload ? 4U : 5U) + told, "a message has its members");
  require(string_of(member(message, "url")) == x.outgoing().url(), "it has the URL");
  require(string_of(member(message, "method")) == http::name_of(x.outgoing().method), "it has the method");
  require(string_of(member(message, "__REQUEST_TOKEN__")) == w.request_token(), "it has the token");
  require(member(message, "body").is_string() != is_upload, "it has the body");
  const json& headers = member(message, "headers");
  require(headers.is_object() && headers.size() == x.outgoing().fields.size(), "it has the headers");
  for (const http::field& line : x.outgoing().fields) {
    require(string_of(member(headers, line.name)) == line.value, "a header is as it was");
  }
}

/// A call at its server, and what the page hears of its end.
void through_both(proxy::call c, std::string_view text, std::uint8_t choice) {
  world::world server(settings_of(choice, false), world::entropy{});
  c.relayed = true;
  const bool is_dropped = c.page.drops_failure;
  proxy::exchange its(server, std::move(c));
  if (string_of(member(opened(its, choice), "next")) == "send") {
    const std::string line(text.substr(0, text.find('\n')));
    if ((choice & 64U) == 0) {
      its.fail(line, text);
    } else if (its.head(200 + choice, {{line, std::string(text)}, {line, line}}) == next::body) {
      its.end();
    }
  }
  const proxy::outcome concluded = its.conclude((choice & 128U) != 0);
  require(concluded.dropped.empty() == (concluded.success || !is_dropped), "the page's word is passed on");
  require(server.verify().count == 0, "and not counted");
  const json crossed = fuzz::require_json(proxy::outcome_text(concluded, server));
  const json& answer = member(crossed, "answer");
  json body = fuzz::require_json(between(member(answer, "parts"), "text"));
  if (concluded.success) body["result"].erase("body");

  world::world w(settings_of(choice, true), world::entropy{});
  proxy::exchange x(w, plain_call());
  require(x.open() == next::send, "a page sends every call");
  x.relayed(static_cast<int>(integer_of(member(answer, "status")).value_or(0)), json_text(body),
            concluded.success);
  const proxy::outcome heard = x.conclude(false);
  require(heard.success == concluded.success && heard.status == concluded.status, "the page hears the same");
  require(heard.code == concluded.code && heard.error == concluded.error, "in the same words");
  require(heard.binary == concluded.binary && heard.warnings.size() == concluded.warnings.size(),
          "with what the journal needs");
  for (const http::field& each : heard.headers) {
    require(http::count(heard.headers, each.name) == http::count(concluded.headers, each.name),
            "and the same headers");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = fuzz::text_of(data + 1, size - 1);
  answered(data[0], text);
  const proxy::call c = proxy::read_call(text);
  sent(c, data[0]);
  through_both(c, text, data[0]);
  through_both(plain_call(), text, data[0]);
  return 0;
}
