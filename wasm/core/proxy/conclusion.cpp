// What an exchange tells of its request while it goes on, and of its end.
#include "core/base/number.h"
#include "core/proxy/exchange.h"

namespace kintone::proxy {

bool exchange::wants_nearest() const {
  return !world_.options().relayed &&
         world_.may_leave(request_.scheme, request_.host, request_.port) == world::departure::offline;
}

std::optional<relay_message> exchange::message() const {
  if (!world_.options().relayed || goes_to_ == answerer::route) return std::nullopt;
  const bool has_object = call_.called->applies_saved_config && call_.data.is("object");
  return message_to_relay(*call_.called, request_, world_.request_token(),
                          {drops_failure(), ignores_body_, has_object},
                          {call_.plugin_id.text, world_.here().app, call_.url.text.text});
}

http::line_limits exchange::line_limits() const {
  return {limits_in_force().response_header_lines, limits_in_force().*call_.called->line_limit};
}

std::uint32_t exchange::time_limit() const {
  // What a page sends to its server needs no timer: the server's exchange has one.
  const bool is_untimed = world_.options().relayed && goes_to_ != answerer::route;
  // The rule counts from the last byte of the request; until then the same time bounds each standstill, so
  // that nothing hangs.
  return is_sent_ || is_untimed ? 0 : limits_in_force().timeout;
}

void exchange::warn(error kind, facts told) {
  warnings_.push_back({kind, sentence_of(kind, world_.language(), told)});
}

void exchange::fail_upload(std::string_view reason) {
  if (!hears(event::fail)) return;
  problems_.push_back(
      {"data.value", sentence_of(phrase::data_value_unreadable, world_.language(), {reason})});
  (void)fail_with_problems();
}

next exchange::fail_with_problems() {
  return fail_with(wrong_arguments(*call_.called, problems_, world_.language()));
}

next exchange::fail_too_large() {
  return fail_with(error::response_body_too_large,
                   {request_.origin(), decimal(limits_in_force().response_body)});
}

outcome exchange::conclude(bool is_damaged) {
  abort();
  if (std::holds_alternative<success>(end_) && is_damaged) {
    const std::string_view charset =
        response_.charsets.empty() ? "utf-8" : std::string_view(response_.charsets.front());
    if (world_.options().reject_binary_response) {
      end_ = fault_of(error::response_not_text, world_.language(), {request_.origin(), charset});
    } else {
      warn(error::warn_binary, {charset});
    }
  }
  outcome result = decided();
  result.binary = result.binary || is_damaged;
  result.received = received_;
  result.warnings = std::move(warnings_);
  if (!result.success && drops_failure()) {
    result.dropped = dropped_failure(call_, result.error, world_.language());
    result.complaint = result.dropped;
    if (!call_.relayed) world_.note_dropped_failure(result.dropped);
  }
  return result;
}

outcome exchange::decided() {
  if (auto* its = std::get_if<outcome>(&end_)) return std::move(*its);
  outcome result;
  if (auto* answer = std::get_if<success>(&end_)) {
    result.success = true;
    result.status = response_.status;
    result.headers = delivered_headers(response_.lines);
    result.body = std::move(answer->body);
    if (call_.relayed) result.relay_status = 200;
    return result;
  }
  const call_failure& f = *std::get_if<call_failure>(&end_);
  const error_entry& entry = entry_of(f.kind);
  result.code = entry.code;
  result.unmatched = unmatched_;
  result.error = failure_text(f.kind, f.message, problems_, world_.next_error_id());
  if (call_.relayed) result.relay_status = entry.status;
  if (f.is_of_route) result.complaint = f.message;
  if (f.kind == error::network_offline || f.kind == error::address_refused) {
    const std::string unanswered = unmatched_call(*call_.called, request_, {}, world_.language());
    result.complaint = fill("{0}\n  {1}", {unanswered, f.message});
  }
  return result;
}

}  // namespace kintone::proxy
