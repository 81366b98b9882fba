// Reads the declaration of one app: a member of the option `apps` (Y30).
#pragma once

#include "core/rest/app.h"
#include "core/rest/fields/declaration.h"

namespace kintone::rest {

/// Reads `{"properties": …, "revision"?} | {"fields": {code: type | {"type", …}}}`, the answer of Get Form
/// Fields or its short form, beside it `"layout"?, "views"?, "status"?, "settings"?, "app"?, "customize"?`,
/// answers as they are, `"guestSpace"?: number`, `"records"?: [record]`. Something of it is there. The path
/// is `.` where it is the declaration itself that is wrong. `d.id` is the caller's.
[[nodiscard]] fields::misdeclaration read_app(const json_value& given, declared_app& d);

/// Of a declaration what a page of kintone's makes its screens of: never its records, nor anything that is not
/// named here.
void write_for_page(json_writer& text, const json_value& given);

}  // namespace kintone::rest
