#include "core/proxy/exchange.h"

#include <array>

#include "core/base/ascii.h"
#include "core/http/address.h"
#include "core/http/content_coding.h"
#include "core/http/media_type.h"
#include "core/http/url.h"
#include "core/proxy/outcome.h"
#include "core/proxy/redirect.h"
#include "core/proxy/transport_fault.h"

namespace kintone::proxy {
namespace {

/// P17: no field at all, and these words as body.
constexpr std::string_view unresolved_host_body = "DNS Cache Missing";

/// A string as it is, anything else as given.
std::string plain(const argument& given) { return given.is("string") ? given.text : as_given(given); }

std::string list_of(const std::vector<problem>& problems) {
  std::string list;
  for (const problem& p : problems) list += (list.empty() ? "" : ", ") + p.argument;
  return list;
}

}  // namespace

exchange::exchange(world::world& w, call c)
    : world_(w), call_(std::move(c)), settlement_(settle(call_, w.options())) {}

next exchange::open() {
  if (done_) return next::done;
  if (world_.is_disposed()) return finish(error::disposed);
  checked_call checked = check(call_, world_.options());
  request_ = std::move(checked.request);
  problems_ = std::move(checked.problems);
  warnings_ = std::move(checked.warnings);
  if (!problems_.empty()) return finish_with_problems();
  const std::uint64_t upload_limit = world_.options().limits.upload;
  if (checked.upload_size > upload_limit) {
    return finish(error::upload_too_large,
                  {std::to_string(checked.upload_size), std::to_string(upload_limit)});
  }
  return request_.content == body::json ? next::json : depart();
}

next exchange::serialized(const argument& how) {
  if (done_) return next::done;
  const locale language = world_.language();
  // Making the text may have run code of the caller that disposed of the shim.
  if (world_.is_disposed()) return finish(error::disposed);
  if (how.is("threw") || how.is("undefined")) {
    problems_.push_back(
        {"data", text_of(phrase::data_json, language, {how.is("threw") ? how.text : "undefined"})});
    return finish_with_problems();
  }
  // P07: `{}` is the documentation's word for "nothing".
  if (how.is("object") && !world_.options().empty_object_as_json) request_.content = body::empty;
  return depart();
}

next exchange::depart() {
  const std::string origin = request_.origin();
  const world::departure leave = world_.may_leave(request_.scheme, request_.host, request_.port);
  if (leave == world::departure::own_origin) warn(error::warn_own_origin, {origin});
  if (leave == world::departure::allowed) {
    // An address in the URL is judged at once; a name's, at the connected socket, which a fetch never shows.
    const std::string_view port = http::effective_port(request_.scheme, request_.port);
    const bool is_refused = http::parse_address(request_.host) && !world_.may_connect(request_.host, port);
    return is_refused ? finish(error::address_refused, {origin, request_.host}) : next::send;
  }
  const std::string_view method = http::name_of(request_.method);
  world_.note_unmatched_call(
      text_of(phrase::unmatched_call, world_.language(), {name_of(call_.called), method, request_.url()}));
  (void)finish(error::network_offline, {method, request_.url(), world_.reach_text(), request_.host});
  if (leave == world::departure::own_origin) {
    message_ = text_of(phrase::own_origin_refused, world_.language(), {method, request_.url()});
  }
  return next::done;
}

std::uint32_t exchange::progress(bool is_last) {
  if (sent_ || done_) return 0;
  // The rule counts from the last byte of the request; until then the same time bounds each standstill, so
  // that nothing hangs.
  sent_ = is_last;
  return world_.options().limits.timeout;
}

next exchange::head(int status, http::fields lines) {
  if (done_) return next::done;
  // What a browser's fetch makes of a redirect that it does not follow: no answer that may be seen.
  if (status < 100) return finish(error::network_failed, {request_.origin(), "an opaque redirect"});
  if (status < 200) return next::skip;  // P29
  has_head_ = true;
  status_ = status;
  lines_ = std::move(lines);
  for (http::field& line : lines_) line.value = ascii::trim(line.value);
  if (const auto stopped = judge_head()) return *stopped;
  if (is_redirect()) {
    redirect_location_ = delivered_text(*http::find(lines_, "location"));
    return next::redirect;
  }
  codings_ = http::codings_of(lines_);
  const std::string* content_type = http::find(lines_, "content-type");
  const std::string charset = content_type == nullptr ? "" : http::charset_of(*content_type);
  charsets_.clear();
  if (!charset.empty() && !http::is_utf8_label(charset)) {
    charsets_.push_back(delivered_text(charset));
    warn(error::warn_charset, {charsets_.front()});
  }
  charsets_.emplace_back("utf-8");
  // P19: too large as soon as that is known, so before a byte of a body that says so. A coded body's length
  // is another.
  if (codings_.empty() && has_body() && announced_length() > world_.options().limits.response_body)
    return finish_too_large();
  return next::body;
}

bool exchange::has_body() const { return status_ != 204 && status_ != 304; }

std::uint64_t exchange::announced_length() const {
  const std::string* length = http::find(lines_, "content-length");
  return length == nullptr ? 0 : whole_number({"string", *length, {}}).value_or(0);
}

next exchange::finish_too_large() {
  const std::string limit = std::to_string(world_.options().limits.response_body);
  return finish(error::response_body_too_large, {request_.origin(), limit});
}

std::uint32_t exchange::line_limit() const {
  const limits& limit = world_.options().limits;
  return call_.called == api::upload ? limit.upload_response_header_line : limit.response_header_line;
}

std::optional<next> exchange::judge_head() {
  const std::string origin = request_.origin();
  const std::uint32_t line_count_limit = world_.options().limits.response_header_lines;
  if (lines_.size() > line_count_limit) {
    return finish(error::response_too_many_header_lines, {origin, std::to_string(line_count_limit)});
  }
  for (const http::field& line : lines_) {
    const std::size_t length = http::line_length(line);
    if (length > line_limit()) {
      return finish(error::response_header_line_too_long,
                    {origin, line.name, std::to_string(length), std::to_string(line_limit())});
    }
    if (call_.called == api::proxy && length > grey_zone::response_header_line) {
      warn(error::warn_response_header_line,
           {line.name, std::to_string(length), std::to_string(grey_zone::response_header_line)});
    }
  }
  // RFC 9112, 6.3: a message framed in two ways may have been tampered with.
  const std::size_t lengths = http::count(lines_, "content-length");
  if (lengths > 1 || (lengths == 1 && http::count(lines_, "transfer-encoding") > 0)) {
    return finish(error::response_malformed, {origin, "Content-Length"});
  }
  return std::nullopt;
}

bool exchange::is_redirect() const {
  return world_.options().follow_redirects && is_redirect_status(status_) &&
         http::find(lines_, "location") != nullptr;
}

next exchange::hop(const location& where) {
  if (done_) return next::done;
  const locale language = world_.language();
  const std::string from = request_.origin();
  if (++hops_ > redirects) {
    return finish(error::too_many_redirects, {from, std::to_string(redirects)});
  }
  request to = request_;
  std::vector<problem> problems;
  take_url(where, language, to, problems, warnings_);
  if (!problems.empty()) {
    return finish(error::response_malformed, {from, "Location: " + redirect_location_});
  }
  adapt_to_redirect(to, status_, from);
  request_ = std::move(to);
  sent_ = has_head_ = false;
  return depart();
}

bool exchange::chunk(std::uint64_t bytes) {
  if (done_) return false;
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
  if (!has_head_) return fail("UND_ERR_SOCKET", {});
  if (received_ > grey_zone::response_body) {
    warn(error::warn_response_body, {std::to_string(received_), std::to_string(grey_zone::response_body)});
  }
  succeeded_ = done_ = true;
}

void exchange::fail(std::string_view code, std::string_view detail) {
  if (done_) return;
  // P23: 204 and 304 are empty whatever they announce, so nothing of them can be missing.
  if (has_head_ && !has_body()) return end();
  const error kind = error_of(code, has_head_ ? phase::in_body : phase::before_head);
  const std::string origin = request_.origin();
  if (kind == error::host_not_found && !world_.options().reject_unresolved_host) {
    status_ = unresolved_host_status;
    lines_.clear();
    body_ = unresolved_host_body;
    succeeded_ = done_ = true;
    return;
  }
  if (kind == error::response_header_line_too_long) {
    const std::string limit = std::to_string(line_limit());
    (void)finish(kind, {origin, "…", "> " + limit, limit});
    return;
  }
  const std::string host = kind == error::host_not_found ? request_.host : origin;
  // An address is the fact that matters; where a code says little, the platform's sentence does.
  const bool is_detail_better = kind == error::address_refused || code.empty() || code.ends_with("Error");
  (void)finish(kind, {host, is_detail_better ? detail : code});
}

void exchange::fail_upload(std::string_view reason) {
  if (done_) return;
  problems_.push_back({"data.value", text_of(phrase::data_value_unreadable, world_.language(), {reason})});
  (void)finish_with_problems();
}

void exchange::expire() {
  if (done_) return;
  const std::string allowed = std::to_string(world_.options().limits.timeout);
  (void)finish(error::timed_out, {request_.origin(), allowed});
}

void exchange::abort() {
  if (!done_) (void)finish(error::call_aborted);
}

next exchange::finish(error kind, std::initializer_list<std::string_view> facts) {
  error_ = kind;
  message_ = message_of(kind, world_.language(), facts);
  done_ = true;
  return next::done;
}

next exchange::finish_with_problems() {
  const auto is_invalid = [](const problem& p) { return p.kind == error::invalid_argument; };
  const error kind =
      any_of(problems_, is_invalid) ? error::invalid_argument : error::forbidden_request_header;
  return finish(kind, {name_of(call_.called), list_of(problems_)});
}

void exchange::warn(error kind, std::initializer_list<std::string_view> facts) {
  warnings_.push_back({kind, message_of(kind, world_.language(), facts)});
}

outcome exchange::conclude(bool is_damaged) {
  if (!done_) abort();
  const locale language = world_.language();
  if (succeeded_ && is_damaged) {
    const std::string_view charset = charsets_.empty() ? "utf-8" : std::string_view(charsets_.front());
    if (world_.options().reject_binary_response) {
      succeeded_ = false;
      (void)finish(error::response_not_text, {request_.origin(), charset});
    } else {
      warn(error::warn_binary, {charset});
    }
  }
  outcome result;
  result.success = succeeded_;
  result.binary = is_damaged;
  result.warnings = std::move(warnings_);
  if (succeeded_) {
    result.status = status_;
    result.headers = delivered_headers(lines_);
    result.body = std::move(body_);
    return result;
  }
  result.code = entry_of(*error_).code;
  result.error = failure_text(*error_, message_, problems_, world_.next_error_id());
  if (!settlement_.returns_promise && !settlement_.runs_failure_callback) {
    result.dropped =
        text_of(phrase::failure_dropped, language,
                {name_of(call_.called), plain(call_.method), plain(call_.url.text), result.error});
    world_.note_dropped_failure(result.dropped);
  }
  return result;
}

}  // namespace kintone::proxy
