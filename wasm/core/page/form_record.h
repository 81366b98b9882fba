// A record as a form of kintone's has it: what events and kintone.app.record.get() show, what a user can put
// into its fields, and what is saved of it (E11, E13, E14). A form is JSON, `{code: {type, value}}`; where
// kintone has undefined, `value` is left out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/argument.h"
#include "core/base/json.h"
#include "core/rest/fields/form.h"

namespace kintone::page {

/// How a screen shows a record (E13).
enum class record_shape : std::uint8_t { created, edited, shown };

/// The record that `stored` is: as Get Record has it, or for a new one with the defaults.
[[nodiscard]] std::string form_record(const rest::fields::form& f, const json_value& stored,
                                      record_shape shape);

/// What a user's entry into a field, or into a cell of a row, comes to: `{"value"?, "fires", "table"?}`.
/// `fires`: whether a change event follows (E14); `table`: the code of the table that the cell is in.
/// `{"message"}` where no user can enter it.
/// @param in_row whether a row is named beside it
/// @param given the described value, its members to their third level
[[nodiscard]] std::string entered_value(const rest::fields::form& f, std::string_view code, bool in_row,
                                        const argument& given, locale language);

/// The record of a request that saves the form: without what only kintone sets, and without files.
[[nodiscard]] std::string saved_record(const rest::fields::form& f, const json_value& form);

}  // namespace kintone::page
