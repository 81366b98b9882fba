// Any text as a call: what the exchange makes of it is sent or refused, and always ends with a whole outcome.
// The first byte of the input chooses the settings, the rest is the call.
#include "core/base/ascii.h"
#include "core/proxy/crossing.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;

world::settings settings_of(std::uint8_t choice) {
  world::settings s;
  s.seed = "string:fuzz";
  s.language = (choice & 1U) != 0 ? locale::ja : locale::en;
  s.reach = (choice & 2U) != 0 ? world::network::offline : world::network::live;
  s.promise_when_either = (choice & 4U) != 0;
  s.empty_object_as_json = (choice & 8U) != 0;
  if ((choice & 16U) != 0) s.limits.upload = 1;
  return s;
}

argument how_serialized(std::uint8_t choice) {
  constexpr const char* types[] = {"string", "object", "undefined", "threw"};
  return {types[choice >> 6U], "TypeError: \xff", {}};
}

/// What is sent is within the rules, whatever was asked for.
void require_right(const proxy::request& r) {
  require(r.scheme == "http" || r.scheme == "https", "the scheme is http or https");
  require(!r.host.empty(), "there is a host");
  require(r.target.starts_with('/'), "the target is a path");
  require(none_of(r.target,
                  [](char c) { return c == ' ' || c == '#' || ascii::is_control(c) || ascii::is_high(c); }),
          "the target stays in its line");
  for (const http::field& line : r.fields) {
    require(http::is_field_name(line.name) && http::is_field_value(line.value), "a field stays in its line");
    require(utf8::fits_latin1(line.value), "a value fits Latin-1");
    require(!http::is_forbidden_request_field(line.name), "no field is sent that the proxy sets");
    require(http::count(r.fields, line.name) == 1, "a field is sent once");
  }
  require((r.content == proxy::body::none) == !http::takes_body(r.method), "POST and PUT have a body");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  world::world w(settings_of(data[0]), world::entropy{});
  proxy::exchange x(w, proxy::read_call(fuzz::text_of(data + 1, size - 1)));
  proxy::next step = x.open();
  (void)fuzz::require_json(proxy::step_text(step, x));
  if (step == proxy::next::json) {
    step = x.serialized(how_serialized(data[0]));
    (void)fuzz::require_json(proxy::step_text(step, x));
  }
  require(step == proxy::next::send || step == proxy::next::done, "a call is sent or done");
  require((step == proxy::next::done) == x.is_done(), "done is done");
  if (step == proxy::next::send) {
    require_right(x.outgoing());
    require(
        w.may_leave(x.outgoing().scheme, x.outgoing().host, x.outgoing().port) == world::departure::allowed,
        "what is sent may leave");
    x.fail("ECONNREFUSED", {});
  }
  const bool is_promised = x.how_to_settle().returns_promise;
  const bool is_told = is_promised || x.how_to_settle().runs_failure_callback;
  const proxy::outcome o = x.conclude(false);
  fuzz::require_whole(o);
  require(!o.success, "nobody answered");
  require(o.dropped.empty() == is_told, "a failure that nobody is told of is printed");
  require((w.verify().count == 0) == (is_told && o.code != "SHIM_NETWORK_OFFLINE"), "and counted");
  (void)fuzz::require_json(proxy::outcome_text(o, w));
  return 0;
}
