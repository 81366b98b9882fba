// What ends a call without an answer, each in its words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/reading.h"
#include "core/proxy/call.h"
#include "core/proxy/response.h"
#include "core/proxy/route_report.h"
#include "core/world/world.h"

namespace kintone::proxy {

[[nodiscard]] call_failure fault_of(error kind, locale language, facts told = {});

/// P01, P10: arguments that are wrong.
[[nodiscard]] call_failure wrong_arguments(const proxy_function& called,
                                           const std::vector<wrong_argument>& problems, locale language);

/// P32: nothing may leave for its host. `unmatched`: why no route took it.
/// G01: the function does not work on the screen that is open.
[[nodiscard]] call_failure wrong_screen(const proxy_function& called, const world::world& w);

[[nodiscard]] call_failure offline(const request& r, const world::world& w, const sentence& unmatched);

/// P32: an address that no call may be connected to, at the connected socket or in the URL itself.
[[nodiscard]] call_failure refused_address(const request& r, const world::world& w, std::string_view address);

/// What the platform says of a transport that failed: its code, and its sentence or the address that was
/// refused.
[[nodiscard]] call_failure transport_failure(error kind, const request& r, const world::world& w,
                                             const proxy_function& called, std::string_view code,
                                             std::string_view detail);

/// Of a status that no final answer has: 0 is what a browser's fetch makes of a redirect that it does not
/// follow; who tells of answers passes over those that are none (P29).
[[nodiscard]] std::optional<call_failure> wrong_status(int status, std::string_view origin, locale language);

/// What the page's server answered is no outcome.
[[nodiscard]] call_failure no_relay_answer(int status, std::string_view origin, locale language);

/// A function of a route threw, or gave what is no answer.
[[nodiscard]] call_failure broken_route(std::string_view reason, std::string_view origin, locale language);

/// P20, P21, P28, P29: bytes of an answer that break a rule.
[[nodiscard]] call_failure broken_answer(const http::reading_problem& problem, http::line_limits most,
                                         std::string_view origin, locale language);

/// P13: the sentence for a failure that nobody is told of.
[[nodiscard]] std::string dropped_failure(const call& c, std::string_view error, locale language);

/// For shim.verify(): a call that nothing was there to answer, and why no route took it.
[[nodiscard]] std::string unmatched_call(const proxy_function& called, const request& r, std::string_view why,
                                         locale language);

/// A string as it is, where it is seen where it ends; anything else as given.
[[nodiscard]] std::string as_word(const argument& given);

}  // namespace kintone::proxy
