#include "core/base/argument.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone {
namespace {

using tests::of_type;

argument read(std::string_view description) { return read_argument(json_or_null(description)); }

TEST(argument, reads_type_text_and_members) {
  const argument given = read(R"(["object","",[["a",["string","x"]],["b",["number","1"]]]])");
  EXPECT_TRUE(given.is("object"));
  ASSERT_EQ(given.members.size(), 2U);
  EXPECT_EQ(given.members[0].name, "a");
  EXPECT_EQ(given["a"].text, "x");
  EXPECT_EQ(given["b"].text, "1");
  EXPECT_TRUE(given["c"].is("undefined"));
  EXPECT_TRUE(given["c"].is_absent());
}

TEST(argument, the_first_of_two_members_of_one_name_counts) {
  EXPECT_EQ(read(R"(["object","",[["a",["string","1"]],["a",["string","2"]]]])")["a"].text, "1");
}

TEST(argument, what_is_no_description_is_undefined) {
  for (const char* wrong : {"null", "1", "\"string\"", "{}", "true"})
    EXPECT_TRUE(read(wrong).is("undefined")) << wrong;
  EXPECT_TRUE(read("[]").is(""));
  EXPECT_TRUE(read("[1,2,3]").is(""));
  const argument odd = read(R"(["object",5,[1,[],["a"],["b",7]]])");
  EXPECT_EQ(odd.text, "");
  ASSERT_EQ(odd.members.size(), 4U);
  EXPECT_EQ(odd.members[0].name, "");
  EXPECT_TRUE(odd["b"].is("undefined"));
}

TEST(argument, undefined_and_null_are_absent) {
  EXPECT_TRUE(of_type("undefined").is_absent());
  EXPECT_TRUE(of_type("null").is_absent());
  for (const char* type : {"string", "object", "function", ""})
    EXPECT_FALSE(of_type(type).is_absent()) << type;
}

TEST(argument, is_shown_as_a_developer_writes_it) {
  EXPECT_EQ(as_given(of_type("string", "GET ")), "\"GET \"");
  EXPECT_EQ(as_given(of_type("string", "a\"\n")), R"("a\"\n")");
  EXPECT_EQ(as_given(of_type("longString", "2000000")), "string[2000000]");
  EXPECT_EQ(as_given(of_type("number", "-0.5")), "-0.5");
  EXPECT_EQ(as_given(of_type("boolean", "true")), "true");
  EXPECT_EQ(as_given(of_type("bigint", "12")), "12n");
  EXPECT_EQ(as_given(of_type("threw", "Error: no")), "(Error: no)");
  EXPECT_EQ(as_given(of_type("undefined")), "undefined");
  EXPECT_EQ(as_given(of_type("Blob", "3")), "Blob");
}

TEST(argument, a_text_of_80_bytes_is_shown_whole_and_a_longer_one_is_cut) {
  for (const std::size_t length : {79U, 80U}) {
    const std::string whole(length, 'x');
    EXPECT_EQ(as_given(of_type("string", whole)), "\"" + whole + "\"");
  }
  EXPECT_EQ(as_given(of_type("string", std::string(81, 'x'))), "\"" + std::string(80, 'x') + "…\"");
  // 26 characters of three bytes are 78 bytes; the 27th does not fit.
  std::string japanese;
  for (int i = 0; i < 30; ++i) japanese += "あ";
  EXPECT_EQ(as_given(of_type("string", japanese)), "\"" + japanese.substr(0, 78) + "…\"");
  EXPECT_EQ(as_given(of_type("threw", std::string(81, 'e'))), "(" + std::string(80, 'e') + "…)");
}

TEST(argument, is_a_json_value_as_far_as_json_has_one) {
  const auto value = [](const char* description) {
    return json_writer().tree(value_of(read(description))).take();
  };
  EXPECT_EQ(value(R"(["object","",[["a",["string","b"]],["c",["array","",[["0",["number","1"]]]]]]])"),
            R"({"a":"b","c":[1]})");
  EXPECT_EQ(value(R"(["array","",[["0",["null"]],["1",["undefined"]],["2",["boolean","true"]]]])"),
            "[null,null,true]");
  EXPECT_EQ(value(R"(["object"])"), "{}");
  for (const char* other : {R"(["function"])", R"(["bigint","1"])", R"(["number","NaN"])", R"(["Map"])",
                            R"(["longString","9"])", R"(["threw","no"])", R"(["boolean","false"])"}) {
    EXPECT_EQ(value(other), "false") << other;
  }
}

}  // namespace
}  // namespace kintone
