#include "core/http/method.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::http {
namespace {

using namespace std::string_literals;
using tests::exactly;

TEST(method, four_methods_are_known_by_their_exact_names) {
  EXPECT_EQ(parse_method(exactly("GET")), method::get);
  EXPECT_EQ(parse_method(exactly("POST")), method::post);
  EXPECT_EQ(parse_method(exactly("PUT")), method::put);
  EXPECT_EQ(parse_method(exactly("DELETE")), method::del);
}

TEST(method, any_other_name_is_none) {
  for (const std::string& wrong : {""s, "get"s, "Get"s, "GET "s, " GET"s, "GE"s, "GETS"s, "PATCH"s, "HEAD"s,
                                   "OPTIONS"s, "DEL"s, "ＧＥＴ"s, "GET\0"s}) {
    EXPECT_FALSE(parse_method(exactly(wrong))) << wrong;
  }
}

TEST(method, a_name_goes_there_and_back) {
  for (const method m : {method::get, method::post, method::put, method::del})
    EXPECT_EQ(parse_method(name_of(m)), m);
}

TEST(method, post_and_put_take_a_body) {
  EXPECT_TRUE(takes_body(method::post));
  EXPECT_TRUE(takes_body(method::put));
  EXPECT_FALSE(takes_body(method::get));
  EXPECT_FALSE(takes_body(method::del));
}

}  // namespace
}  // namespace kintone::http
