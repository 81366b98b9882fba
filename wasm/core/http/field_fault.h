// P09, P10: whether a request field that a caller gives may be sent.
#pragma once

#include <optional>

#include "core/base/argument.h"
#include "core/base/phrase.h"
#include "core/http/field.h"

namespace kintone::http {

struct field_fault {
  /// Goes behind the field's name. The value is not told: it may be a secret.
  sentence what;
  /// P10: the proxy sets this field by itself.
  bool is_forbidden = false;
};

/// Nothing where `given` is a field; one whose value is undefined is none, and for its caller to drop.
[[nodiscard]] std::optional<field_fault> fault_of_field(const argument_member& given, locale language);

/// Of a field's value, or of several: the one that is not right; null where each is.
[[nodiscard]] const argument* wrong_value(const argument& given,
                                          bool (*is_right)(std::string_view) = is_field_value);

}  // namespace kintone::http
