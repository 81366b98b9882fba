// The members of kintone.app, kintone.portal and their mobile twins that tell of the open screen or give its
// elements (W04 to W06, V01 to V05).
#pragma once

#include <string>

#include "core/rest/records.h"
#include "core/world/world.h"

namespace kintone::page {

/// `called`: `[name, argument, argument, hasDocument]`, the name without `kintone.`, the arguments described.
/// One of:
/// - `{"value"}`: what it gives;
/// - `{"element": key, "field"?}`: the element of this key; `field`: the code of the field whose value it
/// shows;
/// - `{"elements": key, "field"}`: one for each record of the list;
/// - `{"keep": [[key, value], …]}`: states are kept, each under a key;
/// - `{"kept": [key, value]}`: what is kept under a key, or else the value; within an object, several by
/// their names;
/// - `{"code", "message"}`: it rejects;
/// - `{}`: it gives undefined.
/// `"promise": true` beside it: a Promise of it. Of the members that came since 2025 see promised_text().
/// `"warning": {"code", "message", "print"}` beside `{"value"}`: what a developer should know.
[[nodiscard]] std::string member_text(const rest::records& all, world::world& w, const json_value& called);

/// `["kintone.app.getQuery", …]`: the names of all that member_text() knows.
[[nodiscard]] std::string member_names();

}  // namespace kintone::page
