// The calls of one shim (proxy/exchange.h), each by a number. What crosses together crosses at once: a step
// that ends a call brings its outcome, and the call is gone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "bindings/described.h"
#include "bindings/shim_handle.h"
#include "bindings/window.h"
#include "core/proxy/crossing.h"
#include "core/proxy/exchange.h"
#include "core/proxy/wire.h"

namespace kintone::bindings {

/// Owned by JavaScript, as the shim that it is of, which outlives it. A number that is none of a call's, or
/// of one that has ended, says that it is done.
class exchanges_handle {
 public:
  /// How many calls there are.
  static inline int live = 0;

  explicit exchanges_handle(world::world& w) : world_(w) {}
  exchanges_handle(const exchanges_handle&) = delete;
  exchanges_handle& operator=(const exchanges_handle&) = delete;
  ~exchanges_handle() { live -= static_cast<int>(calls_.size()); }

  /// Begins the call with the next number, from 1 on: how it is settled, and the first step.
  std::string open(const std::string& call) {
    ++live;
    const auto [added, _] = calls_.try_emplace(++last_, world_, proxy::read_call(call));
    return step(added, added->second.exchange.open(), {.settlement = true});
  }
  std::string serialized(std::uint32_t id, const std::string& how) {
    return tell(id, [&](auto& x) { return x.serialized(described(how)); });
  }
  /// Whether a route takes the request.
  std::string routed(std::uint32_t id, const std::string& answer) {
    return tell(id, [&](auto& x) { return x.routed(proxy::read_route_answer(parsed(answer))); },
                {.request = false});
  }
  /// A route took the request and has answered, all of it: `bytes` of a text in UTF-8.
  std::string replied(std::uint32_t id, int status, const std::string& fields, std::uint32_t bytes) {
    return tell(id, [&](auto& x) {
      proxy::next next = x.routed({.is_taken = true});
      if (next == proxy::next::send) next = x.head(status, proxy::read_fields(fields));
      if (next != proxy::next::body) return next;
      if (x.chunk(bytes)) x.end();
      return proxy::next::done;
    });
  }
  std::string head(std::uint32_t id, int status, const std::string& fields) {
    return tell(id, [&](auto& x) { return x.head(status, proxy::read_fields(fields)); });
  }
  std::string hop(std::uint32_t id, const std::string& where) {
    return tell(id, [&](auto& x) { return x.hop(proxy::read_location(parsed(where))); });
  }
  std::uint32_t progress(std::uint32_t id, bool is_last) {
    const auto found = calls_.find(id);
    return found == calls_.end() ? 0 : found->second.exchange.progress(is_last);
  }
  /// A chunk's length fits 32 bits: the transport reads them one at a time.
  bool chunk(std::uint32_t id, std::uint32_t bytes) {
    const auto found = calls_.find(id);
    return found != calls_.end() && found->second.exchange.chunk(bytes);
  }

  /// Begins to send the request: its head, see proxy/wire.h. In the window stands what `progress` says.
  std::string requestHead(std::uint32_t id, double length, bool is_last) {
    const auto found = calls_.find(id);
    if (found == calls_.end()) return {};
    auto& [exchange, wire] = found->second;
    wire.emplace(exchange);
    window.numbers = {exchange.progress(is_last)};
    return wire->head(static_cast<std::uint64_t>(length));
  }
  /// The bytes of the window from `from` to `to`, of which there are `available` with those behind them. What
  /// comes next (`http::reading`), how many are dealt with, how many of the body follow, and after the end
  /// for how long the connection may rest stand in the window. The step, where there is one: after a head,
  /// and where the call is over.
  std::string read(std::uint32_t id, std::uint32_t from, std::uint32_t to, std::uint32_t available) {
    const auto found = calls_.find(id);
    window.numbers = {};
    if (found == calls_.end()) return {};
    auto& [exchange, wire] = found->second;
    const std::string_view seen(window.bytes.data() + from, to - from);
    http::read_bytes told = wire->read(seen, available);
    std::string text;
    if (told.next == http::reading::head) {
      const proxy::next next = wire->answered();
      if (next != proxy::next::body) return step(found, next);
      text = proxy::step_text(next, exchange);
      // What follows the head is looked at along with it.
      const std::size_t passed = told.passed;
      told = wire->read(seen.substr(passed), available - passed);
      told.passed += passed;
    }
    const bool is_plain = exchange.codings().empty();
    const std::uint32_t rest = told.next == http::reading::ended ? wire->idle_time() : 0;
    window.numbers = {static_cast<std::uint32_t>(told.next), static_cast<std::uint32_t>(told.passed),
                      static_cast<std::uint32_t>(told.body), rest};
    // Bytes without a coding are those of the body.
    const bool is_over = is_plain && told.body > 0 && !exchange.chunk(told.body);
    return is_over ? step(found, proxy::next::done) : text;
  }
  /// The connection was closed: 0 within the answer; 1: the answer is whole; 2: nothing of one has come, and
  /// the request may go out once more.
  std::uint32_t closed(std::uint32_t id) {
    const auto found = calls_.find(id);
    if (found == calls_.end() || !found->second.wire) return 0;
    const proxy::wire& wire = *found->second.wire;
    return wire.ends_with_connection() ? 1 : wire.may_repeat() ? 2 : 0;
  }

  /// The end of a call, by its name: "whole" (`number`: 1 where bytes of the body were no text), "failed"
  /// (the platform's code, and its sentence), "unreadable" (`data.value`, and why), "as" (a route's end),
  /// "broken" (a route, and why), "misread" (the bytes of the answer break a rule), "expired", "aborted",
  /// "relayed" (the text without the upstream's body, `detail` "body" where there was one, and the HTTP
  /// status). Its outcome; empty where it has ended already.
  std::string finish(std::uint32_t id, const std::string& how, const std::string& what,
                     const std::string& detail, int number) {
    const auto found = calls_.find(id);
    if (found == calls_.end()) return {};
    proxy::exchange& x = found->second.exchange;
    if (how == "whole") x.end();
    if (how == "failed") x.fail(what, detail);
    if (how == "unreadable") x.fail_upload(what);
    if (how == "as") x.fail_as(what);
    if (how == "broken") x.fail_route(what);
    if (how == "misread" && found->second.wire) (void)found->second.wire->answered();
    if (how == "expired") x.expire();
    if (how == "relayed") x.relayed(number, what, detail == "body");
    return conclude(found, how == "whole" && number == 1);
  }
  /// Ends a call without an outcome.
  void discard(std::uint32_t id) { live -= static_cast<int>(calls_.erase(id)); }

 private:
  struct live_call {
    live_call(world::world& w, proxy::call c) : exchange(w, std::move(c)) {}

    proxy::exchange exchange;
    std::optional<proxy::wire> wire;
  };

  template <typename event>
  std::string tell(std::uint32_t id, event happen, proxy::step_parts parts = {}) {
    const auto found = calls_.find(id);
    return found == calls_.end() ? R"({"next":"done"})" : step(found, happen(found->second.exchange), parts);
  }

  using place = std::map<std::uint32_t, live_call>::iterator;

  std::string step(place at, proxy::next next, proxy::step_parts parts = {}) {
    std::string text = proxy::step_text(next, at->second.exchange, parts);
    if (next != proxy::next::done) return text;
    text.pop_back();
    return json_writer(std::move(text)).name("outcome").json(conclude(at, false)).close('}').take();
  }

  std::string conclude(place at, bool is_damaged) {
    std::string text = proxy::outcome_text(at->second.exchange.conclude(is_damaged), world_);
    calls_.erase(at);
    --live;
    return text;
  }

  world::world& world_;
  std::map<std::uint32_t, live_call> calls_;
  std::uint32_t last_ = 0;
};

inline exchanges_handle* make_exchanges(shim_handle& s) { return new exchanges_handle(s.world()); }

}  // namespace kintone::bindings
