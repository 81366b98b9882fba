#include "core/base/ascii.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone {
namespace {

using namespace std::string_literals;
using tests::every_byte;
using tests::exactly;

TEST(ascii, a_token_character_is_one_of_rfc_9110) {
  const std::string tchars = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (const std::string& byte : every_byte()) {
    EXPECT_EQ(ascii::is_token_char(byte[0]), tchars.find(byte) != std::string::npos)
        << static_cast<int>(byte[0]);
  }
}

TEST(ascii, a_token_has_at_least_one_character) {
  EXPECT_FALSE(ascii::is_token(exactly("")));
  EXPECT_TRUE(ascii::is_token(exactly("a")));
  EXPECT_TRUE(ascii::is_token(exactly("X-Cybozu-Error")));
  for (const char* wrong : {" a", "a ", "a b", "a:", "ä", "a\t", "(a)"})
    EXPECT_FALSE(ascii::is_token(exactly(wrong))) << wrong;
  EXPECT_FALSE(ascii::is_token(exactly("a\0"s)));
}

TEST(ascii, classes_cover_each_byte_once) {
  for (const std::string& byte : every_byte()) {
    const char c = byte[0];
    const int code = static_cast<unsigned char>(c);
    EXPECT_EQ(ascii::is_control(c), code < 0x20 || code == 0x7f) << code;
    EXPECT_EQ(ascii::is_high(c), code > 0x7f) << code;
    EXPECT_EQ(ascii::is_digit(c), code >= 0x30 && code <= 0x39) << code;
    EXPECT_EQ(ascii::is_alpha(c), (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) << code;
  }
}

TEST(ascii, lower_changes_the_26_capitals_alone) {
  for (const std::string& byte : every_byte()) {
    const char c = byte[0];
    const char expected = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    EXPECT_EQ(ascii::lower(c), expected);
  }
  EXPECT_EQ(ascii::to_lower(exactly("Content-TYPE Ä [Z]")), "content-type Ä [z]");
  EXPECT_EQ(ascii::to_lower(""), "");
}

TEST(ascii, a_hex_digit_has_a_value) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const std::string& byte : tests::every_byte()) {
    const std::size_t place = digits.find(ascii::lower(byte[0]));
    EXPECT_EQ(ascii::hex_value(byte[0]), place == std::string_view::npos ? -1 : static_cast<int>(place))
        << byte;
  }
}

TEST(ascii, compares_without_case) {
  EXPECT_TRUE(ascii::equals_ignoring_case(exactly("Content-Length"), exactly("CONTENT-length")));
  EXPECT_TRUE(ascii::equals_ignoring_case(exactly(""), exactly("")));
  EXPECT_FALSE(ascii::equals_ignoring_case(exactly("a"), exactly("ab")));
  EXPECT_FALSE(ascii::equals_ignoring_case(exactly("ab"), exactly("a")));
  // Beside the letters, the characters 32 apart differ.
  EXPECT_FALSE(ascii::equals_ignoring_case("@", "`"));
  EXPECT_FALSE(ascii::equals_ignoring_case("[", "{"));
}

TEST(ascii, trims_blanks_and_tabs_at_both_ends) {
  EXPECT_EQ(ascii::trim(exactly(" \t a b\t ")), "a b");
  EXPECT_EQ(ascii::trim(exactly(" \t ")), "");
  EXPECT_EQ(ascii::trim(exactly("")), "");
  EXPECT_EQ(ascii::trim(exactly("\r\na")), "\r\na");
}

}  // namespace
}  // namespace kintone
