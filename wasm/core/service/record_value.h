// The values of a record's fields, as far as attachments need them (F14, F15): read from a request, written
// for an answer.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/service/fault.h"
#include "core/service/file_registry.h"

namespace kintone::service {

/// kintone's name of the type of attachment fields.
inline constexpr std::string_view file_type = "FILE";

/// The types of an app's fields by their codes, as kintone names them; empty for one that only ever had an
/// empty list.
using field_types = std::map<std::string, std::string, std::less<>>;

/// A field as a request gives it.
struct given_field {
  std::string code;
  std::string type;
  /// Of other than attachment fields: a string, null, or an array.
  json value;
  /// Of an attachment field: keys, in order.
  std::vector<std::string> keys;
};

/// A field as it is kept.
struct field_value {
  json value;
  std::vector<file_id> files;
  /// What it counts of `record_storage`.
  std::size_t bytes = 0;
};

using field_values = std::map<std::string, field_value, std::less<>>;

/// Reads `{code: {"value": …}, …}`. Fields that a declared app has not are ignored, as on kintone; an open
/// app learns them, and their types with their first value: `types` is brought up to date. `path` names the
/// record in faults.
[[nodiscard]] std::variant<std::vector<given_field>, fault> read_record(const json& record,
                                                                        std::string_view path, bool is_open,
                                                                        field_types& types);

/// `{code: {"type", "value"}, …}` of every field of the app.
[[nodiscard]] json record_json(const field_types& types, const field_values& values,
                               const file_registry& files);

}  // namespace kintone::service
