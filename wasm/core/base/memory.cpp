#include "core/base/memory.h"

#include "core/base/limits.h"

namespace kintone::memory {
namespace {

/// Bytes that a byte of JSON can become as a tree: `[],` is the worst.
constexpr std::uint64_t per_byte_of_json = 32;

}  // namespace

std::uint64_t (*in_use)() = nullptr;

bool has_room(std::uint64_t text) {
  const std::uint64_t used = in_use == nullptr ? 0 : in_use();
  return used + text * per_byte_of_json <= process_memory;
}

}  // namespace kintone::memory
