// The texts in which calls, requests and outcomes cross between JavaScript and here. JSON, so that a value
// can never be mistaken for two; written and read here alone, so that JavaScript needs no rule about them.
#pragma once

#include <string>
#include <string_view>

#include "core/proxy/exchange.h"

namespace kintone::proxy {

/// Reads a call: `{"api": "proxy" | "upload", "url": argument, "host", "port", "method", "headers", "data",
/// "successCallback", "failureCallback", "relayed"?: argument}`; "relayed" of a served page's call alone:
/// what the page says of it (`read_page_facts`).
[[nodiscard]] call read_call(std::string_view text);

/// Reads `{"url": argument, "host", "port"}`.
[[nodiscard]] location read_location(const json_value& object);

/// Reads `[name, value, name, value, …]`, values as binary strings (a character for a byte).
[[nodiscard]] http::fields read_fields(std::string_view text);

/// Writes what `step` asks for: `{"next", "settlement"?, "ignoresBody"?, "request"?, "wantsNearest"?: true,
/// "codings"?, "charsets"?, "location"?}`. "settlement" comes with the first step, and so does "ignoresBody":
/// true, where it is; a request has in a served page the member `"relay": {"url", "fields": [name, value, …],
/// "parts": [text, text?]}`.
[[nodiscard]] std::string step_text(next step, const exchange& x);

/// Writes `{"success", "status", "headers", "body"?, "binary", "warnings"}` or `{"success", "code", "error",
/// "end"?, "unanswered"?, "unmatched"?, "dropped"?, "complaint"?, "binary", "warnings"}`; a warning is
/// `{"code", "message", "print"}`. Of a relayed call there is
/// `"answer": {"status", "parts": [text, text?]}` too.
[[nodiscard]] std::string outcome_text(const outcome& o, world::world& w);

}  // namespace kintone::proxy
