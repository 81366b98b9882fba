// The members of kintone that came since 2025: each gives a Promise (W08).
#pragma once

#include <string>

#include "core/rest/records.h"
#include "core/world/world.h"

namespace kintone::page {

/// What a member comes to, `{"promise": true, …}`; nothing where no such member is known. `called`: `[name,
/// argument, argument, hasDocument, answers?]`, the name without `kintone.`, the arguments described with
/// their members; `answers`: of the REST side to what was asked. One of:
/// - `{"value"}`, or `{}`: what the Promise is fulfilled with;
/// - `{"keep"}` and `{"kept"}`: as in member_text();
/// - `{"asks": [{"path", "params"}]}`: GETs of the REST side; the member is called once more, with their
/// answers;
/// - `{"dialog": {"kind", "text", …}, "unanswered"?: {"code", "message"}, "isMade"?}`: a dialog, and what is
/// wrong
///   where nobody answers it; with `isMade` it is shown by `show()` of the object that the Promise is
///   fulfilled with;
/// - `{"code", "message"}`: it rejects.
[[nodiscard]] std::string promised_text(const rest::records& all, world::world& w, const json_value& called);

/// The names of all that promised_text() knows, to `text`, a list that is open.
void write_promised_names(json_writer& text);

}  // namespace kintone::page
