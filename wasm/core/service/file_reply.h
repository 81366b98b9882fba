// How a download is answered (F16, F17): the head; the bytes follow as they were uploaded.
#pragma once

#include <string>
#include <string_view>

#include "core/service/file_registry.h"
#include "core/service/reply.h"

namespace kintone::service {

/// `attachment; filename="…"`. Characters that a file system forbids are `_`; a name outside ASCII is
/// encoded-words (RFC 2047, 2), cut as JavaMail cuts them. `name` is well-formed UTF-8.
[[nodiscard]] std::string content_disposition(std::string_view name);

/// Status 200 and the field lines, without the bytes.
[[nodiscard]] reply file_reply(const file& f);

}  // namespace kintone::service
