// Chains as they cross between JavaScript and the core, and the arguments of kintone.events and shim.fire.
#pragma once

#include <string>
#include <string_view>

#include "core/page/chain.h"

namespace kintone::page {

/// `what`: "undefined", "false", "event", "copy", "other", "promise" or "threw". The answer: "own",
/// "returned", "await" or "end".
[[nodiscard]] std::string turn_text(std::string_view type, std::string_view what, bool is_last);

/// `{"type", "handlers", "last", "what", "value", "awaited", "isOpening", "registered", "changes",
/// "eventError", "fieldErrors"}`: `value` and `eventError` are described, `changes` is `[[path, what, type,
/// isLookup], …]` with "value", "disabled", "error", "lookup", "eventError" or "url", `fieldErrors` `[[field,
/// described], …]`.
[[nodiscard]] chain_end read_chain_end(const json_value& told);

/// `{"cancelled", "by"?, "applied", "error"?, "errors", "warnings", "fault"?}`: `by` is "error", "errors",
/// "false" or "thrown"; `errors` `[[field, text], …]`; a warning has "code", "message" and "print", the fault
/// "code" and "message".
[[nodiscard]] std::string verdict_text(const chain_verdict& v, printed_notices& printed);

/// `["on", count, type, handler]`, `["off", count, type, handler]` or `["fire", count, type, event]` with the
/// arguments described (E01, E02): the message where one is wrong; else nothing.
[[nodiscard]] std::string arguments_fault(const json_value& called, locale language);

}  // namespace kintone::page
