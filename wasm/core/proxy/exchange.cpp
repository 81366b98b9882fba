#include "core/proxy/exchange.h"

#include <cstdlib>

#include "core/base/limits.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/proxy/mistakes.h"
#include "core/proxy/redirect.h"
#include "core/proxy/transport_fault.h"

namespace kintone::proxy {
namespace {

/// P17: no field at all, and these words as body.
constexpr std::string_view unresolved_host_body = "DNS Cache Missing";

/// A string as it is, where it is seen where it ends; anything else as given.
std::string plain(const argument& given) {
  const bool is_word =
      given.is("string") && none_of(given.text, [](char c) { return c == ' ' || ascii::is_control(c); });
  return is_word ? given.text : as_given(given);
}

std::string list_of(const std::vector<problem>& problems) {
  std::string list;
  for (const problem& p : problems) list += (list.empty() ? "" : ", ") + p.argument;
  return list;
}

}  // namespace

exchange::exchange(world::world& w, call c)
    : world_(w), call_(std::move(c)), settlement_(settle(call_, w.options())) {}

next exchange::open() {
  is_opening_ = true;
  if (done_) return next::done;
  if (world_.is_disposed()) return finish(error::disposed);
  if (!memory::has_room()) return finish(error::memory_full, {decimal(process_memory)});
  checked_call checked = check(call_, world_.options());
  request_ = std::move(checked.request);
  problems_ = std::move(checked.problems);
  warnings_ = std::move(checked.warnings);
  if (!problems_.empty()) return finish_with_problems();
  ignores_body_ = checked.ignores_body;
  const std::uint64_t upload_limit = world_.options().limits.upload;
  if (checked.upload_size > upload_limit) {
    return finish(error::upload_too_large, {decimal(checked.upload_size), decimal(upload_limit)});
  }
  return request_.content == body::json ? next::json : depart();
}

next exchange::serialized(const argument& how) {
  is_opening_ = false;
  if (done_) return next::done;
  const locale language = world_.language();
  // Making the text may have run code of the caller that disposed of the shim.
  if (world_.is_disposed()) return finish(error::disposed);
  if (how.is("threw") || how.is("undefined")) {
    problems_.push_back(
        {"data", sentence_of(phrase::data_json, language, {how.is("threw") ? how.text : "undefined"})});
    return finish_with_problems();
  }
  // P07: `{}` is the documentation's word for "nothing".
  if (how.is("object") && !world_.options().empty_object_as_json) request_.content = body::empty;
  warn_of_body(request_, language, warnings_);
  return depart();
}

next exchange::depart() {
  const world::departure leave = world_.may_leave(request_.scheme, request_.host, request_.port);
  is_own_ = leave == world::departure::own_origin && !world_.options().relayed;
  is_routed_ = false;
  return leave != world::departure::own_origin && world_.has_routes() ? next::route : go(leave);
}

std::uint32_t exchange::progress(bool is_last) {
  // What a page sends to its server needs no timer: the server's exchange has one.
  if (sent_ || done_ || (world_.options().relayed && !is_routed_)) return 0;
  // The rule counts from the last byte of the request; until then the same time bounds each standstill, so
  // that nothing hangs.
  sent_ = is_last;
  return world_.options().limits.timeout;
}

next exchange::head(int status, http::fields lines) {
  is_opening_ = false;
  if (done_) return next::done;
  // What a browser's fetch makes of a redirect that it does not follow: no answer that may be seen.
  if (status == 0) {
    return finish(error::network_failed,
                  {request_.origin(), sentence_of(phrase::opaque_redirect, world_.language())});
  }
  // P29: who tells of answers passes over those that are none.
  if (status < 200) {
    const std::string digits = decimal(static_cast<std::uint64_t>(std::abs(status)));
    const std::string told = fill("status-code {0}{1}", {status < 0 ? "-" : "", digits});
    return finish(error::response_malformed, {request_.origin(), told});
  }
  if (!memory::has_room()) return finish(error::memory_full, {decimal(process_memory)});
  response_ = read_head(status, std::move(lines));
  const world::settings& options = world_.options();
  if (auto broken = judge(response_, call_.called, request_.origin(), options, warnings_)) {
    return finish(*std::move(broken));
  }
  if (options.follow_redirects && response_.location) return next::redirect;
  if (response_.charsets.size() > 1) warn(error::warn_charset, {response_.charsets.front()});
  // P19: too large as soon as that is known, so before a byte of a body that says so.
  if (response_.announced_length() > options.limits.response_body) return finish_too_large();
  return next::body;
}

next exchange::finish_too_large() {
  const std::string limit = decimal(world_.options().limits.response_body);
  return finish(error::response_body_too_large, {request_.origin(), limit});
}

next exchange::hop(const location& where) {
  if (done_) return next::done;
  const locale language = world_.language();
  const std::string from = request_.origin();
  if (++hops_ > redirects) {
    return finish(error::too_many_redirects, {from, decimal(redirects)});
  }
  request to = request_;
  std::vector<problem> problems;
  take_url(where, language, to, problems, warnings_);
  if (!problems.empty()) {
    return finish(error::response_malformed, {from, "Location: " + redirect_location()});
  }
  adapt_to_redirect(to, response_.status, from);
  request_ = std::move(to);
  response_ = {};
  sent_ = false;
  return depart();
}

bool exchange::chunk(std::uint64_t bytes) {
  if (done_) return false;
  // P23: what a 204 or 304 brings all the same is none of its body.
  if (response_.has_head() && !response_.has_body()) {
    end();
    return false;
  }
  if (bytes > world_.options().limits.response_body - received_) {
    (void)finish_too_large();
    return false;
  }
  received_ += bytes;
  return true;
}

void exchange::end() {
  if (done_) return;
  // P28: what ends without a head is no answer.
  if (!response_.has_head()) return fail("UND_ERR_SOCKET", {});
  if (received_ > grey_zone::response_body) {
    warn(error::warn_response_body, {decimal(received_), decimal(grey_zone::response_body)});
  }
  succeeded_ = done_ = true;
}

void exchange::fail(std::string_view code, std::string_view detail) {
  if (done_) return;
  // P23: 204 and 304 are empty whatever they announce, so nothing of them can be missing.
  if (response_.has_head() && !response_.has_body()) return end();
  const error kind = error_of(code, response_.has_head() ? phase::in_body : phase::before_head);
  const std::string origin = request_.origin();
  if (kind == error::host_not_found && !world_.options().reject_unresolved_host) {
    response_ = {};
    response_.status = unresolved_host_status;
    body_ = unresolved_host_body;
    succeeded_ = done_ = true;
    return;
  }
  if (kind == error::response_header_line_too_long) {
    const std::string limit = decimal(line_limit(call_.called, world_.options().limits));
    (void)finish(kind, {origin, "…", "> " + limit, limit});
    return;
  }
  const std::string host = kind == error::host_not_found ? request_.host : origin;
  if (kind == error::address_refused) {
    (void)refuse_address(detail);
    return;
  }
  // Where a code says little, the platform's sentence does.
  const bool is_detail_better = code.empty() || code.ends_with("Error");
  (void)finish(kind, {host, is_detail_better ? detail : code});
}

void exchange::fail_upload(std::string_view reason) {
  if (done_) return;
  problems_.push_back(
      {"data.value", sentence_of(phrase::data_value_unreadable, world_.language(), {reason})});
  (void)finish_with_problems();
}

void exchange::expire() {
  if (done_) return;
  const std::string allowed = decimal(world_.options().limits.timeout);
  (void)finish(error::timed_out, {request_.origin(), allowed});
}

void exchange::abort() {
  if (!done_) (void)finish(error::call_aborted, {plain(call_.method), plain(call_.url.text)});
}

void exchange::relayed(int http_status, std::string_view text, bool has_body) {
  if (done_) return;
  relayed_ = read_relay_answer(http_status, text, has_body);
  if (!relayed_) {
    const std::string status = decimal(static_cast<std::uint64_t>(http_status));
    (void)finish(error::network_failed,
                 {request_.origin(), sentence_of(phrase::relay_answer, world_.language(), {status})});
    return;
  }
  // What the page has found by itself, its server finds again.
  std::erase_if(relayed_->warnings, [this](const warning& its) {
    return any_of(warnings_, [&its](const warning& own) { return own.kind == its.kind; });
  });
  warnings_.insert(warnings_.end(), relayed_->warnings.begin(), relayed_->warnings.end());
  if (relayed_->code == entry_of(error::network_offline).code) note_unmatched({});
  succeeded_ = relayed_->success;
  done_ = true;
}

next exchange::finish(fault f) {
  fault_ = std::move(f);
  done_ = true;
  return next::done;
}

next exchange::finish(error kind, facts told) {
  return finish({kind, sentence_of(kind, world_.language(), told)});
}

next exchange::finish_with_problems() {
  const auto is_invalid = [](const problem& p) { return p.kind == error::invalid_argument; };
  const error kind =
      any_of(problems_, is_invalid) ? error::invalid_argument : error::forbidden_request_header;
  return finish(kind, {name_of(call_.called), list_of(problems_)});
}

void exchange::warn(error kind, facts told) {
  warnings_.push_back({kind, sentence_of(kind, world_.language(), told)});
}

outcome exchange::conclude(bool is_damaged) {
  if (!done_) abort();
  if (succeeded_ && is_damaged && !relayed_) {
    const std::string_view charset =
        response_.charsets.empty() ? "utf-8" : std::string_view(response_.charsets.front());
    if (world_.options().reject_binary_response) {
      succeeded_ = false;
      (void)finish(error::response_not_text, {request_.origin(), charset});
    } else {
      warn(error::warn_binary, {charset});
    }
  }
  outcome result = relayed_ ? *std::move(relayed_) : decided();
  result.binary = result.binary || is_damaged;
  result.received = received_;
  result.warnings = std::move(warnings_);
  if (!result.success && drops_failure()) {
    result.dropped =
        text_of(phrase::failure_dropped, world_.language(),
                {name_of(call_.called), plain(call_.method), plain(call_.url.text), result.error});
    result.complaint = result.dropped;
    if (!call_.relayed) world_.note_dropped_failure(result.dropped);
  }
  return result;
}

outcome exchange::decided() {
  outcome result;
  result.success = succeeded_;
  if (succeeded_) {
    result.status = response_.status;
    result.headers = delivered_headers(response_.lines);
    result.body = std::move(body_);
    if (call_.relayed) result.relay_status = 200;
    return result;
  }
  const error_entry& entry = entry_of(fault_->kind);
  result.code = entry.code;
  result.unmatched = unmatched_;
  result.error = failure_text(fault_->kind, fault_->message, problems_, world_.next_error_id());
  if (call_.relayed) result.relay_status = entry.status;
  if (is_route_broken_) result.complaint = fault_->message;
  if (fault_->kind == error::network_offline || fault_->kind == error::address_refused) {
    result.complaint = fill("{0}\n  {1}", {unanswered(), fault_->message});
  }
  return result;
}

}  // namespace kintone::proxy
