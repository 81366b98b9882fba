// What `field.lookup` of an event (E09), or a user's entry at the key of a lookup, does to a form: it gets,
// or clears, what the key copies.
#pragma once

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/rest/records.h"
#include "core/world/world.h"

namespace kintone::page {

/// @param code of the field of the open screen's form; nothing happens where it is no lookup's key
/// @param key its field, as the form has it, with the mark `"lookup"`: true and "UPDATE" get, "CLEAR" clears
/// @param answer of Get Records to what was asked, or null
/// @return One of:
/// - `{"asks": {"path", "params"}}`: asked of kintone's REST side by GET;
/// - `{"key": {"value"?, "confirmed", "recordId"}, "fields": {code: {"value"?}}}`: members of the key's
/// field,
///   and values of the fields that it fills; undefined where `value` is left out. They are of the key's row
///   where it is in a table;
/// - `{}`: all stays as it is. So it does where not exactly one record is found.
[[nodiscard]] std::string lookup_text(const rest::records& all, const world::world& w, std::string_view code,
                                      const json_value& key, const json_value& answer);

}  // namespace kintone::page
