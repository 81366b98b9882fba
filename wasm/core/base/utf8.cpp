#include "core/base/utf8.h"

#include "core/base/ascii.h"

namespace kintone::utf8 {
namespace {

constexpr unsigned byte_at(std::string_view text, std::size_t index) {
  return static_cast<unsigned char>(text[index]);
}

constexpr bool is_continuation(unsigned byte) { return (byte & 0xC0U) == 0x80U; }

/// The span that the second byte of a three or four byte sequence may lie in (RFC 3629, section 4).
constexpr bool second_byte_fits(unsigned first, unsigned second) {
  switch (first) {
    case 0xE0:
      return second >= 0xA0 && second <= 0xBF;
    case 0xED:
      return second >= 0x80 && second <= 0x9F;
    case 0xF0:
      return second >= 0x90 && second <= 0xBF;
    case 0xF4:
      return second >= 0x80 && second <= 0x8F;
    default:
      return is_continuation(second);
  }
}

/// The length of the sequence that `first` begins; 0 where it begins none.
constexpr std::size_t announced_length(unsigned first) {
  if (first < 0x80) return 1;
  return first >= 0xC2 && first <= 0xDF   ? 2U
         : first >= 0xE0 && first <= 0xEF ? 3U
         : first >= 0xF0 && first <= 0xF4 ? 4U
                                          : 0U;
}

/// How much of a sequence of `length` bytes is there and fits.
std::size_t begun_length(std::string_view text, std::size_t length) {
  std::size_t begun = 1;
  if (begun < length && begun < text.size() && second_byte_fits(byte_at(text, 0), byte_at(text, 1))) {
    ++begun;
    while (begun < length && begun < text.size() && is_continuation(byte_at(text, begun))) ++begun;
  }
  return begun;
}

}  // namespace

std::size_t sequence_length(std::string_view text) {
  if (text.empty()) return 0;
  const std::size_t length = announced_length(byte_at(text, 0));
  return length > 0 && begun_length(text, length) == length ? length : 0;
}

std::size_t broken_length(std::string_view text) {
  if (text.empty()) return 0;
  const std::size_t length = announced_length(byte_at(text, 0));
  return length == 0 ? 1 : begun_length(text, length);
}

std::string repaired(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    text += length > 0 ? bytes.substr(0, length) : replacement;
    bytes.remove_prefix(length > 0 ? length : broken_length(bytes));
  }
  return text;
}

void append(std::string& text, char32_t character) {
  const auto put = [&text](char32_t byte) {
    text.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
  };
  const auto put_continuation = [&](unsigned shift) { put(0x80U | ((character >> shift) & 0x3FU)); };
  if (character < 0x80) {
    put(character);
  } else if (character < 0x800) {
    put(0xC0U | (character >> 6U));
    put_continuation(0);
  } else if (character < 0x10000) {
    put(0xE0U | (character >> 12U));
    put_continuation(6);
    put_continuation(0);
  } else {
    put(0xF0U | (character >> 18U));
    put_continuation(12);
    put_continuation(6);
    put_continuation(0);
  }
}

bool is_valid(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

std::string from_latin1(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (const char c : bytes) append(text, static_cast<unsigned char>(c));
  return text;
}

std::string to_latin1(std::string_view text) {
  if (none_of(text, [](char c) { return ascii::is_high(c); })) return std::string(text);
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned first = byte_at(text, i);
    // U+0080 to U+00FF begin with C2 or C3 and have two bytes.
    if ((first == 0xC2 || first == 0xC3) && i + 1 < text.size()) {
      bytes.push_back(static_cast<char>(((first & 0x03U) << 6U) | (byte_at(text, i + 1) & 0x3FU)));
      ++i;
    } else {
      bytes.push_back(text[i]);
    }
  }
  return bytes;
}

bool fits_latin1(std::string_view text) {
  return none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xC4; });
}

std::string_view prefix(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && is_continuation(byte_at(text, bytes))) --bytes;
  return text.substr(0, bytes);
}

std::string with_narrow_digits(std::string_view text) {
  // The first two of the three bytes of each.
  constexpr std::string_view wide = "\xEF\xBC";
  std::string narrow;
  while (!text.empty()) {
    const int digit =
        text.starts_with(wide) && text.size() > 2 ? static_cast<unsigned char>(text[2]) - 0x90 : -1;
    const bool is_digit = digit >= 0 && digit <= 9;
    narrow.push_back(is_digit ? static_cast<char>('0' + digit) : text.front());
    text.remove_prefix(is_digit ? 3 : 1);
  }
  return narrow;
}

std::size_t count(std::string_view text) {
  return static_cast<std::size_t>(
      count_if(text, [](char c) { return !is_continuation(static_cast<unsigned char>(c)); }));
}

std::uint64_t utf16_length(std::string_view text) {
  std::uint64_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

}  // namespace kintone::utf8
