#include "core/proxy/exchange.h"

#include <array>
#include <cassert>

#include "core/base/algorithm.h"
#include "core/base/limits.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/http/address.h"
#include "core/http/url.h"
#include "core/proxy/mistakes.h"
#include "core/proxy/redirect.h"
#include "core/proxy/route_end.h"
#include "core/proxy/transport_fault.h"

namespace kintone::proxy {
namespace {

template <typename... states>
constexpr std::uint16_t of(states... all) {
  return static_cast<std::uint16_t>(((1U << static_cast<unsigned>(all)) | ...));
}

/// In which states something may happen, and where that may lead.
struct transition {
  event by;
  std::uint16_t from;
  std::uint16_t to;
};

constexpr std::uint16_t ended = of(state::ended);
constexpr std::uint16_t on_its_way = of(state::routing, state::sending, state::ended);
constexpr std::uint16_t live =
    of(state::made, state::serializing, state::routing, state::sending, state::receiving, state::redirecting);

/// One row an event, in its order.
constexpr std::array transitions = {
    transition{event::open, of(state::made), of(state::serializing) | on_its_way},
    transition{event::serialized, of(state::serializing), on_its_way},
    transition{event::routed, of(state::routing), of(state::sending, state::ended)},
    transition{event::progress, live, 0},
    transition{event::head, of(state::sending), of(state::receiving, state::redirecting, state::ended)},
    transition{event::hop, of(state::redirecting), on_its_way},
    transition{event::chunk, live, ended},
    transition{event::end, live, ended},
    transition{event::fail, live, ended},
    transition{event::expire, live, ended},
    transition{event::abort, live, ended},
    transition{event::relayed, live, ended},
};

/// In the order of `state`.
constexpr std::array steps = {next::send, next::json,     next::route, next::send,
                              next::body, next::redirect, next::done};

/// P17: no field at all, and these words as body.
constexpr std::string_view unresolved_host_body = "DNS Cache Missing";

}  // namespace

exchange::exchange(world::world& w, call c)
    : world_(w), call_(std::move(c)), settlement_(settle(call_, w.options())) {}

bool exchange::hears(event e) {
  const transition& row = transitions[static_cast<std::size_t>(e)];
  assert(row.by == e);
  ways_ = row.to;
  return (row.from & of(state_)) != 0;
}

next exchange::enter(state to) {
  assert((ways_ & of(to)) != 0);
  state_ = to;
  return step();
}

next exchange::step() const { return steps[static_cast<std::size_t>(state_)]; }

next exchange::open() {
  if (!hears(event::open)) return step();
  if (world_.is_disposed()) return fail_with(error::disposed);
  if (!memory::has_room()) return fail_with(error::memory_full, {decimal(process_memory)});
  // G01. Of a relayed call the page has found it.
  const auto on = call_.called->screens;
  if (!on.empty() && !call_.relayed && !contains(on, std::string_view(world_.here().name))) {
    return fail_with(wrong_screen(*call_.called, world_));
  }
  checked_call checked = check(call_, world_.options());
  request_ = std::move(checked.request);
  problems_ = std::move(checked.problems);
  warnings_ = std::move(checked.warnings);
  if (!problems_.empty()) return fail_with_problems();
  ignores_body_ = checked.ignores_body;
  const std::uint64_t upload_limit = limits_in_force().upload;
  if (request_.size > upload_limit) {
    return fail_with(error::upload_too_large, {decimal(request_.size), decimal(upload_limit)});
  }
  saved_ = apply_saved_config(call_, world_, request_, warnings_);
  warn_of_dropped_data(call_, saved_, request_, world_.language(), warnings_);
  return request_.content == body::json ? enter(state::serializing) : depart();
}

next exchange::serialized(const argument& how) {
  if (!hears(event::serialized)) return step();
  const locale language = world_.language();
  // Making the text may have run code of the caller that disposed of the shim.
  if (world_.is_disposed()) return fail_with(error::disposed);
  if (how.is("threw") || how.is("undefined")) {
    problems_.push_back(
        {"data", sentence_of(phrase::data_json, language, {how.is("threw") ? how.text : "undefined"})});
    return fail_with_problems();
  }
  // G05: JSON, and not that of an object.
  if (!saved_.data.empty() && !how.is("merged") && !how.is("object")) {
    warn(error::warn_saved_data_dropped, {call_.data.type});
  }
  // P07: `{}` is the documentation's word for "nothing".
  if (how.is("object") && !world_.options().empty_object_as_json) request_.content = body::empty;
  warn_of_body(request_, language, warnings_);
  return depart();
}

next exchange::depart() {
  const world::departure how = world_.may_leave(request_.scheme, request_.host, request_.port);
  const bool is_own = how == world::departure::own_origin;
  goes_to_ = is_own && !world_.options().relayed ? answerer::own_side : answerer::outside;
  return !is_own && world_.has_routes() ? enter(state::routing) : leave(how);
}

next exchange::routed(const route_answer& told) {
  if (!hears(event::routed)) return step();
  // A function of the route's may have disposed of the shim.
  if (world_.is_disposed()) return fail_with(error::disposed);
  if (!told.is_taken) return leave(world_.may_leave(request_.scheme, request_.host, request_.port), told);
  goes_to_ = answerer::route;
  return enter(state::sending);
}

next exchange::leave(world::departure how, const route_answer& told) {
  // The network, kintone's own origin and special addresses are the business of the page's server.
  if (world_.options().relayed) return enter(state::sending);
  if (goes_to_ == answerer::own_side) {
    warn(error::warn_own_origin, {request_.origin()});
    return enter(state::sending);
  }
  if (how == world::departure::allowed) {
    // An address in the URL is judged at once; a name's, at the connected socket, which a fetch never shows.
    const std::string_view port = http::effective_port(request_.scheme, request_.port);
    const bool is_refused = http::parse_address(request_.host)
                                ? !world_.may_connect(request_.host, port)
                                : request_.host == "localhost" && world_.is_closed(port);
    return is_refused ? fail_with(refused_address(request_, world_, request_.host)) : enter(state::sending);
  }
  route_answer shown = told;
  // G06: what was sent would be told.
  if (saved_.applies()) shown.differences.clear();
  unmatched_ = why_none(shown, world_.language());
  world_.note_unmatched_call(unmatched_call(*call_.called, request_, unmatched_, world_.language()));
  return fail_with(offline(request_, world_, unmatched_));
}

std::uint32_t exchange::progress(bool is_last) {
  if (!hears(event::progress)) return 0;
  const std::uint32_t milliseconds = time_limit();
  is_sent_ = is_sent_ || is_last;
  return milliseconds;
}

next exchange::head(int status, http::fields lines) {
  if (!hears(event::head)) return step();
  if (auto wrong = wrong_status(status, request_.origin(), world_.language())) {
    return fail_with(*std::move(wrong));
  }
  if (!memory::has_room()) return fail_with(error::memory_full, {decimal(process_memory)});
  response_ = read_head(status, std::move(lines));
  const world::settings& options = world_.options();
  if (auto broken = judge(response_, *call_.called, request_.origin(), options, warnings_)) {
    return fail_with(*std::move(broken));
  }
  if (options.follow_redirects && response_.location) return enter(state::redirecting);
  if (response_.charsets.size() > 1) warn(error::warn_charset, {response_.charsets.front()});
  // P19: too large as soon as that is known, so before a byte of a body that says so.
  return response_.announced_length() > options.limits.response_body ? fail_too_large()
                                                                     : enter(state::receiving);
}

next exchange::hop(const location& where) {
  if (!hears(event::hop)) return step();
  const std::string from = request_.origin();
  if (++hops_ > redirects) return fail_with(error::too_many_redirects, {from, decimal(redirects)});
  request to = request_;
  std::vector<wrong_argument> problems;
  take_url(where, world_.language(), to, problems, warnings_);
  if (!problems.empty()) {
    return fail_with(error::response_malformed, {from, "Location: " + redirect_location()});
  }
  adapt_to_redirect(to, response_.status, from);
  // G04: they are for the URL with which it began.
  if (to.origin() != from) {
    std::erase_if(to.fields, [this](const http::field& line) { return contains(saved_.headers, line.name); });
  }
  request_ = std::move(to);
  response_ = {};
  is_sent_ = false;
  return depart();
}

bool exchange::chunk(std::uint64_t bytes) {
  if (!hears(event::chunk)) return false;
  // P23: what a 204 or 304 brings all the same is none of its body.
  if (response_.has_head() && !response_.has_body()) {
    end();
    return false;
  }
  if (bytes > limits_in_force().response_body - received_) {
    (void)fail_too_large();
    return false;
  }
  received_ += bytes;
  return true;
}

void exchange::end() {
  if (!hears(event::end)) return;
  // P28: what ends without a head is no answer.
  if (!response_.has_head()) return fail("UND_ERR_SOCKET", {});
  if (received_ > grey_zone::response_body) {
    warn(error::warn_response_body, {decimal(received_), decimal(grey_zone::response_body)});
  }
  end_ = success{};
  enter(state::ended);
}

void exchange::fail(std::string_view code, std::string_view detail) {
  if (!hears(event::fail)) return;
  // P23: 204 and 304 are empty whatever they announce, so nothing of them can be missing.
  if (response_.has_head() && !response_.has_body()) return end();
  const error kind = error_of(code, response_.has_head() ? phase::in_body : phase::before_head);
  if (kind == error::host_not_found && !world_.options().reject_unresolved_host) {
    response_ = {};
    response_.status = unresolved_host_status;
    end_ = success{std::string(unresolved_host_body)};
    return (void)enter(state::ended);
  }
  (void)fail_with(transport_failure(kind, request_, world_, *call_.called, code, detail));
}

void exchange::fail_reading(const http::reading_problem& problem) {
  if (!hears(event::fail)) return;
  (void)fail_with(broken_answer(problem, line_limits(), request_.origin(), world_.language()));
}

void exchange::fail_as(std::string_view name) {
  const route_end* how = end_called(name);
  if (how == nullptr || is_done()) return;
  if (how->code.empty()) return expire();
  // A head first: what is missing then counts as part of the body.
  if (how->kind == error::response_truncated) (void)head(200, {});
  fail(how->code, {});
}

void exchange::fail_route(std::string_view reason) {
  if (!hears(event::fail)) return;
  call_failure broken = broken_route(reason, request_.origin(), world_.language());
  world_.note_broken_route(broken.message);
  (void)fail_with(std::move(broken));
}

void exchange::expire() {
  if (!hears(event::expire)) return;
  (void)fail_with(error::timed_out, {request_.origin(), decimal(limits_in_force().timeout)});
}

void exchange::abort() {
  if (!hears(event::abort)) return;
  (void)fail_with(error::call_aborted, {as_word(call_.method), as_word(call_.url.text)});
}

void exchange::relayed(int http_status, std::string_view text, bool has_body) {
  if (!hears(event::relayed)) return;
  std::optional<outcome> its = read_relay_answer(http_status, text, has_body);
  if (!its) {
    (void)fail_with(no_relay_answer(http_status, request_.origin(), world_.language()));
    return;
  }
  add_new_warnings(std::move(its->warnings), warnings_);
  if (its->code == entry_of(error::network_offline).code) {
    world_.note_unmatched_call(unmatched_call(*call_.called, request_, {}, world_.language()));
  }
  end_ = *std::move(its);
  enter(state::ended);
}

next exchange::fail_with(call_failure f) {
  end_ = std::move(f);
  return enter(state::ended);
}

}  // namespace kintone::proxy
