#include "core/base/json.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone {
namespace {

using tests::exactly;

std::string nested(std::size_t depth, char open, char close) {
  return std::string(depth, open) + std::string(depth, close);
}

TEST(json, reads_64_levels_and_not_65) {
  for (const std::size_t depth : {63U, 64U})
    EXPECT_TRUE(parse_json(exactly(nested(depth, '[', ']')))) << depth;
  EXPECT_FALSE(parse_json(exactly(nested(65, '[', ']'))));
  std::string objects = "1";
  for (int i = 0; i < 64; ++i) objects = "{\"a\":" + objects + "}";
  EXPECT_TRUE(parse_json(objects));
  EXPECT_FALSE(parse_json("{\"a\":" + objects + "}"));
  EXPECT_FALSE(parse_json(std::string(1'000'000, '[')));
}

TEST(json, brackets_in_strings_do_not_nest) {
  const std::string brackets = nested(100, '[', '{');
  EXPECT_EQ(string_of(*parse_json("\"" + brackets + "\"")), brackets);
  EXPECT_EQ(string_of(*parse_json(R"("\\\"[[")")), "\\\"[[");
  // The quote is escaped, so the brackets behind it are still within the string.
  EXPECT_TRUE(parse_json("\"\\\"" + brackets + "\""));
  // Levels that are closed again count no longer.
  std::string siblings = "[0";
  for (int i = 0; i < 100; ++i) siblings += ",[]";
  EXPECT_TRUE(parse_json(siblings + "]"));
}

TEST(json, what_is_no_json_is_nothing) {
  for (const char* wrong : {"",      " ",   "{",   "[",    "[1,]",        "{\"a\"}",  "{a:1}",    "nul",
                            "nulll", "'a'", "\"",  "\"\\", "\"\\ud800\"", "\"\x80\"", "\"\xc3\"", "01",
                            "+1",    "-",   "NaN", "[1]]", "1 2",         "\x01",     "\"\n\""}) {
    EXPECT_FALSE(parse_json(exactly(wrong))) << wrong;
  }
}

TEST(json, reads_each_type) {
  EXPECT_TRUE(parse_json(exactly("null"))->is_null());
  EXPECT_EQ(json_text(*parse_json(
                exactly(R"( { "b" : [ 1, -2, 2.5, true, false, null ], "a" : "あ\u3042\ud83d\ude00" } )"))),
            R"({"b":[1,-2,2.5,true,false,null],"a":"ああ😀"})");
}

TEST(json, members_keep_their_order) {
  EXPECT_EQ(json_text(*parse_json(R"({"z":1,"a":2,"m":3})")), R"({"z":1,"a":2,"m":3})");
}

TEST(json, broken_utf8_is_written_as_u_fffd) {
  EXPECT_EQ(json_text("a\x80z"), "\"a\uFFFDz\"");
  EXPECT_EQ(json_text("\xff"), "\"\uFFFD\"");
  EXPECT_EQ(json_text("\xe3\x81"), "\"\uFFFD\"");
  EXPECT_EQ(json_text({{"\xc3", 1}}), "{\"\uFFFD\":1}");
}

TEST(json, what_is_not_there_is_null) {
  const json object = *parse_json(R"({"a":"x","list":[1,"y"]})");
  EXPECT_EQ(string_of(member(object, "a")), "x");
  EXPECT_TRUE(member(object, "b").is_null());
  EXPECT_TRUE(member(object, "").is_null());
  EXPECT_TRUE(member(member(object, "a"), "a").is_null());
  EXPECT_TRUE(member(member(object, "list"), "0").is_null());
  EXPECT_EQ(string_of(element(member(object, "list"), 1)), "y");
  EXPECT_TRUE(element(member(object, "list"), 2).is_null());
  EXPECT_TRUE(element(object, 0).is_null());
  EXPECT_EQ(string_of(element(member(object, "list"), 0)), "");
  EXPECT_EQ(string_of(object), "");
  EXPECT_EQ(string_of(json()), "");
}

}  // namespace
}  // namespace kintone
