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
  EXPECT_EQ(query("/k?a=1&a=2"), R"({"a":"2"})");
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
  EXPECT_EQ(query("/k?f=a&f[0]=b"), R"({"f":["b"]})");
}

TEST(rest_parameters, T03_the_token_is_a_string) {
  EXPECT_EQ(token_among(*read_json(R"({"__REQUEST_TOKEN__":"t"})")), "t");
  EXPECT_EQ(token_among(*read_json(R"({"__REQUEST_TOKEN__":1})")), std::nullopt);
  EXPECT_EQ(token_among(*read_json("{}")), std::nullopt);
  EXPECT_EQ(token_among({}), std::nullopt);
}

TEST(rest_parameters, F14_what_is_not_supported_is_refused_by_its_name) {
  const json_value given = *read_json(R"({"app":1,"__REQUEST_TOKEN__":"t","updateKey":1})");
  EXPECT_FALSE(unknown_parameter(given, "", {"app", "updateKey"}));
  const auto refused = unknown_parameter(given, "records[0].", {"app"});
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->kind, error::parameter_not_supported);
  EXPECT_EQ(refused->fact, "records[0].updateKey");
  const json_value longest = *read_json("{\"" + std::string(5000, 'x') + "\":1}");
  EXPECT_EQ(unknown_parameter(longest, "", {})->fact, std::string(100, 'x'));
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

std::string fault_of_id(const char* text) {
  number id = 0;
  const auto wrong = take_id(*read_json(text), "records[1].", "id", id);
  if (!wrong) return std::to_string(id);
  EXPECT_EQ(wrong->kind, error::validation_failed);
  EXPECT_EQ(wrong->fact, "records[1].id");
  return text_of(wrong->why, locale::en);
}

TEST(rest_parameters, a_missing_id_is_told_from_a_wrong_one) {
  EXPECT_EQ(fault_of_id(R"({"id":"7"})"), "7");
  for (const char* missing : {"{}", R"({"id":null})", R"({"id":""})"}) {
    EXPECT_EQ(fault_of_id(missing), "Required field.") << missing;
  }
  EXPECT_EQ(fault_of_id(R"({"id":0})"), "Must be a whole number of 1 or more.");
  EXPECT_EQ(fault_of_id(R"({"id":[]})"), "Must be a whole number of 1 or more.");
}

TEST(rest_parameters, a_revision_may_be_any) {
  number revision = 9;
  for (const char* any : {"{}", R"({"revision":null})", R"({"revision":-1})", R"({"revision":"-1"})"}) {
    EXPECT_FALSE(take_revision(*read_json(any), "", revision)) << any;
    EXPECT_EQ(revision, 0U) << any;
  }
  EXPECT_FALSE(take_revision(*read_json(R"({"revision":"3"})"), "", revision));
  EXPECT_EQ(revision, 3U);
  for (const char* wrong :
       {R"({"revision":0})", R"({"revision":-2})", R"({"revision":"x"})", R"({"revision":1.5})"}) {
    EXPECT_TRUE(take_revision(*read_json(wrong), "", revision)) << wrong;
  }
}

}  // namespace
}  // namespace kintone::rest
