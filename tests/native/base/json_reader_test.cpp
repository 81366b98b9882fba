// The reader and the writer against nlohmann's own, which know the same language.
#include <gtest/gtest.h>

#include "core/base/json.h"
#include "tests/native/support.h"

namespace kintone {
namespace {

using tests::exactly;

void expect_like_nlohmann(std::string_view text) {
  const json theirs = json::parse(text, nullptr, /*allow_exceptions=*/false);
  const auto ours = read_json(exactly(text));
  ASSERT_EQ(ours.has_value(), !theirs.is_discarded()) << text;
  if (!ours) return;
  EXPECT_EQ(json_writer().tree(*ours).text(), theirs.dump()) << text;
}

TEST(json_reader, reads_and_writes_what_nlohmann_does) {
  for (const char* text : {"null",
                           "true",
                           "false",
                           "0",
                           "-1",
                           "18446744073709551615",
                           "-9223372036854775808",
                           R"("")",
                           R"("a\"\\\/\b\f\n\r\tz")",
                           "\"\\u0000\\u001f\\u007f\\u0080\\u07ff\\u0800\\uffff\"",
                           "\"\\ud83d\\ude00\\uDBFF\\uDFFF\"",
                           "\"あ😀\x7f\"",
                           "[]",
                           "{}",
                           " [ ] ",
                           "\t{\r\n} ",
                           "[[],{},[{}]]",
                           R"({"a":1,"b":[1,2,{"c":null}],"":true})",
                           R"({"a":1,"b":2,"a":3})",
                           R"({"__proto__":{"x":1}})",
                           "[1,-2,true,false,null,\"x\"]"}) {
    expect_like_nlohmann(text);
  }
}

TEST(json_reader, refuses_what_nlohmann_does) {
  for (const char* text : {"",
                           " ",
                           "{",
                           "}",
                           "[",
                           "]",
                           "[1,]",
                           "[,1]",
                           "[1 2]",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{a:1}",
                           "{\"a\":1,}",
                           "{,}",
                           "{1:2}",
                           "nul",
                           "nulll",
                           "True",
                           "'a'",
                           "\"",
                           "\"\\\"",
                           "\"\\",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"\\u12g4\"",
                           "\"\\ud800\"",
                           "\"\\udc00\"",
                           "\"\\ud800\\n\"",
                           "\"\\ud800\\u0041\"",
                           "\"\\ud83d\\ud83d\"",
                           "\"\x80\"",
                           "\"\xc3\"",
                           "\"\xed\xa0\x80\"",
                           "\"\n\"",
                           "\"\x1f\"",
                           "01",
                           "-01",
                           "+1",
                           "-",
                           ".5",
                           "1.",
                           "1.e2",
                           "1e",
                           "1e+",
                           "0x1",
                           "NaN",
                           "Infinity",
                           "[1]]",
                           "1 2",
                           "\x01",
                           "\xef\xbb\xbfx",
                           "//",
                           "/**/1"}) {
    expect_like_nlohmann(text);
  }
}

TEST(json_reader, refuses_every_text_that_stops_early) {
  const std::string text = R"({"a":[1,-2,true,false,null,{"b":"c\n\u3042\ud83d\ude00"}],"d":""})";
  for (std::size_t length = 0; length < text.size(); ++length) expect_like_nlohmann(text.substr(0, length));
  expect_like_nlohmann(text);
}

TEST(json_reader, takes_every_character_as_nlohmann_does) {
  for (const std::string& byte : tests::every_byte()) {
    expect_like_nlohmann("\"" + byte + "\"");
    expect_like_nlohmann("\"\\" + byte + "\"");
    expect_like_nlohmann("[1" + byte + "]");
    expect_like_nlohmann(byte);
  }
}

TEST(json_reader, an_object_may_have_very_many_members) {
  // One name compared with all before it would take minutes.
  constexpr std::size_t count = 200'000;
  std::string text = "{";
  for (std::size_t i = 0; i < count; ++i) text += "\"" + std::to_string(i) + "\":0,";
  text += R"("7":8})";
  const auto object = read_json(text);
  ASSERT_TRUE(object);
  EXPECT_EQ(members_of(*object).size(), count);
  EXPECT_EQ(integer_of(member(*object, "7")), 8U);
}

TEST(json_reader, a_number_keeps_its_text) {
  for (const char* number : {"1.5", "-0", "-0.0", "1e9", "1E+400", "12.50", "-1.5e-3", "18446744073709551616",
                             "-9223372036854775809"}) {
    const auto read = read_json(exactly(number));
    ASSERT_TRUE(read) << number;
    EXPECT_EQ(number_of(*read), number);
    EXPECT_EQ(json_writer().tree(*read).text(), number);
    EXPECT_EQ(string_of(*read), "");
    EXPECT_FALSE(integer_of(*read));
  }
}

TEST(json_reader, integer_of_is_a_non_negative_whole_number) {
  EXPECT_EQ(integer_of(*read_json("0")), 0U);
  EXPECT_EQ(integer_of(*read_json("18446744073709551615")), 18446744073709551615U);
  for (const char* other : {"-1", "\"1\"", "true", "null", "[1]", "1.0"}) {
    EXPECT_FALSE(integer_of(*read_json(other))) << other;
  }
  EXPECT_TRUE(is_true(*read_json("true")));
  for (const char* other : {"false", "1", "\"true\"", "null", "[true]"}) {
    EXPECT_FALSE(is_true(*read_json(other))) << other;
  }
}

}  // namespace
}  // namespace kintone
