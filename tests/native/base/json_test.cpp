#include "core/base/json.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone {
namespace {

using tests::exactly;

/// What is read of a text, written.
std::string rewritten(std::string_view text) { return json_writer().tree(*read_json(text)).take(); }

std::string nested(std::size_t depth, char open, char close) {
  return std::string(depth, open) + std::string(depth, close);
}

TEST(json, reads_64_levels_and_not_65) {
  for (const std::size_t depth : {63U, 64U})
    EXPECT_TRUE(read_json(exactly(nested(depth, '[', ']')))) << depth;
  EXPECT_FALSE(read_json(exactly(nested(65, '[', ']'))));
  std::string objects = "1";
  for (int i = 0; i < 64; ++i) objects = "{\"a\":" + objects + "}";
  EXPECT_TRUE(read_json(objects));
  EXPECT_FALSE(read_json("{\"a\":" + objects + "}"));
  EXPECT_FALSE(read_json(std::string(1'000'000, '[')));
}

TEST(json, brackets_in_strings_do_not_nest) {
  const std::string brackets = nested(100, '[', '{');
  EXPECT_EQ(string_of(*read_json("\"" + brackets + "\"")), brackets);
  EXPECT_EQ(string_of(*read_json(R"("\\\"[[")")), "\\\"[[");
  // The quote is escaped, so the brackets behind it are still within the string.
  EXPECT_TRUE(read_json("\"\\\"" + brackets + "\""));
  // Levels that are closed again count no longer.
  std::string siblings = "[0";
  for (int i = 0; i < 100; ++i) siblings += ",[]";
  EXPECT_TRUE(read_json(siblings + "]"));
}

TEST(json, what_is_no_json_is_nothing) {
  for (const char* wrong : {"",      " ",   "{",   "[",    "[1,]",        "{\"a\"}",  "{a:1}",    "nul",
                            "nulll", "'a'", "\"",  "\"\\", "\"\\ud800\"", "\"\x80\"", "\"\xc3\"", "01",
                            "+1",    "-",   "NaN", "[1]]", "1 2",         "\x01",     "\"\n\""}) {
    EXPECT_FALSE(read_json(exactly(wrong))) << wrong;
  }
}

TEST(json, reads_each_type) {
  EXPECT_TRUE(read_json(exactly("null"))->is_null());
  EXPECT_EQ(
      rewritten(exactly(R"( { "b" : [ 1, -2, 2.5, true, false, null ], "a" : "あ\u3042\ud83d\ude00" } )")),
      R"({"b":[1,-2,2.5,true,false,null],"a":"ああ😀"})");
}

TEST(json, members_keep_their_order) {
  EXPECT_EQ(rewritten(R"({"z":1,"a":2,"m":3})"), R"({"z":1,"a":2,"m":3})");
}

TEST(json, broken_utf8_is_written_as_u_fffd) {
  const auto written = [](std::string_view text) { return json_writer().string(exactly(text)).take(); };
  EXPECT_EQ(written("a\x80z"), "\"a\uFFFDz\"");
  EXPECT_EQ(written("\xff"), "\"\uFFFD\"");
  EXPECT_EQ(written("\xe3\x81"), "\"\uFFFD\"");
  EXPECT_EQ(json_writer().open('{').name("\xc3").number(1).close('}').text(), "{\"\uFFFD\":1}");
}

TEST(json, commas_are_written_between_values_alone) {
  json_writer text;
  text.open('[').close(']');
  EXPECT_EQ(text.text(), "[]");
  text = json_writer();
  text.open('{').name("a").open('[').number(1).boolean(true).json("null").string("{").string(":").close(']');
  text.name("b").open('{').close('}').name("c").tree(*read_json(R"([{},[],{"d":[-1.50,"e"]}])")).close('}');
  EXPECT_EQ(text.text(), R"({"a":[1,true,null,"{",":"],"b":{},"c":[{},[],{"d":[-1.50,"e"]}]})");
  text = json_writer(R"({"a":1)");
  EXPECT_EQ(text.name("b").boolean(false).close('}').take(), R"({"a":1,"b":false})");
  // What is taken is gone: the writer begins anew.
  EXPECT_EQ(text.text(), "");
  EXPECT_EQ(text.open('[').number(2).close(']').take(), "[2]");
  EXPECT_EQ(json_writer(",").name("b").number(2).text(), R"(,"b":2)");
}

TEST(json, an_object_gets_its_members_one_by_one) {
  json_value object;
  json_members members(object);
  members["b"] = "1";
  members["a"] = "2";
  members["b"] = std::string(string_of(members["b"])) + "3";
  EXPECT_EQ(json_writer().tree(object).text(), R"({"b":"13","a":"2"})");
}

TEST(json, what_is_not_there_is_null) {
  const json_value object = *read_json(R"({"a":"x","list":[1,"y"]})");
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
  EXPECT_EQ(string_of(json_value()), "");
}

}  // namespace
}  // namespace kintone
