#include "core/base/utf8.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "tests/native/support.h"

namespace kintone {
namespace {

using namespace std::string_literals;
using tests::every_byte;
using tests::exactly;

std::string encoded(std::uint32_t point) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0U | point >> 6U), byte(0x80U | (point & 0x3FU))};
  if (point < 0x10000) {
    return {byte(0xE0U | point >> 12U), byte(0x80U | (point >> 6U & 0x3FU)), byte(0x80U | (point & 0x3FU))};
  }
  return {byte(0xF0U | point >> 18U), byte(0x80U | (point >> 12U & 0x3FU)),
          byte(0x80U | (point >> 6U & 0x3FU)), byte(0x80U | (point & 0x3FU))};
}

/// By arithmetic instead of by ranges of bytes: what the bytes stand for must be what they would be written
/// as.
std::size_t reference_length(std::string_view text) {
  const auto at = [text](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  for (const std::size_t length : {1U, 2U, 3U, 4U}) {
    if (text.size() < length) return 0;
    std::uint32_t point = length == 1 ? at(0) : at(0) & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) point = point << 6U | (at(i) & 0x3FU);
    const bool is_character = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    if (is_character && text.substr(0, length) == encoded(point)) return length;
  }
  return 0;
}

TEST(utf8, accepts_every_character) {
  for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
    const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
    const std::string bytes = encoded(point);
    ASSERT_EQ(utf8::sequence_length(bytes), is_surrogate ? 0 : bytes.size()) << point;
  }
}

TEST(utf8, agrees_with_arithmetic_on_up_to_three_bytes) {
  for (const std::string& first : every_byte()) {
    ASSERT_EQ(utf8::sequence_length(exactly(first)), reference_length(first));
    if (static_cast<unsigned char>(first[0]) < 0xBF) continue;
    for (const std::string& second : every_byte()) {
      const std::string two = first + second;
      ASSERT_EQ(utf8::sequence_length(exactly(two)), reference_length(two));
      for (const char third : {'\x00', '\x7f', '\x80', '\xbf', '\xc0', '\xff'}) {
        const std::string three = two + third;
        ASSERT_EQ(utf8::sequence_length(exactly(three)), reference_length(three));
      }
    }
  }
}

TEST(utf8, agrees_with_arithmetic_on_four_bytes) {
  for (const char first : {'\xf0', '\xf1', '\xf3', '\xf4', '\xf5', '\xff'}) {
    for (const std::string& second : every_byte()) {
      for (const char third : {'\x7f', '\x80', '\xbf', '\xc0'}) {
        for (const char fourth : {'\x7f', '\x80', '\xbf', '\xc0'}) {
          const std::string four = first + second + third + fourth;
          ASSERT_EQ(utf8::sequence_length(exactly(four)), reference_length(four));
        }
      }
    }
  }
}

TEST(utf8, a_character_cut_short_is_not_valid) {
  for (const char* character : {"é", "あ", "😀"}) {
    const std::string whole = character;
    EXPECT_TRUE(utf8::is_valid(exactly(whole)));
    for (std::size_t length = 1; length < whole.size(); ++length) {
      EXPECT_FALSE(utf8::is_valid(exactly(whole.substr(0, length)))) << character << " " << length;
    }
  }
  EXPECT_TRUE(utf8::is_valid(exactly("")));
  EXPECT_TRUE(utf8::is_valid(exactly("a\0b"s)));
  EXPECT_FALSE(utf8::is_valid(exactly("ab\x80")));
  EXPECT_FALSE(utf8::is_valid(exactly("\xc0\xaf")));
}

TEST(utf8, latin1_goes_there_and_back_byte_for_byte) {
  std::string all;
  for (const std::string& byte : every_byte()) {
    all += byte;
    EXPECT_EQ(utf8::from_latin1(exactly(byte)), encoded(static_cast<unsigned char>(byte[0])));
  }
  EXPECT_TRUE(utf8::is_valid(utf8::from_latin1(all)));
  EXPECT_EQ(utf8::to_latin1(exactly(utf8::from_latin1(all))), all);
}

TEST(utf8, to_latin1_leaves_what_has_no_byte_as_it_is) {
  EXPECT_EQ(utf8::to_latin1(exactly("aÿ")), "a\xff");
  EXPECT_EQ(utf8::to_latin1(exactly("Āあ😀")), "Āあ😀");
  // A lead byte at the end has nothing to be joined with.
  EXPECT_EQ(utf8::to_latin1(exactly("\xc3")), "\xc3");
}

TEST(utf8, fits_latin1_ends_at_u_00ff) {
  EXPECT_TRUE(utf8::fits_latin1(""));
  EXPECT_TRUE(utf8::fits_latin1("abc\u0080\u00ff"));
  EXPECT_FALSE(utf8::fits_latin1("\u0100"));
  EXPECT_FALSE(utf8::fits_latin1("a\uffff"));
  EXPECT_FALSE(utf8::fits_latin1("😀"));
}

TEST(utf8, a_prefix_is_cut_between_characters) {
  const std::string text = "aéあ😀";  // 1 + 2 + 3 + 4 bytes
  const std::size_t cuts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  for (std::size_t bytes = 0; bytes < std::size(cuts); ++bytes) {
    EXPECT_EQ(utf8::prefix(exactly(text), bytes), text.substr(0, cuts[bytes])) << bytes;
  }
  EXPECT_EQ(utf8::prefix("\x80\x80\x80", 2), "");
}

TEST(utf8, counts_characters) {
  EXPECT_EQ(utf8::count(""), 0U);
  EXPECT_EQ(utf8::count(exactly("aéあ😀")), 4U);
}

}  // namespace
}  // namespace kintone
