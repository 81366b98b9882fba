// The numbers of an upload's form (F07). The size is kintone's, reported by third parties; the others are
// assumptions: bounds of memory that no real client comes near.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/limits.h"

namespace kintone::multipart {

struct form_limits {
  /// Bytes of the file.
  std::uint64_t file = file_size;
  /// Bytes of a part's whole header: its lines with their line ends, the empty one too.
  std::size_t part_header = 16'384;
  /// Bytes of a part without a file name.
  std::size_t text = 65'536;
  std::size_t parts = 1'000;
};

/// Characters of a boundary (RFC 2046, 5.1.1).
inline constexpr std::size_t boundary_length = 70;

}  // namespace kintone::multipart
