// Any events in any order: the exchange never leaves its states, the first end decides, it concludes with one
// outcome.
#include <fuzzer/FuzzedDataProvider.h>

#include <array>

#include "core/proxy/crossing.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;
using proxy::next;

class run {
 public:
  explicit run(FuzzedDataProvider& input)
      : input_(input), world_(settings(), world::entropy{}), exchange_(world_, call()) {
    if (input_.ConsumeBool()) world_.declare_routes();
  }

  void events() {
    while (input_.remaining_bytes() > 0) {
      const bool was_done = is_done();
      happen(input_.ConsumeIntegralInRange<int>(0, 15));
      require(!was_done || is_done(), "an exchange that is done stays done");
      if (is_done()) {
        require(exchange_.progress(true) == 0, "an exchange that is done sets no timer");
        require(!exchange_.chunk(1), "an exchange that is done reads no further");
      }
    }
  }

  void conclude() {
    const bool was_done = is_done();
    const bool is_damaged = (received_ & 1U) != 0;
    const proxy::outcome o = exchange_.conclude(is_damaged);
    fuzz::require_whole(o);
    require(is_done(), "a conclusion is the end");
    require(was_done || o.code == "SHIM_CALL_ABORTED", "what has not ended is aborted");
    require(!o.success || ended_ || o.body, "a success has an end");
    require(!o.success || received_ <= world_.options().limits.response_body, "a success keeps the limit");
    require(!world_.options().reject_binary_response || !is_damaged || !o.success || is_relayed_,
            "damaged bytes are refused if asked");
    for (const http::field& line : o.headers) {
      require(utf8::is_valid(line.value) && utf8::is_valid(line.name), "a field is UTF-8");
      require(http::count(o.headers, line.name) == 1, "repetitions are joined");
    }
    (void)fuzz::require_json(proxy::outcome_text(o, world_));
  }

 private:
  world::settings settings() {
    world::settings s;
    s.reach = world::network::live;
    s.seed = "string:fuzz";
    s.relayed = input_.ConsumeBool();
    s.follow_redirects = input_.ConsumeBool();
    s.reject_unresolved_host = input_.ConsumeBool();
    s.reject_binary_response = input_.ConsumeBool();
    s.limits.response_header_lines = input_.ConsumeIntegralInRange<std::uint32_t>(1, 4);
    s.limits.response_body = input_.ConsumeIntegralInRange<std::uint64_t>(1, 20'000'000);
    return s;
  }

  proxy::call call() {
    constexpr const char* methods[] = {"GET", "POST", "PUT", "DELETE", "PATCH"};
    proxy::call c;
    c.url = {{"string", "https://a.test/", {}}, "a.test", ""};
    c.method = {"string", methods[input_.ConsumeIntegralInRange<std::size_t>(0, 4)], {}};
    c.headers = {"object", "", {}};
    c.data = {input_.ConsumeBool() ? "object" : "string", "", {}};
    if (input_.ConsumeBool()) c.success_callback.type = "function";
    return c;
  }

  bool is_done() const { return exchange_.is_done(); }

  std::string some_text() { return input_.ConsumeRandomLengthString(24); }

  http::fields some_fields() {
    http::fields lines;
    constexpr const char* names[] = {"Content-Type", "Content-Encoding", "Content-Length",
                                     "Transfer-Encoding", "Location"};
    for (std::size_t i = input_.ConsumeIntegralInRange<std::size_t>(0, 5); i > 0; --i) {
      const std::size_t name = input_.ConsumeIntegralInRange<std::size_t>(0, 5);
      lines.push_back({name < 5 ? names[name] : some_text(), some_text()});
    }
    return lines;
  }

  void step(next n) {
    require(n <= next::route, "a step is one of six");
    require((n == next::done) == is_done(), "done is done");
    (void)fuzz::require_json(proxy::step_text(n, exchange_));
  }

  void chunk(std::uint64_t bytes) {
    const bool was_done = is_done();
    const bool goes_on = exchange_.chunk(bytes);
    require(goes_on == !is_done(), "reading goes on until the end");
    if (!goes_on && !was_done) ended_ = true;  // Too much, or of a 204 any at all (P23).
    require(!goes_on || bytes <= world_.options().limits.response_body, "a chunk over the limit is the last");
    if (goes_on) received_ += bytes;
  }

  void relayed() {
    constexpr std::string_view success =
        R"({"success":true,"result":{"status":404,"headers":{"X-A":"1"}},"shim":{"binary":true}})";
    constexpr std::string_view failure =
        R"({"code":"SHIM_NETWORK_OFFLINE","id":"ABCDEFGHIJabcdefghij","message":"m"})";
    if (!is_done()) ended_ = is_relayed_ = true;
    const int status = input_.ConsumeBool() ? 200 : 502;
    const std::string other = some_text();
    exchange_.relayed(status,
                      !other.empty()  ? std::string_view(other)
                      : status == 200 ? success
                                      : failure,
                      input_.ConsumeBool());
    require(is_done(), "the relay answers once");
  }

  void happen(int event) {
    switch (event) {
      case 0:
        return step(exchange_.open());
      case 1:
        return step(exchange_.serialized({input_.ConsumeBool() ? "string" : some_text(), some_text(), {}}));
      case 2:
        return (void)exchange_.progress(input_.ConsumeBool());
      case 3:
        return step(exchange_.head(input_.ConsumeIntegralInRange<int>(-1, 1000), some_fields()));
      case 4:
        return step(exchange_.hop({{"string", "https://b.test/" + some_text(), {}}, "b.test", ""}));
      case 5:
        return chunk(input_.ConsumeIntegral<std::uint64_t>());
      case 6:
        return chunk(input_.ConsumeIntegralInRange<std::uint64_t>(0, 11'000'000));
      case 7:
        ended_ = true;
        return exchange_.end();
      case 8:
        ended_ = true;  // Of a 204 nothing can be missing.
        return exchange_.fail(some_text(), some_text());
      case 9:
        return exchange_.fail_upload(some_text());
      case 10:
        return exchange_.expire();
      case 11:
        return relayed();
      case 12:
        return step(exchange_.routed({input_.ConsumeBool(),
                                      some_text(),
                                      some_text(),
                                      {{some_text(), some_text(), some_text()}},
                                      true}));
      case 13:
        ended_ = true;
        return exchange_.fail_as(std::array{"dns", "reset", "truncated",
                                            "timeout"}[input_.ConsumeIntegralInRange<std::size_t>(0, 3)]);
      case 14:
        return exchange_.fail_route(some_text());
      default:
        return exchange_.abort();
    }
  }

  FuzzedDataProvider& input_;
  world::world world_;
  proxy::exchange exchange_;
  std::uint64_t received_ = 0;
  bool ended_ = false;
  bool is_relayed_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  run r(input);
  r.events();
  r.conclude();
  return 0;
}
