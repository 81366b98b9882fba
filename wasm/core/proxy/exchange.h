// One call of kintone.proxy or kintone.proxy.upload: facts in, decisions out. No sockets, no clock, no
// bodies.
//
//   made ─ open ─┬► serializing ─ serialized ─┐
//                ├────────────────────────────┴┬► routing ─ routed ─┐
//                │                             └────────────────────┴► sending ─ head ─► receiving ─ end ─┐
//                │                                  ▲                     └ head ─► redirecting           │
//                │                                  └──────── hop ──────────────────────┘                 │
//                └─► ended ◄── fail, expire, abort, relayed: from any state ◄─────────────────────────────┘
//
// The table of exchange.cpp says what may happen in each state; what may not is ignored.
// In a served page every call is sent to the page's server, whose own exchange decides: `relayed` tells what.
// The first end wins: later events are ignored. Of a body only the length
// is told: the transport keeps the bytes, which are decoded once, in JavaScript, with a label chosen here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/http/reading.h"
#include "core/proxy/call.h"
#include "core/proxy/failures.h"
#include "core/proxy/outcome.h"
#include "core/proxy/relay.h"
#include "core/proxy/response.h"
#include "core/proxy/route_report.h"
#include "core/proxy/saved_config.h"
#include "core/world/world.h"

namespace kintone::proxy {

/// What is to happen next: what a state waits for.
enum class next : std::uint8_t {
  json,      ///< make the JSON text of `data` and say how that went: `serialized`
  send,      ///< send `outgoing()`
  body,      ///< deliver the length of each body chunk
  redirect,  ///< resolve `redirect_location()` and go on with `hop`
  done,      ///< `conclude`
  route      ///< find out whether a route takes `outgoing()`, and say so: `routed`
};

/// The end of an exchange with an answer.
struct success {
  /// Where it is not what the transport received (P17, P23).
  std::optional<std::string> body;
};

enum class state : std::uint8_t { made, serializing, routing, sending, receiving, redirecting, ended };

/// What happens to an exchange: one for each function of it.
enum class event : std::uint8_t {
  open,
  serialized,
  routed,
  progress,
  head,
  hop,
  chunk,
  end,
  fail,
  expire,
  abort,
  relayed
};

/// Who answers a request: what is outside, a route, or kintone's own side (P31).
enum class answerer : std::uint8_t { outside, route, own_side };

class exchange {
 public:
  /// `w` must outlive the exchange.
  exchange(world::world& w, call c);

  /// Checks the call. `next::json`, `next::route`, `next::send` or `next::done`.
  [[nodiscard]] next open();

  [[nodiscard]] const settlement& how_to_settle() const { return settlement_; }
  /// P04: data was given to a right call, and is not sent. For people.
  [[nodiscard]] bool ignores_body() const { return ignores_body_; }
  /// After `next::json`: type "string" for a JSON text, "object" where that text is `{}`, "merged" where
  /// `saved().data` was merged into it, "undefined" where there is none, "threw" with the error's text.
  /// `next::send` or `next::done`.
  [[nodiscard]] next serialized(const argument& how);

  /// G05: what a plug-in's saved settings have added; its data is for the text of `next::json`, if that is an
  /// object's.
  [[nodiscard]] const saved_config& saved() const { return saved_; }

  /// After `next::route`, which no rule but those of arguments precedes: a route answers whatever may be
  /// reached. `next::send` or `next::done`.
  [[nodiscard]] next routed(const route_answer& told);

  /// After `next::route`: what no route takes is refused then, and told which one comes nearest.
  [[nodiscard]] bool wants_nearest() const;

  /// The request to send, after `next::send`.
  [[nodiscard]] const request& outgoing() const { return request_; }
  /// In a served page: the message to the page's server that carries `outgoing()`.
  [[nodiscard]] std::optional<relay_message> message() const;

  /// P31: the request goes to kintone's own side, which answers it without leaving the machine.
  [[nodiscard]] bool is_own() const { return goes_to_ == answerer::own_side; }

  /// P20, P21: of the answer's head.
  [[nodiscard]] http::line_limits line_limits() const;

  /// P18. Told at the start of a request, of each part of it that is on its way (`is_last`: of its last
  /// byte). Milliseconds to set the exchange's one timer to, or 0: leave it as it is. When it runs out:
  /// `expire`.
  [[nodiscard]] std::uint32_t progress(bool is_last);
  /// What `progress` says of the request as it is: for how long it may stand still.
  [[nodiscard]] std::uint32_t time_limit() const;

  /// The head of a final answer; field values as bytes.
  [[nodiscard]] next head(int status, http::fields lines);

  /// After `next::body`: the codings to take off, the outermost first (P23).
  [[nodiscard]] const std::vector<std::string>& codings() const { return response_.codings; }
  /// Labels to decode the text with: the first that the platform knows (P22).
  [[nodiscard]] const std::vector<std::string>& charsets() const { return response_.charsets; }

  /// After `next::redirect`: the Location as received, to be resolved against `outgoing().url()`.
  [[nodiscard]] std::string redirect_location() const { return response_.location.value_or(""); }
  /// P27: where it leads. `next::send` or `next::done`.
  [[nodiscard]] next hop(const location& where);

  /// A body chunk of `bytes` bytes after content decoding. False: stop reading (P19).
  [[nodiscard]] bool chunk(std::uint64_t bytes);

  /// The answer is complete.
  void end();
  /// There is none, or not all of it: the platform's error code, and its sentence or the address that was
  /// refused.
  void fail(std::string_view code, std::string_view detail);
  /// The bytes of the answer break a rule (P20, P21, P28, P29).
  void fail_reading(const http::reading_problem& problem);
  /// `data.value` could not be read to its end.
  void fail_upload(std::string_view reason);
  /// The call ends as its route says (`route_end::name`): what the platform tells of such an end is told
  /// here.
  void fail_as(std::string_view name);
  /// A function of its route threw, or gave what is no answer.
  void fail_route(std::string_view reason);
  /// The timer ran out (P18).
  void expire();
  /// shim.reset() or shim.dispose().
  void abort();
  /// The relay answered: its HTTP status, its text without the upstream's body, and whether there was one.
  void relayed(int http_status, std::string_view text, bool has_body);

  /// Something has ended the exchange: what is told now changes nothing.
  [[nodiscard]] bool is_done() const { return state_ == state::ended; }

  /// The end. `is_damaged`: bytes of the body were no text of the charset (P22). Once.
  [[nodiscard]] outcome conclude(bool is_damaged);

 private:
  [[nodiscard]] bool hears(event e);
  /// Goes where the table lets the event lead.
  next enter(state to);
  /// What is to happen in this state.
  [[nodiscard]] next step() const;
  next fail_with(call_failure f);
  next fail_with(error kind, facts told = {}) { return fail_with(fault_of(kind, world_.language(), told)); }
  next fail_with_problems();
  next fail_too_large();
  /// The request is to go somewhere: a route is asked first.
  next depart();
  /// P31, P32: where no route takes it.
  next leave(world::departure how, const route_answer& told = {});
  void warn(error kind, facts told);
  [[nodiscard]] const limits& limits_in_force() const { return world_.options().limits; }
  /// P13: nobody is told of a failure. Of a relayed call the page knows that.
  [[nodiscard]] bool drops_failure() const {
    return call_.relayed ? call_.page.drops_failure
                         : !settlement_.returns_promise && !settlement_.runs_failure_callback;
  }
  /// The outcome, its warnings and `dropped` left out.
  outcome decided();

  world::world& world_;
  call call_;
  settlement settlement_;
  request request_;
  std::vector<wrong_argument> problems_;
  std::vector<warning> warnings_;

  state state_ = state::made;
  /// The states that the current event may lead to.
  std::uint16_t ways_ = 0;
  answerer goes_to_ = answerer::outside;
  saved_config saved_;
  /// P04, and P18: facts about the request, whatever has come of the answer.
  bool ignores_body_ = false;
  bool is_sent_ = false;
  std::uint32_t hops_ = 0;
  response response_;
  std::uint64_t received_ = 0;

  /// How it ended: with an answer and, where that is not what the transport received, its body; with a
  /// failure; or as the server's exchange has decided.
  std::variant<std::monostate, success, call_failure, outcome> end_;
  /// Why no route took it, where the network refuses it.
  sentence unmatched_;
};

}  // namespace kintone::proxy
