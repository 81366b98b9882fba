// The texts in which calls, requests and outcomes cross between JavaScript and here. JSON, so that a value
// can never be mistaken for two; written and read here alone, so that JavaScript needs no rule about them.
#pragma once

#include <string>
#include <string_view>

#include "core/proxy/exchange.h"

namespace kintone::proxy {

/// Reads a call: `{"api": name, "pluginId", "app"?: number, "url": argument, "host", "port", "method",
/// "headers", "data", "successCallback", "failureCallback", "relayed"?: argument}`; "relayed" of a served
/// page's call alone: what the page says of it (`read_page_facts`).
[[nodiscard]] call read_call(std::string_view text);

/// Writes `[{"name", "parameters": [name, …], "takes": "value" | "file"}, …]` of `proxy_functions()`.
void write_functions(json_writer& text);

/// Reads `{"url": argument, "host", "port"}`.
[[nodiscard]] location read_location(const json_value& object);

/// Reads `[name, value, name, value, …]`, values as binary strings (a character for a byte).
[[nodiscard]] http::fields read_fields(std::string_view text);

/// What a step tells beside what is to happen.
struct step_parts {
  /// How the caller is told, with the first step alone.
  bool settlement = false;
  /// The request to send: not where it is the one that a route was asked about.
  bool request = true;
};

/// Writes what `step` asks for: `{"next", "settlement"?, "ignoresBody"?, "request"?, "timeLimit"?,
/// "wantsNearest"?: true, "codings"?, "charsets"?, "location"?}`. "timeLimit" of a request to send is in
/// milliseconds, 0 for none; "settlement" comes with "ignoresBody": true, where it is; a request has the
/// "size" of its Blob, and in a served page the member `"relay": {"url", "fields": [name, value, …], "parts":
/// [text, text?]}`.
[[nodiscard]] std::string step_text(next step, const exchange& x, step_parts parts = {});

/// Writes `{"success", "status", "headers", "body"?, "binary", "warnings"}` or `{"success", "code", "error",
/// "end"?, "unanswered"?, "unmatched"?, "dropped"?, "complaint"?, "binary", "warnings"}`; a warning is
/// `{"code", "message", "print"}`. Of a relayed call there is
/// `"answer": {"status", "parts": [text, text?]}` too.
[[nodiscard]] std::string outcome_text(const outcome& o, world::world& w);

}  // namespace kintone::proxy
