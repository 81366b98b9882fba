// Where a request goes: to a route, to kintone's own side, or out (P31, P32).
#include "core/http/address.h"
#include "core/http/url.h"
#include "core/proxy/exchange.h"
#include "core/proxy/route.h"

namespace kintone::proxy {

next exchange::routed(const route_answer& told) {
  is_opening_ = false;
  if (done_) return next::done;
  // A function of the route's may have disposed of the shim.
  if (world_.is_disposed()) return finish(error::disposed);
  is_routed_ = told.is_taken;
  return is_routed_ ? next::send : go(world_.may_leave(request_.scheme, request_.host, request_.port), told);
}

bool exchange::wants_nearest() const {
  return !world_.options().relayed &&
         world_.may_leave(request_.scheme, request_.host, request_.port) == world::departure::offline;
}

next exchange::go(world::departure leave, const route_answer& told) {
  // The network, kintone's own origin and special addresses are the business of the page's server.
  if (world_.options().relayed) return next::send;
  const std::string origin = request_.origin();
  if (is_own_) {
    warn(error::warn_own_origin, {origin});
    return next::send;
  }
  if (leave == world::departure::allowed) {
    // An address in the URL is judged at once; a name's, at the connected socket, which a fetch never shows.
    const std::string_view port = http::effective_port(request_.scheme, request_.port);
    const bool is_refused = http::parse_address(request_.host)
                                ? !world_.may_connect(request_.host, port)
                                : request_.host == "localhost" && world_.is_closed(port);
    return is_refused ? refuse_address(request_.host) : next::send;
  }
  const locale language = world_.language();
  unmatched_ = why_none(told, language);
  note_unmatched(unmatched_);
  // Where a route nearly took it, that is most likely what is to be mended.
  sentence message = unmatched_;
  if (!message.empty()) message.append(" ");
  // The hosts that it names are told with the advice, once.
  const sentence reach = world_.options().reach == world::network::offline
                             ? sentence_of(phrase::route_differences, language, {world_.reach_text()})
                             : sentence();
  message.append(sentence_of(error::network_offline, language,
                             {http::name_of(request_.method), request_.url(), reach, request_.host,
                              world_.reach_text(request_.host)}));
  const auto address = http::parse_address(request_.host);
  if (request_.host != "localhost" && (!address || http::is_public(*address))) {
    message.append(sentence_of(phrase::network_live, language));
  }
  return finish({error::network_offline, std::move(message)});
}

next exchange::refuse_address(std::string_view address) {
  const locale language = world_.language();
  const std::string_view port = http::effective_port(request_.scheme, request_.port);
  // `localhost` names loopback; any other name says nothing of addresses.
  const std::string_view host = request_.host == "localhost" ? std::string_view(request_.host) : address;
  const bool is_bare = host.find(':') != std::string_view::npos && !host.starts_with('[');
  const std::string entry = http::authority(is_bare ? fill("[{0}]", {host}) : std::string(host), port);
  const sentence advice = world_.is_closed(port)
                              ? sentence_of(phrase::address_closed, language, {port})
                              : sentence_of(phrase::address_named, language, {world_.reach_text(entry)});
  return finish(error::address_refused, {request_.origin(), address, advice});
}

std::string exchange::unanswered() const {
  return text_of(phrase::unmatched_call, world_.language(),
                 {name_of(call_.called), http::name_of(request_.method), request_.url()});
}

void exchange::note_unmatched(std::string_view why) {
  std::string sentence = unanswered();
  if (!why.empty()) sentence += fill("\n  {0}", {why});
  world_.note_unmatched_call(std::move(sentence));
}

std::optional<relay_message> exchange::message() const {
  if (!world_.options().relayed || is_routed_) return std::nullopt;
  return message_to_relay(call_.called, request_, world_.request_token(), {drops_failure(), ignores_body_});
}

void exchange::fail_as(std::string_view name) {
  const route_end* end = end_called(name);
  if (end == nullptr || done_) return;
  if (end->code.empty()) return expire();
  // What is missing is then of the body.
  if (end->kind == error::response_truncated) (void)head(200, {});
  fail(end->code, {});
}

void exchange::fail_route(std::string_view reason) {
  if (done_) return;
  const sentence told = sentence_of(phrase::route_threw, world_.language(), {reason});
  (void)finish(error::network_failed, {request_.origin(), told});
  is_route_broken_ = true;
  world_.note_broken_route(fault_->message);
}

}  // namespace kintone::proxy
