// Records that the option `apps` brings (Y30).
#pragma once

#include "core/rest/fields/declaration.h"

namespace kintone::rest {

/// What of a declared record could not be kept as it is given: a field that is no `{value}`, a value that its
/// type cannot have (D26), a moment that cannot be read (D24). Nothing else of it is judged (Y30), and codes
/// that the form has not are none of its. The path begins at the field, `.A.value`.
[[nodiscard]] fields::misdeclaration judge_seed(const json_value& record, const fields::form& f);

}  // namespace kintone::rest
