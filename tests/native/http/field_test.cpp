#include "core/http/field.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::http {
namespace {

using tests::every_byte;
using tests::exactly;

const fields lines = {
    {"Set-Cookie", "a=1"}, {"content-type", "text/plain"}, {"SET-COOKIE", "b=2"}, {"X", ""}};

TEST(field, is_found_whatever_its_case) {
  ASSERT_NE(find_line(lines, "Content-Type"), nullptr);
  EXPECT_EQ(find_line(lines, "Content-Type")->name, "content-type");
  EXPECT_EQ(*find(lines, "CONTENT-TYPE"), "text/plain");
  EXPECT_EQ(*find(lines, "set-cookie"), "a=1");
  EXPECT_EQ(*find(lines, "x"), "");
}

TEST(field, tells_where_its_value_is_wrong) {
  EXPECT_EQ(wrong_character("a\n"), 2U);
  EXPECT_EQ(wrong_character("\xC3\xA9\tb\r"), 4U);
  EXPECT_EQ(wrong_character("\xE3\x81\x82"), 1U);
}

TEST(field, that_is_not_there_is_null) {
  EXPECT_EQ(find_line(lines, "Content-Typ"), nullptr);
  EXPECT_EQ(find(lines, ""), nullptr);
  EXPECT_EQ(find({}, "x"), nullptr);
}

TEST(field, repetitions_are_counted) {
  EXPECT_EQ(count(lines, "set-cookie"), 2U);
  EXPECT_EQ(count(lines, "Content-type"), 1U);
  EXPECT_EQ(count(lines, "y"), 0U);
}

TEST(field, a_name_is_a_token) {
  for (const char* right : {"X", "content-type", "__proto__", "X-Cybozu-Error", "!#$%&'*+-.^_`|~1"}) {
    EXPECT_TRUE(is_field_name(exactly(right))) << right;
  }
  for (const char* wrong : {"", " ", "X:", "X Y", "X\r\nY", "é", "(x)", "a/b", "\"x\"", "a\x7f"}) {
    EXPECT_FALSE(is_field_name(exactly(wrong))) << wrong;
  }
}

TEST(field, a_value_has_no_control_character_but_the_tab) {
  for (const std::string& byte : every_byte()) {
    const int code = static_cast<unsigned char>(byte[0]);
    const bool is_allowed = code == '\t' || (code >= 0x20 && code != 0x7f);
    EXPECT_EQ(is_field_value(exactly(byte)), is_allowed) << code;
    EXPECT_EQ(is_field_value(exactly("a" + byte + "b")), is_allowed) << code;
  }
  EXPECT_TRUE(is_field_value(exactly("")));
  EXPECT_FALSE(is_field_value(exactly("a\r\nX-Forged: 1")));
}

TEST(field, what_the_proxy_sets_itself_is_forbidden_in_any_case) {
  for (const char* name : {"Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade",
                           "Expect", "TE", "Trailer", "Proxy-Connection"}) {
    EXPECT_TRUE(is_forbidden_request_field(exactly(name))) << name;
    EXPECT_TRUE(is_forbidden_request_field(ascii::to_lower(name))) << name;
    std::string upper = name;
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    EXPECT_TRUE(is_forbidden_request_field(upper)) << name;
  }
}

TEST(field, what_the_caller_may_set_is_not) {
  for (const char* name : {"", "Host", "Cookie", "Origin", "User-Agent", "Content-Type", "Content-Lengt",
                           "Content-Length2", "TES", "T", "Authorization", "Accept-Encoding"}) {
    EXPECT_FALSE(is_forbidden_request_field(exactly(name))) << name;
  }
}

TEST(field, a_line_is_measured_as_delivered) {
  EXPECT_EQ(line_length({"X", ""}), 3U);
  EXPECT_EQ(line_length({"Content-Type", "text/plain"}), std::string("Content-Type: text/plain").size());
  EXPECT_EQ(line_length({"X", "é"}), 5U);
}

}  // namespace
}  // namespace kintone::http
