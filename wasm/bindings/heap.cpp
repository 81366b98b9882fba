// Bytes in use of the module's memory, counted where they are taken and given back: dlmalloc's own sum,
// mallinfo(), walks the whole heap.
#include <malloc.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include "core/base/memory.h"

namespace {

std::uint64_t bytes = 0;

[[maybe_unused]] const bool is_told = [] {
  kintone::memory::in_use = [] { return bytes; };
  return true;
}();

}  // namespace

void* operator new(std::size_t size) {
  void* taken = std::malloc(size);
  // memory::has_room keeps this out of reach.
  if (taken == nullptr) std::abort();
  bytes += malloc_usable_size(taken);
  return taken;
}
void* operator new[](std::size_t size) { return operator new(size); }

void operator delete(void* given) noexcept {
  if (given == nullptr) return;
  bytes -= malloc_usable_size(given);
  std::free(given);
}
void operator delete[](void* given) noexcept { operator delete(given); }
void operator delete(void* given, std::size_t /*size*/) noexcept { operator delete(given); }
void operator delete[](void* given, std::size_t /*size*/) noexcept { operator delete(given); }
