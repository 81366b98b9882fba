// A record as a form of kintone's has it: what events and kintone.app.record.get() show, what a user can put
// into its fields, and what is saved of it (E11, E13, E14). A form is JSON, `{code: {type, value}}`; where
// kintone has undefined, `value` is left out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/argument.h"
#include "core/base/json.h"
#include "core/rest/fields/form.h"
#include "core/rest/people.h"

namespace kintone::page {

/// How a screen shows a record (E13).
enum class record_shape : std::uint8_t { created, edited, shown };

/// The record that `stored` is: as Get Record has it, or for a new one with the defaults.
[[nodiscard]] std::string form_record(const rest::fields::form& f, const json_value& stored,
                                      record_shape shape);

/// Whether a user can fill it in: kintone sets the others alone.
[[nodiscard]] bool can_be_entered(const rest::fields::form_field& f);

/// The codes of the fields and cells whose changes fire an event (E14).
[[nodiscard]] std::vector<std::string> firing_codes(const rest::fields::form& f);

/// Into what a user enters a value.
struct entered_place {
  std::string_view code;
  /// A row is named beside it.
  bool in_row = false;
  /// A handler has disabled the field.
  bool is_disabled = false;
};

/// What the entry of a value comes to: `{"value", "table"?}`; `table`: the code of the table that the cell is
/// in. At the key of a lookup also `key`, members of its field, and `lookup`, the mark that looks it up: see
/// lookup_text().
/// `{"isFiles": true, "table"?}`: files are chosen, which the form shows when they are saved (E19).
/// `{"message"}` where no user can enter it.
/// @param them who can be chosen, and their names
/// @param given the described value, its members to their third level
[[nodiscard]] std::string entered_value(const rest::fields::form& f, const rest::people& them,
                                        const entered_place& where, const argument& given, locale language);

/// What kintone.app.record.set() takes of a partial record, in which undefined is null: `{"codes", "cells"}`,
/// the fields that it sets, and of each table among them the cells (R05); `{"dialog"}` says what a dialog of
/// kintone's says where it refuses all (R04).
[[nodiscard]] std::string set_record(const rest::fields::form& f, const json_value& given, locale language);

/// What a form has of a value that a handler or kintone.app.record.set() gave to a field of this type (E11,
/// R06): `{"isEmpty": true}`: undefined; `{"isOld": true}`: what it had; `{"text"}`; `{}`: the value itself.
[[nodiscard]] std::string taken_value(std::string_view type, const argument& given);

/// The record of a request that saves the form: without what only kintone sets, and without files.
[[nodiscard]] std::string saved_record(const rest::fields::form& f, const json_value& form);

}  // namespace kintone::page
