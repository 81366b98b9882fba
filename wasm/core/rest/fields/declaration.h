// Reads the declaration of a form: what Get Form Fields answers, or `{code: type | {"type", …}}`.
#pragma once

#include <string>

#include "core/base/phrase.h"
#include "core/rest/fields/form.h"

namespace kintone::rest::fields {

/// What is wrong with a declaration, and what it must be.
struct misdeclaration {
  /// From the declaration on, as in `.Price.maxValue`; empty where all is right.
  std::string path = {};
  phrase expected = phrase::expected_field_type;
  /// What the phrase's `{0}` stands for; where it is empty, the types of fields.
  std::string fact = {};

  [[nodiscard]] bool is_right() const { return path.empty(); }
};

/// The fields in `declared`, an object, into `f`, which has its process management and nothing else. A member
/// that is not there has kintone's default; those that say nothing of values (`label`, `align`, …) are not
/// looked at.
[[nodiscard]] misdeclaration read_form(const json_value& declared, form& f);

/// What Get Process Management Settings answers (Y23); null has none.
[[nodiscard]] misdeclaration read_process(const json_value& given, process& p);

/// `numberPrecision` of what Get General Settings answers (D18, D19); null is kintone's default.
[[nodiscard]] misdeclaration read_precision(const json_value& settings, number_precision& p);

}  // namespace kintone::rest::fields
