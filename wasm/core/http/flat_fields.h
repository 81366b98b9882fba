// How field lines cross between JavaScript and here: `[name, value, name, value, …]`, values as binary
// strings (a character for a byte) on the way in.
#pragma once

#include "core/base/json.h"
#include "core/http/field.h"

namespace kintone::http {

/// What is no list gives no line; a name without a value is left out.
[[nodiscard]] fields read_flat(const json_value& list);

void write_flat(json_writer& text, const fields& lines);

}  // namespace kintone::http
