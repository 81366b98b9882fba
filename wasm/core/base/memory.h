// The memory that all shims of a process share: running out of it would end every one of them.
#pragma once

#include <cstdint>

namespace kintone::memory {

/// Bytes in use, told by whoever knows (bindings/heap.cpp); null where memory is the platform's business.
extern std::uint64_t (*in_use)();

/// Whether another `text` bytes of JSON can be read, and what they become be kept (limits.h,
/// `process_memory`).
[[nodiscard]] bool has_room(std::uint64_t text = 0);

}  // namespace kintone::memory
