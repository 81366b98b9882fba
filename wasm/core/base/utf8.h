// UTF-8 and Latin-1. What crosses from JavaScript is well-formed UTF-8; what an upstream sends may be
// anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kintone::utf8 {

/// The length in bytes of the well-formed sequence at the start of `text`, 0 where there is none (RFC 3629).
[[nodiscard]] std::size_t sequence_length(std::string_view text);

/// What stands for bytes that are not UTF-8: U+FFFD.
inline constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// The bytes at the start of `text`, where no well-formed sequence is, that one U+FFFD replaces: the
/// beginning of one, or one byte (Encoding standard, UTF-8 decoder).
[[nodiscard]] std::size_t broken_length(std::string_view text);

/// `bytes` with U+FFFD in the place of what is not UTF-8.
[[nodiscard]] std::string repaired(std::string_view bytes);

/// Appends a character; not a surrogate.
void append(std::string& text, char32_t character);

[[nodiscard]] bool is_valid(std::string_view bytes);

/// Every byte as the character of the same number.
[[nodiscard]] std::string from_latin1(std::string_view bytes);

/// Every character up to U+00FF as one byte, as JavaScript's binary strings carry bytes; others stay UTF-8.
[[nodiscard]] std::string to_latin1(std::string_view text);

/// True where each character of well-formed `text` fits Latin-1 (at most U+00FF).
[[nodiscard]] bool fits_latin1(std::string_view text);

/// At most `bytes` bytes of well-formed `text`, cut between characters.
[[nodiscard]] std::string_view prefix(std::string_view text, std::size_t bytes);

/// Well-formed `text` with the full-width digits U+FF10 to U+FF19 as ASCII's.
[[nodiscard]] std::string with_narrow_digits(std::string_view text);

/// The number of characters (code points) in well-formed `text`.
[[nodiscard]] std::size_t count(std::string_view text);

/// The UTF-16 code units of a text: what kintone and JavaScript count as characters (D15).
[[nodiscard]] std::uint64_t utf16_length(std::string_view text);

}  // namespace kintone::utf8
