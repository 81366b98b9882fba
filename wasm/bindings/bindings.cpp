// Every name that JavaScript sees of the core. Only heads, numbers and verdicts cross, as texts of
// crossing.h; bodies never.
#include <emscripten/bind.h>

#include <array>
#include <cstddef>
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
namespace multipart = kintone::multipart;
namespace proxy = kintone::proxy;
namespace service = kintone::service;
namespace world = kintone::world;

int live_exchanges = 0;

/// JavaScript's texts are JSON; one that is not is nothing.
json told(const std::string& text) { return parse_json(text).value_or(json()); }
kintone::argument described(const std::string& text) { return kintone::read_argument(told(text)); }

class rest_handle;

/// A shim's world, and kintone's REST side of it. Owned by JavaScript, and outlives what is opened in it.
struct shim_handle {
  shim_handle(world::settings settings, service::declarations declared, const std::string& entropy_hex,
              double now)
      : world(std::move(settings), world::entropy_from_hex(entropy_hex), now),
        rest(world, std::move(declared)) {}

  /// How it begins; `take_rest` hands it over.
  std::string open_rest(service::request head, bool has_session);
  rest_handle* take_rest();

  world::world world;
  service::rest rest;
  std::unique_ptr<rest_handle> opened;
};

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

/// Through which a form's bytes are looked at: JavaScript copies them here, and reads which of them are the
/// file's.
struct form_window {
  multipart::file_bytes file;
  std::array<char, 65'536> bytes;
};
form_window window;

/// One request to kintone's REST side. Owned by JavaScript: `delete()` ends it, and with it its place among
/// those at once (F20).
class rest_handle {
 public:
  rest_handle(service::rest& side, service::request head, bool has_session)
      : side_(side), call_(side, std::move(head), has_session) {}

  [[nodiscard]] std::string opening() const { return service::rest_text(call_); }
  /// `length`: bytes in the window. False: the form is to be read no further.
  bool feed(std::uint32_t length) {
    const bool goes_on = call_.form().feed({window.bytes.data(), length});
    window.file = call_.form().bytes();
    return goes_on;
  }
  std::string delimiter() { return std::string(call_.form().delimiter()); }
  std::uint32_t file() { return call_.form().id(); }
  /// Whether the file was taken.
  bool isKept() { return call_.form().is_kept(); }
  std::string answer(const std::string& message) { return text(call_.answer(message)); }
  std::string tooLong() { return text(call_.too_long()); }
  std::string notKept(const std::string& reason) { return text(call_.not_kept(reason)); }

 private:
  [[nodiscard]] std::string text(const service::rest_answer& a) {
    return service::answer_text(a, call_, side_);
  }

  service::rest& side_;
  service::rest_call call_;
};

/// One server of a shim. Owned by JavaScript: `delete()` ends it.
class service_handle {
 public:
  service_handle(shim_handle& s, const std::string& site)
      : shim_(s), site_(s.world, service::read_site(site)) {}

  std::string receive(const std::string& head) {
    service::request r = service::read_request(head);
    const service::decision d = site_.receive(r);
    if (d.next != service::next::rest) return service::decision_text(d);
    return shim_.open_rest(std::move(r), d.has_session);
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
  shim_handle& shim_;
  service::site site_;
};

std::string shim_handle::open_rest(service::request head, bool has_session) {
  opened = std::make_unique<rest_handle>(rest, std::move(head), has_session);
  return opened->opening();
}

rest_handle* shim_handle::take_rest() { return opened.release(); }

struct shim_options {
  world::settings settings;
  service::declarations declared;
};

/// The options of createShim, or what is wrong with them.
std::variant<shim_options, std::string> read_options(const std::string& text) {
  const json facts = told(text);
  auto settings = world::read_settings(facts);
  auto* right = std::get_if<world::settings>(&settings);
  if (right == nullptr) return *std::get_if<std::string>(&settings);
  auto declared = service::read_declarations(kintone::read_argument(facts), right->language);
  auto* known = std::get_if<service::declarations>(&declared);
  if (known == nullptr) return *std::get_if<std::string>(&declared);
  return shim_options{std::move(*right), std::move(*known)};
}

/// Null where the options are wrong: `optionsFault` says why. `now`: milliseconds.
shim_handle* make_shim(const std::string& options, const std::string& entropy_hex, double now) {
  auto read = read_options(options);
  auto* right = std::get_if<shim_options>(&read);
  return right == nullptr
             ? nullptr
             : new shim_handle(std::move(right->settings), std::move(right->declared), entropy_hex, now);
}

std::string options_fault(const std::string& options) {
  const auto read = read_options(options);
  const auto* fault = std::get_if<std::string>(&read);
  return fault == nullptr ? std::string() : *fault;
}

/// What a page is told by its server (`service::site`). False, and nothing changes, where `page` is none of a
/// server's.
bool adopt(shim_handle& s, const std::string& page) {
  const json facts = told(page);
  const json& token = kintone::member(facts, "requestToken");
  if (token.is_string()) s.world.adopt_request_token(std::string(kintone::string_of(token)));
  return token.is_string();
}

/// Null where `page` is none of a server's.
shim_handle* make_page_shim(const std::string& page, const std::string& entropy_hex, double now) {
  const json facts = told(page);
  auto s = std::make_unique<shim_handle>(world::page_settings(kintone::member(facts, "options")),
                                         service::declarations(), entropy_hex, now);
  return adopt(*s, page) ? s.release() : nullptr;
}

void observe(shim_handle& s, double now) { s.world.time().observe(now); }

/// The message where the described number is not one of milliseconds; else nothing.
std::string advance(shim_handle& s, const std::string& milliseconds) {
  const kintone::argument given = described(milliseconds);
  const auto whole = given.is("number") ? kintone::whole_number(given) : std::nullopt;
  if (whole) s.world.time().advance(*whole);
  return whole ? std::string()
               : text_of(kintone::phrase::expected_clock_step, s.world.language(), {as_given(given)});
}

service_handle* make_service(shim_handle& s, const std::string& site) { return new service_handle(s, site); }

/// A request that never saw a socket: a reply, or how a request to kintone's REST side begins, which
/// `takeRest` hands over.
std::string open_direct(shim_handle& s, const std::string& head) {
  service::direct_request r = service::read_direct(head);
  if (auto refused = service::direct_refusal(r, s.world)) return service::reply_text(refused);
  const bool has_session = service::has_session(r, s.world);
  return s.open_rest(std::move(r.head), has_session);
}

std::string files(shim_handle& s) { return json_text(s.rest.files().view()); }
std::string records(const shim_handle& s) { return json_text(s.rest.records().view()); }
double disk_usage(shim_handle& s) { return static_cast<double>(s.rest.files().disk_usage()); }
std::string gone(shim_handle& s) { return service::ids_text(s.rest.take_gone()); }

/// The message where the described options of `serve` or `requestListener` are wrong; else nothing.
std::string serve_fault(const std::string& options, bool is_listener) {
  return service::server_options_fault(is_listener ? "requestListener" : "serve", described(options),
                                       kintone::locale::en);
}

exchange_handle* make_exchange(shim_handle& s, const std::string& call) {
  return new exchange_handle(s.world, call);
}

std::string request_token(const shim_handle& s) { return s.world.request_token(); }

void reload(shim_handle& s) { s.world.reload(); }

void reset(shim_handle& s, const std::string& entropy_hex) {
  s.world.reset(world::entropy_from_hex(entropy_hex));
  s.rest.reset();
}

void dispose(shim_handle& s) {
  s.world.dispose();
  s.rest.reset();
}

/// `{"code", "message"}`, or nothing where all is well.
std::string verify(const shim_handle& s) {
  const std::string message = s.world.verify();
  if (message.empty()) return {};
  return json_text(
      {{"code", kintone::entry_of(kintone::error::verification_failed).code}, {"message", message}});
}

bool may_connect(const shim_handle& s, const std::string& address, const std::string& port) {
  return s.world.may_connect(address, port);
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

/// Where the window's `file_bytes` stand, three numbers of 32 bits, and behind them its bytes.
std::uint32_t window_address() {
  static_assert(offsetof(form_window, bytes) == 3 * sizeof(std::uint32_t));
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(&window));
}
std::uint32_t window_length() { return static_cast<std::uint32_t>(window.bytes.size()); }

/// Bytes of the module's memory: it only grows.
double heap_bytes() { return static_cast<double>(__builtin_wasm_memory_size(0)) * 65536.0; }

}  // namespace

EMSCRIPTEN_BINDINGS(kintone) {
  using namespace emscripten;

  class_<shim_handle>("Shim")
      .function("requestToken", &request_token)
      .function("reload", &reload)
      .function("reset", &reset)
      .function("dispose", &dispose)
      .function("observe", &observe)
      .function("advance", &advance)
      .function("adopt", &adopt)
      .function("mayConnect", &may_connect)
      .function("verify", &verify)
      .function("openDirect", &open_direct)
      .function("takeRest", &shim_handle::take_rest, allow_raw_pointers())
      .function("files", &files)
      .function("records", &records)
      .function("diskUsage", &disk_usage)
      .function("gone", &gone);

  class_<rest_handle>("Rest")
      .function("feed", &rest_handle::feed)
      .function("delimiter", &rest_handle::delimiter)
      .function("file", &rest_handle::file)
      .function("isKept", &rest_handle::isKept)
      .function("answer", &rest_handle::answer)
      .function("tooLong", &rest_handle::tooLong)
      .function("notKept", &rest_handle::notKept);

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

  function("makeShim", &make_shim, allow_raw_pointers());
  function("makePageShim", &make_page_shim, allow_raw_pointers());
  function("makeService", &make_service, allow_raw_pointers());
  function("serveFault", &serve_fault);
  function("optionsFault", &options_fault);
  function("makeExchange", &make_exchange, allow_raw_pointers());
  function("describe", &describe);
  function("liveExchanges", &count_exchanges);
  function("heapBytes", &heap_bytes);
  function("windowAddress", &window_address);
  function("windowLength", &window_length);
}
