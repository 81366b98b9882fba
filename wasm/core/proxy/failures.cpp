#include "core/proxy/failures.h"

#include <cstdlib>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/http/address.h"
#include "core/http/url.h"

namespace kintone::proxy {

call_failure fault_of(error kind, locale language, facts told) {
  return {.kind = kind, .message = sentence_of(kind, language, told)};
}

call_failure wrong_arguments(const proxy_function& called, const std::vector<wrong_argument>& problems,
                             locale language) {
  const auto is_invalid = [](const wrong_argument& p) { return p.kind == error::invalid_argument; };
  const error kind = any_of(problems, is_invalid) ? error::invalid_argument : error::forbidden_request_header;
  std::string list;
  for (const wrong_argument& p : problems) list += (list.empty() ? "" : ", ") + p.argument;
  return fault_of(kind, language, {called.name, list});
}

call_failure wrong_screen(const proxy_function& called, const world::world& w) {
  return {.kind = error::wrong_screen,
          .message = world::wrong_screen(called.name, called.screens, w.here(), w.language())};
}

call_failure offline(const request& r, const world::world& w, const sentence& unmatched) {
  const locale language = w.language();
  // Where a route nearly took it, that is most likely what is to be mended.
  sentence message = unmatched;
  if (!message.empty()) message.append(" ");
  // The hosts that it names are told with the advice, once.
  const sentence reach = w.options().reach == world::network::offline
                             ? sentence_of(phrase::route_differences, language, {w.reach_text()})
                             : sentence();
  message.append(sentence_of(error::network_offline, language,
                             {http::name_of(r.method), r.url(), reach, r.host, w.reach_text(r.host)}));
  const auto address = http::parse_address(r.host);
  if (r.host != "localhost" && (!address || http::is_public(*address))) {
    message.append(sentence_of(phrase::network_live, language));
  }
  return {.kind = error::network_offline, .message = std::move(message)};
}

call_failure refused_address(const request& r, const world::world& w, std::string_view address) {
  const locale language = w.language();
  const std::string_view port = http::effective_port(r.scheme, r.port);
  // `localhost` names loopback; any other name says nothing of addresses.
  const std::string_view host = r.host == "localhost" ? std::string_view(r.host) : address;
  const bool is_bare = host.find(':') != std::string_view::npos && !host.starts_with('[');
  const std::string entry = http::authority(is_bare ? fill("[{0}]", {host}) : std::string(host), port);
  const sentence advice = w.is_closed(port)
                              ? sentence_of(phrase::address_closed, language, {port})
                              : sentence_of(phrase::address_named, language, {w.reach_text(entry)});
  return fault_of(error::address_refused, language, {r.origin(), address, advice});
}

call_failure transport_failure(error kind, const request& r, const world::world& w,
                               const proxy_function& called, std::string_view code, std::string_view detail) {
  const std::string origin = r.origin();
  if (kind == error::response_header_line_too_long) {
    const std::string limit = decimal(w.options().limits.*called.line_limit);
    return fault_of(kind, w.language(), {origin, "…", "> " + limit, limit});
  }
  if (kind == error::address_refused) return refused_address(r, w, detail);
  // Where a code says little, the platform's sentence does.
  const bool is_detail_better = code.empty() || code.ends_with("Error");
  return fault_of(kind, w.language(),
                  {kind == error::host_not_found ? r.host : origin, is_detail_better ? detail : code});
}

std::optional<call_failure> wrong_status(int status, std::string_view origin, locale language) {
  if (status >= 200) return std::nullopt;
  if (status == 0) {
    return fault_of(error::network_failed, language,
                    {origin, sentence_of(phrase::opaque_redirect, language)});
  }
  const std::string digits = decimal(static_cast<std::uint64_t>(std::abs(status)));
  const std::string told = fill("status-code {0}{1}", {status < 0 ? "-" : "", digits});
  return fault_of(error::response_malformed, language, {origin, told});
}

call_failure no_relay_answer(int status, std::string_view origin, locale language) {
  const std::string digits = decimal(static_cast<std::uint64_t>(status));
  return fault_of(error::network_failed, language,
                  {origin, sentence_of(phrase::relay_answer, language, {digits})});
}

call_failure broken_route(std::string_view reason, std::string_view origin, locale language) {
  call_failure broken = fault_of(error::network_failed, language,
                                 {origin, sentence_of(phrase::route_threw, language, {reason})});
  broken.is_of_route = true;
  return broken;
}

call_failure broken_answer(const http::reading_problem& problem, http::line_limits most,
                           std::string_view origin, locale language) {
  switch (problem.fault) {
    case http::reading_fault::too_many_lines:
      return fault_of(error::response_too_many_header_lines, language, {origin, decimal(most.count)});
    case http::reading_fault::line_too_long:
      // More of it was not read.
      return fault_of(
          error::response_header_line_too_long, language,
          {origin, problem.where, "≥ " + decimal(std::uint64_t{most.length} + 1), decimal(most.length)});
    case http::reading_fault::broken_chunking:
      return fault_of(error::response_truncated, language, {origin, problem.where});
    default:
      return fault_of(error::response_malformed, language, {origin, problem.where});
  }
}

std::string dropped_failure(const call& c, std::string_view error, locale language) {
  return text_of(phrase::failure_dropped, language,
                 {c.called->name, as_word(c.method), as_word(c.url.text), error});
}

std::string unmatched_call(const proxy_function& called, const request& r, std::string_view why,
                           locale language) {
  std::string sentence =
      text_of(phrase::unmatched_call, language, {called.name, http::name_of(r.method), r.url()});
  if (!why.empty()) sentence += fill("\n  {0}", {why});
  return sentence;
}

std::string as_word(const argument& given) {
  const bool is_word =
      given.is("string") && none_of(given.text, [](char c) { return c == ' ' || ascii::is_control(c); });
  return is_word ? given.text : as_given(given);
}

}  // namespace kintone::proxy
