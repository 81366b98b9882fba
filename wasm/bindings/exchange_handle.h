// One call of kintone.proxy or kintone.proxy.upload (proxy/exchange.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "bindings/told.h"
#include "bindings/window.h"
#include "core/proxy/crossing.h"
#include "core/proxy/exchange.h"
#include "core/proxy/wire.h"

namespace kintone::bindings {

/// Owned by JavaScript: `delete()` ends it.
class exchange_handle {
 public:
  /// How many there are.
  static inline int live = 0;

  exchange_handle(world::world& w, const std::string& call)
      : world_(w), exchange_(w, proxy::read_call(call)) {
    ++live;
  }
  exchange_handle(const exchange_handle&) = delete;
  exchange_handle& operator=(const exchange_handle&) = delete;
  ~exchange_handle() { --live; }

  std::string open() { return step(exchange_.open()); }
  std::string serialized(const std::string& how) { return step(exchange_.serialized(described(how))); }
  std::uint32_t progress(bool is_last) { return exchange_.progress(is_last); }
  /// Begins to send `outgoing()`: its head, see proxy/wire.h.
  std::string requestHead(double length) {
    wire_.emplace(exchange_);
    return wire_->head(static_cast<std::uint64_t>(length));
  }
  /// The bytes of the window from `from` to `to`, of which there are `available` with those behind them. What
  /// comes next (`http::reading`), how many are dealt with, and how many of the body follow stand in the
  /// window.
  void read(std::uint32_t from, std::uint32_t to, std::uint32_t available) {
    const http::read_bytes told = wire_->read({window.bytes.data() + from, to - from}, available);
    window.told = {static_cast<std::uint32_t>(told.next), static_cast<std::uint32_t>(told.passed),
                   static_cast<std::uint32_t>(told.body)};
  }
  std::string answered() { return step(wire_->answered()); }
  bool endsWithConnection() { return wire_->ends_with_connection(); }
  bool mayRepeat() { return wire_->may_repeat(); }
  std::uint32_t idleTime() { return wire_->idle_time(); }
  std::string head(int status, const std::string& fields) {
    return step(exchange_.head(status, proxy::read_fields(fields)));
  }
  std::string hop(const std::string& where) { return step(exchange_.hop(proxy::read_location(told(where)))); }
  std::string routed(const std::string& answer) {
    return step(exchange_.routed(proxy::read_route_answer(told(answer))));
  }
  /// A chunk's length fits 32 bits: the transport reads them one at a time.
  bool chunk(std::uint32_t bytes) { return exchange_.chunk(bytes); }
  void end() { exchange_.end(); }
  void fail(const std::string& code, const std::string& detail) { exchange_.fail(code, detail); }
  void relayed(int status, const std::string& text, bool has_body) {
    exchange_.relayed(status, text, has_body);
  }
  void failUpload(const std::string& reason) { exchange_.fail_upload(reason); }
  void failAs(const std::string& end) { exchange_.fail_as(end); }
  void failRoute(const std::string& reason) { exchange_.fail_route(reason); }
  void expire() { exchange_.expire(); }
  void abort() { exchange_.abort(); }
  std::string conclude(bool is_damaged) {
    return proxy::outcome_text(exchange_.conclude(is_damaged), world_);
  }

 private:
  std::string step(proxy::next next) const { return proxy::step_text(next, exchange_); }

  world::world& world_;
  proxy::exchange exchange_;
  std::optional<proxy::wire> wire_;
};

}  // namespace kintone::bindings
