// Bytes in use of the module's memory, counted where they are taken and given back. emmalloc's own word for
// the size of an allocation cannot be asked: it grows where the next one has to be aligned. So each has its
// size in front of it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

#include "core/base/memory.h"

namespace {

/// Of the size, so that what follows it is aligned as malloc aligns.
constexpr std::size_t front = alignof(std::max_align_t);

std::uint64_t bytes = 0;

[[maybe_unused]] const bool is_told = [] {
  kintone::memory::in_use = [] { return bytes; };
  return true;
}();

}  // namespace

void* operator new(std::size_t size) {
  auto* taken = static_cast<char*>(std::malloc(front + size));
  // memory::has_room keeps this out of reach.
  if (taken == nullptr) std::abort();
  std::memcpy(taken, &size, sizeof size);
  bytes += front + size;
  return taken + front;
}
void* operator new[](std::size_t size) { return operator new(size); }

void operator delete(void* given) noexcept {
  if (given == nullptr) return;
  char* taken = static_cast<char*>(given) - front;
  std::size_t size = 0;
  std::memcpy(&size, taken, sizeof size);
  bytes -= front + size;
  std::free(taken);
}
void operator delete[](void* given) noexcept { operator delete(given); }
void operator delete(void* given, std::size_t /*size*/) noexcept { operator delete(given); }
void operator delete[](void* given, std::size_t /*size*/) noexcept { operator delete(given); }
