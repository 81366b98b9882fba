// How a download is answered (F16, F17): the head; the bytes follow as they were uploaded.
#pragma once

#include <string>
#include <string_view>

#include "core/http/reply.h"
#include "core/rest/file_registry.h"

namespace kintone::rest {

/// `attachment; filename="…"`. Characters that a file system forbids are `_`; a name outside ASCII is
/// encoded-words (RFC 2047, 2), cut as JavaMail cuts them. `name` is well-formed UTF-8.
[[nodiscard]] std::string content_disposition(std::string_view name);

/// Status 200 and the field lines, without the bytes.
[[nodiscard]] http::reply file_reply(const file& f);

}  // namespace kintone::rest
