// Looks at four blocks at a time for a CR with the delimiter's last byte at its distance: two comparisons,
// which random bytes pass once in 65,536. Where one does, LF and the boundary's first byte have to be at
// their places too: files full of `CR last` or of line ends stay in the fast loop, and what passes all four
// is compared whole.
#include "core/multipart/delimiter_search.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include "core/multipart/block.h"

namespace kintone::multipart {
namespace {

KINTONE_INLINE std::uint32_t word_at(const char* text) {
  std::uint32_t word = 0;
  std::memcpy(&word, text, sizeof word);
  return word;
}

/// Whether the whole `delimiter` is at `text`. By words: memcmp in Wasm goes byte by byte.
KINTONE_INLINE bool is_at(const char* text, std::string_view delimiter) {
  constexpr std::size_t word = sizeof(std::uint32_t);
  for (std::size_t i = 0; i + word <= delimiter.size(); i += word) {
    if (word_at(text + i) != word_at(delimiter.data() + i)) return false;
  }
  const std::size_t last = delimiter.size() - word;
  return word_at(text + last) == word_at(delimiter.data() + last);
}

/// The four bytes of a delimiter that are looked for, each in every byte of a block.
struct needles {
  KINTONE_INLINE explicit needles(std::string_view delimiter)
      : first(block::of(delimiter[4])), last(block::of(delimiter.back())), to_last(delimiter.size() - 1) {}

  /// Where CR and the last byte are at their places.
  KINTONE_INLINE block near(const char* at) const {
    return block::at(at).equals(cr) & block::at(at + to_last).equals(last);
  }
  /// Of those, where LF and the boundary's first byte are too.
  KINTONE_INLINE std::uint64_t nearer(const char* at, block near) const {
    return (near & block::at(at + 1).equals(lf) & block::at(at + 4).equals(first)).bits();
  }

  block cr = block::of('\r');
  block lf = block::of('\n');
  block first;
  block last;
  std::size_t to_last;
};

/// The fast part: the offset of the delimiter in `text`, or one before which none begins.
KINTONE_INLINE std::size_t skip(std::string_view text, std::string_view delimiter) {
  constexpr std::size_t size = block::size;
  const needles needle(delimiter);
  std::size_t offset = 0;
  for (; offset + 4 * size + needle.to_last <= text.size(); offset += 4 * size) {
    const char* at = text.data() + offset;
    const block a = needle.near(at);
    const block b = needle.near(at + size);
    const block c = needle.near(at + 2 * size);
    const block d = needle.near(at + 3 * size);
    if (!((a | b) | (c | d)).any()) continue;
    std::uint64_t candidates = needle.nearer(at, a) | needle.nearer(at + size, b) << size |
                               needle.nearer(at + 2 * size, c) << 2 * size |
                               needle.nearer(at + 3 * size, d) << 3 * size;
    for (; candidates != 0; candidates &= candidates - 1) {
      const auto candidate = static_cast<std::size_t>(std::countr_zero(candidates));
      if (is_at(at + candidate, delimiter)) return offset + candidate;
    }
  }
  return offset;
}

}  // namespace

std::size_t find_delimiter(std::string_view text, std::string_view delimiter) {
  for (std::size_t i = skip(text, delimiter); i < text.size(); ++i) {
    if (text[i] == '\r' && delimiter.starts_with(text.substr(i, delimiter.size()))) return i;
  }
  return text.size();
}

}  // namespace kintone::multipart
