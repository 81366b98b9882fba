#include "core/rest/parameters.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::rest {
namespace {

using tests::exactly;

std::string query(std::string_view target) {
  return json_writer().tree(query_parameters(exactly(target))).take();
}

TEST(rest_parameters, a_query_is_an_object_of_strings) {
  EXPECT_EQ(query("/k"), "{}");
  EXPECT_EQ(query("/k?"), "{}");
  EXPECT_EQ(query("/k?&&"), "{}");
  EXPECT_EQ(query("/k?id=1&app=2"), R"({"id":"1","app":"2"})");
  EXPECT_EQ(query("/k?a=1"), R"({"a":"1"})");
  EXPECT_EQ(query("/k?a&b=&=c&d=e=f?g"), R"({"a":"","b":"","":"c","d":"e=f?g"})");
}

TEST(rest_parameters, it_is_decoded_once) {
  EXPECT_EQ(query("/k?%61=%E8%A1%A8+b%2Bc%2541"), R"({"a":"表 b+c%41"})");
  EXPECT_EQ(query("/k?a=%&b=%4&c=%zz&d=%ff"), R"({"a":"%","b":"%4","c":"%zz","d":")"
                                              "\xEF\xBF\xBD\"}");
}

TEST(rest_parameters, an_index_makes_a_list) {
  EXPECT_EQ(query("/k?f[0]=a&f[1]=b&g%5B0%5D=c&h[]=d"), R"({"f":["a","b"],"g":["c"],"h":["d"]})");
  EXPECT_EQ(query("/k?f[x]=a&f]=b&f[0=c"), R"({"f[x]":"a","f]":"b","f[0":"c"})");
  EXPECT_EQ(query("/k?f=a&f=b&f=c"), R"({"f":["a","b","c"]})");
  EXPECT_EQ(query("/k?f=a&f[0]=b"), R"({"f":["a","b"]})");
}

TEST(rest_parameters, T03_the_token_is_a_string) {
  EXPECT_EQ(token_among(*read_json(R"({"__REQUEST_TOKEN__":"t"})")), "t");
  EXPECT_EQ(token_among(*read_json(R"({"__REQUEST_TOKEN__":1})")), std::nullopt);
  EXPECT_EQ(token_among(*read_json("{}")), std::nullopt);
  EXPECT_EQ(token_among({}), std::nullopt);
}

TEST(rest_parameters, an_id_is_a_whole_number_or_its_digits) {
  EXPECT_EQ(id_of(*read_json("1")), 1U);
  EXPECT_EQ(id_of(*read_json(R"("12")")), 12U);
  EXPECT_EQ(id_of(*read_json("18446744073709551615")), ~number{0});
  EXPECT_EQ(id_of(*read_json(R"("18446744073709551615")")), ~number{0});
  for (const char* wrong :
       {"0", "-1", "1.5", "1e3", "18446744073709551616", "true", "null", "[1]", "{}", R"("")", R"("0")",
        R"("-1")", R"("1.0")", R"(" 1")", R"("a")", R"("18446744073709551616")"}) {
    EXPECT_EQ(id_of(*read_json(wrong)), std::nullopt) << wrong;
  }
}

/// What was read, or what is wrong with it.
std::string told(const objections& wrong, std::string read) {
  if (wrong.empty()) return read;
  EXPECT_EQ(wrong.front().path, "records[1].id");
  return text_of(wrong.front().why, locale::en, {wrong.front().fact});
}

std::string id_in(const char* text) {
  objections wrong;
  const number id = read_id(*read_json(text), "records[1].id", wrong);
  return told(wrong, std::to_string(id));
}

TEST(rest_parameters, Y03_a_missing_id_is_told_from_a_wrong_one) {
  EXPECT_EQ(id_in(R"("7")"), "7");
  EXPECT_EQ(id_in("18446744073709551615"), "18446744073709551615");
  // No record has it.
  EXPECT_EQ(id_in("18446744073709551616"), "18446744073709551615");
  for (const char* missing : {"null", R"("")"}) EXPECT_EQ(id_in(missing), "Required field.") << missing;
  for (const char* small : {"0", "-1", R"("0")", R"("-7")", "-18446744073709551616"}) {
    EXPECT_EQ(id_in(small), "must be greater than or equal to 1") << small;
  }
  for (const char* wrong : {"[]", "{}", "true", "1.5", "1e3", R"("x")", R"("1.0")", R"(" 1")", R"("-")"}) {
    EXPECT_EQ(id_in(wrong), "Enter an integer value.") << wrong;
  }
}

std::string revision_in(const char* text) {
  objections wrong;
  const auto revision = read_revision(*read_json(text), "records[1].id", wrong);
  return told(wrong, revision ? std::to_string(*revision) : "any");
}

TEST(rest_parameters, Y14_a_revision_may_be_any) {
  for (const char* any : {"null", R"("")", "-1", R"("-1")"}) EXPECT_EQ(revision_in(any), "any") << any;
  EXPECT_EQ(revision_in(R"("3")"), "3");
  EXPECT_EQ(revision_in("0"), "0");
  EXPECT_EQ(revision_in("-2"), "must be greater than or equal to -1");
  for (const char* wrong : {R"("x")", "1.5", "[]"}) {
    EXPECT_EQ(revision_in(wrong), "Enter an integer value.") << wrong;
  }
}

TEST(rest_parameters, Y04_a_boolean_may_be_its_text) {
  objections wrong;
  for (const char* no : {"null", R"("")", "false", R"("false")"}) {
    EXPECT_FALSE(read_flag(*read_json(no), "upsert", wrong)) << no;
  }
  EXPECT_TRUE(read_flag(*read_json("true"), "upsert", wrong));
  EXPECT_TRUE(read_flag(*read_json(R"("true")"), "upsert", wrong));
  EXPECT_TRUE(wrong.empty());
  for (const char* neither : {"1", "[]", R"("yes")"}) (void)read_flag(*read_json(neither), "upsert", wrong);
  EXPECT_EQ(wrong.size(), 3U);
}

}  // namespace
}  // namespace kintone::rest
