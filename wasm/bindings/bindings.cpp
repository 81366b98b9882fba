// Every name that JavaScript sees of the core. Only heads, numbers and verdicts cross, as texts of
// crossing.h; bodies never.
#include <emscripten/bind.h>

#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/proxy/crossing.h"
#include "core/proxy/exchange.h"
#include "core/service/crossing.h"
#include "core/service/server_options.h"
#include "core/service/site.h"
#include "core/world/world.h"

namespace {

using kintone::json;
using kintone::json_text;
using kintone::parse_json;
namespace proxy = kintone::proxy;
namespace service = kintone::service;
namespace world = kintone::world;

int live_exchanges = 0;

/// JavaScript's texts are JSON; one that is not is nothing.
json told(const std::string& text) { return parse_json(text).value_or(json()); }
kintone::argument described(const std::string& text) { return kintone::read_argument(told(text)); }

/// Owned by JavaScript: `delete()` ends it.
class exchange_handle {
 public:
  exchange_handle(world::world& w, const std::string& call)
      : world_(w), exchange_(w, proxy::read_call(call)) {
    ++live_exchanges;
  }
  exchange_handle(const exchange_handle&) = delete;
  exchange_handle& operator=(const exchange_handle&) = delete;
  ~exchange_handle() { --live_exchanges; }

  std::string open() { return step(exchange_.open()); }
  std::string serialized(const std::string& how) { return step(exchange_.serialized(described(how))); }
  std::uint32_t progress(bool is_last) { return exchange_.progress(is_last); }
  std::string head(int status, const std::string& fields) {
    return step(exchange_.head(status, proxy::read_fields(fields)));
  }
  std::string hop(const std::string& where) { return step(exchange_.hop(proxy::read_location(told(where)))); }
  /// A chunk's length fits 32 bits: the transport reads them one at a time.
  bool chunk(std::uint32_t bytes) { return exchange_.chunk(bytes); }
  void end() { exchange_.end(); }
  void fail(const std::string& code, const std::string& detail) { exchange_.fail(code, detail); }
  void relayed(int status, const std::string& text, bool has_body) {
    exchange_.relayed(status, text, has_body);
  }
  void failUpload(const std::string& reason) { exchange_.fail_upload(reason); }
  void expire() { exchange_.expire(); }
  void abort() { exchange_.abort(); }
  std::string conclude(bool is_damaged) {
    return proxy::outcome_text(exchange_.conclude(is_damaged), world_);
  }

 private:
  std::string step(proxy::next next) const { return proxy::step_text(next, exchange_); }

  world::world& world_;
  proxy::exchange exchange_;
};

/// One server of a world. Owned by JavaScript: `delete()` ends it.
class service_handle {
 public:
  service_handle(world::world& w, const std::string& site) : site_(w, service::read_site(site)) {}

  std::string receive(const std::string& head) {
    return service::decision_text(site_.receive(service::read_request(head)));
  }
  std::string file(const std::string& head, const std::string& name, const std::string& real_path) {
    return service::file_text(site_.file(service::read_request(head), name, real_path));
  }
  /// JavaScript's numbers are exact far beyond a message's length.
  std::string uploadHead(double length, double total) {
    return service::reply_text(
        site_.refuse_head(static_cast<std::uint64_t>(length), static_cast<std::uint64_t>(total)));
  }
  std::string admit(const std::string& message) {
    return service::reply_text(site_.refuse_message(described(message)));
  }

 private:
  service::site site_;
};

/// Null where the options are wrong: `optionsFault` says why. Owned by JavaScript, and outlives its
/// exchanges. `now`: milliseconds.
world::world* make_world(const std::string& options, const std::string& entropy_hex, double now) {
  auto settings = world::read_settings(told(options));
  auto* right = std::get_if<world::settings>(&settings);
  return right == nullptr ? nullptr
                          : new world::world(std::move(*right), world::entropy_from_hex(entropy_hex), now);
}

/// What a page is told by its server (`service::site`). False, and nothing changes, where `page` is none of a
/// server's.
bool adopt(world::world& w, const std::string& page) {
  const json facts = told(page);
  const json& token = kintone::member(facts, "requestToken");
  if (token.is_string()) w.adopt_request_token(std::string(kintone::string_of(token)));
  return token.is_string();
}

/// Null where `page` is none of a server's. Owned by JavaScript, as `make_world`'s.
world::world* make_page_world(const std::string& page, const std::string& entropy_hex, double now) {
  const json facts = told(page);
  auto* w = new world::world(world::page_settings(kintone::member(facts, "options")),
                             world::entropy_from_hex(entropy_hex), now);
  if (adopt(*w, page)) return w;
  delete w;
  return nullptr;
}

void observe(world::world& w, double now) { w.time().observe(now); }

/// The message where the described number is not one of milliseconds; else nothing.
std::string advance(world::world& w, const std::string& milliseconds) {
  const kintone::argument given = described(milliseconds);
  const auto whole = given.is("number") ? kintone::whole_number(given) : std::nullopt;
  if (whole) w.time().advance(*whole);
  return whole ? std::string()
               : text_of(kintone::phrase::expected_clock_step, w.language(), {as_given(given)});
}

service_handle* make_service(world::world& w, const std::string& site) { return new service_handle(w, site); }

/// The message where the described options of `serve` or `requestListener` are wrong; else nothing.
std::string serve_fault(const std::string& options, bool is_listener) {
  return service::server_options_fault(is_listener ? "requestListener" : "serve", described(options),
                                       kintone::locale::en);
}

std::string options_fault(const std::string& options) {
  const auto settings = world::read_settings(told(options));
  const auto* fault = std::get_if<std::string>(&settings);
  return fault == nullptr ? std::string() : *fault;
}

exchange_handle* make_exchange(world::world& w, const std::string& call) {
  return new exchange_handle(w, call);
}

std::string request_token(const world::world& w) { return w.request_token(); }

void reset(world::world& w, const std::string& entropy_hex) { w.reset(world::entropy_from_hex(entropy_hex)); }

/// `{"code", "message"}`, or nothing where all is well.
std::string verify(const world::world& w) {
  const std::string message = w.verify();
  if (message.empty()) return {};
  return json_text(
      {{"code", kintone::entry_of(kintone::error::verification_failed).code}, {"message", message}});
}

bool may_connect(const world::world& w, const std::string& address, const std::string& port) {
  return w.may_connect(address, port);
}

/// The code and message table, and the limits in force without options: for documentation and tests.
std::string describe() {
  json errors = json::array();
  for (const kintone::error_entry& entry : kintone::error_table()) {
    errors.push_back({{"code", entry.code}, {"en", entry.en}, {"ja", entry.ja}});
  }
  const kintone::limits limits;
  return json_text({{"errors", std::move(errors)},
                    {"limits",
                     {{"timeout", limits.timeout},
                      {"responseBody", limits.response_body},
                      {"responseHeaderLines", limits.response_header_lines},
                      {"responseHeaderLine", limits.response_header_line},
                      {"uploadResponseHeaderLine", limits.upload_response_header_line},
                      {"upload", limits.upload},
                      {"redirects", kintone::redirects}}}});
}

int count_exchanges() { return live_exchanges; }

/// Bytes of the module's memory: it only grows.
double heap_bytes() { return static_cast<double>(__builtin_wasm_memory_size(0)) * 65536.0; }

}  // namespace

EMSCRIPTEN_BINDINGS(kintone) {
  using namespace emscripten;

  class_<world::world>("World")
      .function("requestToken", &request_token)
      .function("reload", &world::world::reload)
      .function("reset", &reset)
      .function("dispose", &world::world::dispose)
      .function("observe", &observe)
      .function("advance", &advance)
      .function("adopt", &adopt)
      .function("mayConnect", &may_connect)
      .function("verify", &verify);

  class_<exchange_handle>("Exchange")
      .function("open", &exchange_handle::open)
      .function("serialized", &exchange_handle::serialized)
      .function("progress", &exchange_handle::progress)
      .function("head", &exchange_handle::head)
      .function("hop", &exchange_handle::hop)
      .function("chunk", &exchange_handle::chunk)
      .function("end", &exchange_handle::end)
      .function("fail", &exchange_handle::fail)
      .function("relayed", &exchange_handle::relayed)
      .function("failUpload", &exchange_handle::failUpload)
      .function("expire", &exchange_handle::expire)
      .function("abort", &exchange_handle::abort)
      .function("conclude", &exchange_handle::conclude);

  class_<service_handle>("Service")
      .function("receive", &service_handle::receive)
      .function("file", &service_handle::file)
      .function("uploadHead", &service_handle::uploadHead)
      .function("admit", &service_handle::admit);

  function("makeWorld", &make_world, allow_raw_pointers());
  function("makePageWorld", &make_page_world, allow_raw_pointers());
  function("makeService", &make_service, allow_raw_pointers());
  function("serveFault", &serve_fault);
  function("optionsFault", &options_fault);
  function("makeExchange", &make_exchange, allow_raw_pointers());
  function("describe", &describe);
  function("liveExchanges", &count_exchanges);
  function("heapBytes", &heap_bytes);
}
