// The values of a record's fields, as far as attachments need them (F14, F15): read from a request, written
// for an answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/rest/fault.h"
#include "core/rest/file_registry.h"

namespace kintone::rest {

/// kintone's name of the type of attachment fields.
inline constexpr std::string_view file_type = "FILE";

/// A field of an app's form.
struct form_field {
  std::string code;
  /// As kintone names it; empty for a field that only ever had an empty list.
  std::string type;
  /// Its place among a record's values.
  std::size_t column = 0;
};

/// The fields of an app, in the order of their codes.
class form {
 public:
  /// Null where there is none of this code.
  [[nodiscard]] const form_field* find(std::string_view code) const;
  /// The field of this code, a new one with an empty type where there is none.
  form_field& operator[](std::string_view code);

  [[nodiscard]] const std::vector<form_field>& fields() const { return fields_; }

 private:
  [[nodiscard]] std::size_t place_of(std::string_view code) const;

  std::vector<form_field> fields_;
};

/// A field's value as it is kept.
struct field_value {
  /// JSON; empty where there is none, and of an attachment field.
  std::string json = {};
  std::vector<file_id> files = {};
};

/// The value of a column; an empty one where the record has none.
[[nodiscard]] const field_value& value_at(const std::vector<field_value>& values, std::size_t column);

/// A field as a request gives it.
struct given_field {
  std::string code;
  std::size_t column;
  field_value value;
  /// Of an attachment field: keys, in order.
  std::vector<std::string> keys;
};

/// Reads `{code: {"value": …}, …}` into `fields`. Fields that a declared app has not are ignored, as on
/// kintone; an open app learns them, and their types with their first value: `known` is brought up to date.
/// `path` names the record in faults.
[[nodiscard]] verdict read_record(const json_value& record, std::string_view path, bool is_open, form& known,
                                  std::vector<given_field>& fields);

/// Bytes of what `write_fields` writes of a record without values: codes, types and what stands around them.
[[nodiscard]] std::uint64_t bytes_of(const form& fields);

/// Writes a member `code: {"type", "value"}` for each of `fields`; `values` are the record's.
void write_fields(json_writer& text, const form& fields, const std::vector<field_value>& values,
                  const file_registry& files);

}  // namespace kintone::rest
