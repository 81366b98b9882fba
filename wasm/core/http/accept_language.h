// In which language a request is answered (F21).
#pragma once

#include <optional>
#include <string_view>

#include "core/base/phrase.h"
#include "core/http/field.h"

namespace kintone::http {

/// What `Accept-Language` (RFC 9110, 12.5.4) likes best of English, Japanese and `*`, which is English; the
/// first of equals. Nothing where it names none of them.
[[nodiscard]] std::optional<locale> accepted_language(const fields& lines);

}  // namespace kintone::http
