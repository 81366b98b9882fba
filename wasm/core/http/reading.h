// What the readers of a message have in common: how long its lines may be, and what is wrong with it.
#pragma once

#include <cstdint>
#include <string>

namespace kintone::http {

/// Of each section of field lines: a head, that of an interim answer, or the trailers behind a body.
struct line_limits {
  /// Field lines.
  std::uint32_t count = 0;
  /// Bytes of one, as `line_length` counts them.
  std::uint32_t length = 0;
};

enum class reading_fault : std::uint8_t {
  none,
  malformed,        ///< the head is no HTTP/1.0 or 1.1 (P28, P29)
  too_many_lines,   ///< P20
  line_too_long,    ///< P21
  broken_chunking,  ///< P28
};

/// The first thing that is wrong, and where: in the words of RFC 9112, or the name of the field.
struct reading_problem {
  reading_fault fault = reading_fault::none;
  std::string where;
};

}  // namespace kintone::http
