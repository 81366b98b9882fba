// The headers of a call (P09–P12).
#include <gtest/gtest.h>

#include "core/proxy/call.h"
#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;
using world::settings;

checked_call with_headers(argument headers) {
  call c = a_call();
  c.headers = std::move(headers);
  return check(c, settings());
}

checked_call with_header(const std::string& name, argument value) {
  return with_headers(object({{name, std::move(value)}}));
}

/// `Name: value`, a line each.
std::string lines_of(const checked_call& c) {
  std::string lines;
  for (const http::field& line : c.request.fields) lines += line.name + ": " + line.value + "\n";
  return lines;
}

constexpr const char* defaults = "Accept: */*\nAccept-Encoding: gzip, deflate, br\nUser-Agent: kintone-shim/";

TEST(call_headers, without_any_three_fields_are_sent) {
  const std::string lines = lines_of(with_headers(object()));
  EXPECT_EQ(lines.rfind(defaults, 0), 0U) << lines;
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 3);
}

TEST(call_headers, the_callers_come_first_in_order_and_case) {
  const std::string lines = lines_of(with_headers(
      object({{"X-B", text("1, 2")}, {"x-a", text(" é ")}, {"Host", text("h")}, {"__proto__", text("p")}})));
  EXPECT_EQ(lines.rfind(std::string("X-B: 1, 2\nx-a:  é \nHost: h\n__proto__: p\n") + defaults, 0), 0U)
      << lines;
}

TEST(call_headers, one_that_is_given_takes_the_defaults_place_in_any_case) {
  const std::string lines = lines_of(with_headers(object({{"accept", text("text/csv")},
                                                          {"ACCEPT-ENCODING", text("")},
                                                          {"user-Agent", text("me")},
                                                          {"Cookie", text("a=b")}})));
  EXPECT_EQ(lines, "accept: text/csv\nACCEPT-ENCODING: \nuser-Agent: me\nCookie: a=b\n");
}

TEST(call_headers, are_a_plain_object) {
  for (const argument& wrong :
       {of_type("undefined"), of_type("null"), text(""), number("1"), of_type("array"), of_type("Headers"),
        of_type("Map"), function(), of_type("Foo")}) {
    const checked_call result = with_headers(wrong);
    EXPECT_EQ(names_of(result.problems), "headers") << wrong.type;
    EXPECT_NE(result.problems[0].message.find("given: " + as_given(wrong)), std::string::npos);
  }
}

TEST(call_headers, strings_finite_numbers_and_booleans_are_sent_as_text) {
  EXPECT_EQ(lines_of(with_header("A", number("-1.5"))).rfind("A: -1.5\n", 0), 0U);
  EXPECT_EQ(lines_of(with_header("A", of_type("boolean", "false"))).rfind("A: false\n", 0), 0U);
  EXPECT_EQ(lines_of(with_header("A", text(""))).rfind("A: \n", 0), 0U);
}

TEST(call_headers, any_other_value_is_refused_by_its_name) {
  for (const argument& wrong :
       {of_type("null"), number("NaN"), number("Infinity"), number("-Infinity"), of_type("bigint", "1"),
        of_type("symbol", "Symbol()"), object(), of_type("array"), function(), of_type("Date")}) {
    const checked_call result = with_header("X-A", wrong);
    EXPECT_EQ(names_of(result.problems), "headers.X-A") << as_given(wrong);
    EXPECT_EQ(result.problems[0].kind, error::invalid_argument);
  }
  EXPECT_EQ(names_of(with_header("X-A", threw("Error: no")).problems), "headers.X-A");
}

TEST(call_headers, an_undefined_one_is_dropped_with_a_warning) {
  const checked_call result = with_headers(object({{"A", of_type("undefined")}, {"B", text("b")}}));
  EXPECT_TRUE(result.problems.empty());
  EXPECT_EQ(codes_of(result.warnings), "SHIM_WARN_HEADER_DROPPED");
  EXPECT_EQ(lines_of(result).rfind("B: b\n", 0), 0U);
}

TEST(call_headers, a_name_is_a_token) {
  for (const char* wrong : {"", "a b", "a:", "é", "a\r\nb", "(a)"}) {
    EXPECT_EQ(with_header(wrong, text("x")).problems.size(), 1U) << wrong;
    // Even where its value would be dropped.
    EXPECT_EQ(with_header(wrong, of_type("undefined")).problems.size(), 1U) << wrong;
  }
}

TEST(call_headers, a_value_has_no_control_character_but_the_tab) {
  for (const char* wrong : {"a\r\nb", "a\n", "\r", "\x01", "\x7f"}) {
    EXPECT_EQ(names_of(with_header("A", text(wrong)).problems), "headers.A") << wrong;
  }
  EXPECT_EQ(names_of(with_header("A", text(std::string(1, '\0'))).problems), "headers.A");
  EXPECT_TRUE(with_header("A", text("a\tb")).problems.empty());
}

TEST(call_headers, a_value_ends_at_u_00ff) {
  EXPECT_TRUE(with_header("A", text("\u007e\u0080\u00ff")).problems.empty());
  for (const char* wrong : {"\u0100", "あ", "😀"}) {
    EXPECT_EQ(names_of(with_header("A", text(wrong)).problems), "headers.A") << wrong;
  }
}

TEST(call_headers, two_names_that_differ_in_case_are_refused) {
  const checked_call result = with_headers(object({{"X-A", text("1")}, {"x-a", text("1")}}));
  EXPECT_EQ(names_of(result.problems), "headers.x-a");
  EXPECT_NE(result.problems[0].message.find("X-A"), std::string::npos);
}

TEST(call_headers, what_the_proxy_sets_itself_is_forbidden_with_any_method) {
  for (const char* method : {"GET", "POST", "PUT", "DELETE"}) {
    for (const char* name : {"Content-Length", "transfer-encoding", "CONNECTION", "Keep-Alive", "Upgrade",
                             "Expect", "te", "Trailer", "Proxy-Connection"}) {
      call c = a_call();
      c.method = text(method);
      c.headers = object({{name, text("1")}});
      const checked_call result = check(c, settings());
      ASSERT_EQ(names_of(result.problems), std::string("headers.") + name) << method;
      EXPECT_EQ(result.problems[0].kind, error::forbidden_request_header);
    }
  }
}

TEST(call_headers, of_an_upload_obey_the_same_rules) {
  call c = an_upload();
  c.headers = object({{"Content-Length", text("3")}, {"é", text("x")}, {"Content-Type", text("image/png")}});
  EXPECT_EQ(names_of(check(c, settings()).problems), "headers.Content-Length headers.é");
}

TEST(call_headers, nothing_else_is_invented) {
  for (const call& c : {a_post(text("x")), an_upload()}) {
    for (const http::field& line : check(c, settings()).request.fields) {
      EXPECT_TRUE(line.name == "Accept" || line.name == "Accept-Encoding" || line.name == "User-Agent")
          << line.name;
    }
  }
}

}  // namespace
}  // namespace kintone::proxy
