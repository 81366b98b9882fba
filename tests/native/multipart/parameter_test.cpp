#include "core/multipart/parameter.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::multipart {
namespace {

using tests::exactly;

/// `name=value` and `name="value"`, with a `|` between two; then `!` where what follows is broken.
std::string read(std::string_view text) {
  const exactly copy(text);
  std::string_view rest = copy;
  std::string all;
  parameter one;
  parameter_step step = take_parameter(rest, one);
  for (; step == parameter_step::taken; step = take_parameter(rest, one)) {
    const std::string quote = one.is_quoted ? "\"" : "";
    all += std::string(one.name) + "=" + quote + std::string(one.value) + quote + "|";
  }
  return step == parameter_step::broken ? all + "!" : all;
}

TEST(multipart_parameter, are_taken_in_order) {
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read(" \t"), "");
  EXPECT_EQ(read(";a=b"), "a=b|");
  EXPECT_EQ(read(" ; a=b\t;c=\"d\" ; A=e "), "a=b|c=\"d\"|A=e|");
}

TEST(multipart_parameter, between_two_semicolons_there_may_be_nothing) {
  EXPECT_EQ(read(";"), "");
  EXPECT_EQ(read("; ;; a=b; ;"), "a=b|");
}

TEST(multipart_parameter, a_quoted_string_holds_what_would_end_it) {
  EXPECT_EQ(read(";a=\"b;c=d\";e=f"), "a=\"b;c=d\"|e=f|");
  EXPECT_EQ(read(";a=\"\""), "a=\"\"|");
  EXPECT_EQ(read(";a=\"\\\"\""), "a=\"\\\"\"|");
  EXPECT_EQ(read(";a=\"\\\\\";b=c"), "a=\"\\\\\"|b=c|");
  EXPECT_EQ(read(";a=\"\\\\\\\";b=c\""), "a=\"\\\\\\\";b=c\"|");
}

TEST(multipart_parameter, an_unquoted_value_goes_to_the_next_semicolon) {
  EXPECT_EQ(read(";a=;b=c"), "a=|b=c|");
  EXPECT_EQ(read(";a=b=c/d e ;b=c"), "a=b=c/d e|b=c|");
}

TEST(multipart_parameter, that_cannot_be_read_is_broken) {
  for (const char* text : {"a=b", ";a", ";a;b=c", ";=b", ";a =b", ";a= b", ";a=\t\"b\"", ";a b=c", ";(a)=b",
                           ";a=\"", ";a=\"b", ";a=\"\\", ";a=\"b\\\"", ";a=\"b\\"}) {
    EXPECT_EQ(read(text), "!") << text;
  }
  EXPECT_EQ(read(";a=\"b\"c"), "a=\"b\"|!");
  EXPECT_EQ(read(";a=\"b\" c=d"), "a=\"b\"|!");
}

TEST(multipart_parameter, quoted_pairs_are_undone) {
  EXPECT_EQ(without_quoted_pairs(exactly("")), "");
  EXPECT_EQ(without_quoted_pairs(exactly("a\\b\\\\c\\\"")), "ab\\c\"");
  EXPECT_EQ(without_quoted_pairs(exactly("a\\")), "a\\");
}

}  // namespace
}  // namespace kintone::multipart
