// Where an answer's body ends, and what becomes of its connection, by the fields of its head (RFC 9112,
// sections 6.3 and 9.3).
#pragma once

#include <cstdint>
#include <optional>

#include "core/http/field.h"

namespace kintone::http {

enum class body_end : std::uint8_t {
  at_once,     ///< there is no body: 204, 304 (P23)
  length,      ///< after so many bytes
  chunked,     ///< with the last chunk
  connection,  ///< with the connection
};

struct framing {
  body_end end = body_end::at_once;
  /// Bytes, where the length is known.
  std::uint64_t length = 0;
};

/// P28: two Content-Lengths, or one beside Transfer-Encoding: a message that is framed in two ways may have
/// been tampered with.
[[nodiscard]] bool is_framed_twice(const fields& lines);

/// The framing of an answer to a GET, POST, PUT or DELETE. Nothing where it has none that is valid: framed in
/// two ways, a Content-Length that is no number, `chunked` in another place than the last.
[[nodiscard]] std::optional<framing> framing_of(int status, const fields& lines);

/// Whether a field called `name` lists `token`, whatever the case of both.
[[nodiscard]] bool lists(const fields& lines, std::string_view name, std::string_view token);

}  // namespace kintone::http
