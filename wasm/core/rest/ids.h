// The numbers by which things are known.
#pragma once

#include <cstdint>

namespace kintone::rest {

/// Of an app, a record, a guest space: 1 or more; 0 where there is none.
using number = std::uint64_t;

/// Of a file, under which its bytes are kept; never given twice.
using file_id = std::uint32_t;

}  // namespace kintone::rest
