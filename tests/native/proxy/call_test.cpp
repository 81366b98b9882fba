// The URL, the method and the callbacks (P01–P03, P13, P14, U01). Headers and data have files of their own.
#include "core/proxy/call.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;
using world::settings;

checked_call checked(const call& c) { return check(c, settings()); }

std::string wrong_arguments(const call& c) { return names_of(checked(c).problems); }

TEST(call, that_is_right_becomes_a_request) {
  const checked_call result = checked(a_call());
  EXPECT_TRUE(result.problems.empty());
  EXPECT_TRUE(result.warnings.empty());
  EXPECT_EQ(result.request.method, http::method::get);
  EXPECT_EQ(result.request.origin(), "https://api.example.com");
  EXPECT_EQ(result.request.url(), "https://api.example.com/v1");
  EXPECT_EQ(result.request.content, body::none);
}

TEST(call, the_port_stays_in_origin_and_url) {
  call c = a_call();
  c.url = {text("http://a.test:8080/x?y#z"), "a.test", "8080"};
  EXPECT_EQ(checked(c).request.origin(), "http://a.test:8080");
  EXPECT_EQ(checked(c).request.url(), "http://a.test:8080/x?y");
}

TEST(call, everything_that_is_wrong_is_named_at_once) {
  call c;
  c.success_callback = number("1");
  c.failure_callback = text("f");
  EXPECT_EQ(wrong_arguments(c), "url method headers successCallback failureCallback");
  c.method = text("POST");
  EXPECT_EQ(wrong_arguments(c), "url headers data successCallback failureCallback");
}

TEST(call, each_argument_that_threw_is_named_with_what_it_threw) {
  call c;
  for (argument* each : {&c.url.text, &c.headers, &c.success_callback, &c.failure_callback})
    *each = threw("Error: no");
  c.method = text("PUT");
  c.data = threw("Error: no");
  const auto problems = checked(c).problems;
  EXPECT_EQ(names_of(problems), "url headers data successCallback failureCallback");
  for (const wrong_argument& each : problems)
    EXPECT_NE(each.message.find("Error: no"), std::string::npos) << each.argument;
  c.method = threw("Error: method");
  EXPECT_EQ(wrong_arguments(c), "url method headers successCallback failureCallback");
}

TEST(call, a_method_is_one_of_four) {
  for (const char* right : {"GET", "POST", "PUT", "DELETE"}) {
    call c = a_call();
    c.method = text(right);
    EXPECT_EQ(wrong_arguments(c), "") << right;
    EXPECT_EQ(http::name_of(checked(c).request.method), right);
  }
  for (const argument& wrong : {text("PATCH"), text("HEAD"), text("get"), text(""), text("GET "),
                                of_type("undefined"), number("1"), of_type("String", "GET")}) {
    call c = a_call();
    c.method = wrong;
    EXPECT_EQ(wrong_arguments(c), "method") << as_given(wrong);
    EXPECT_NE(checked(c).problems[0].message.find("given: " + as_given(wrong)), std::string::npos);
  }
}

TEST(call, an_upload_is_a_post_or_a_put) {
  for (const char* right : {"POST", "PUT"}) {
    call c = an_upload();
    c.method = text(right);
    EXPECT_EQ(wrong_arguments(c), "") << right;
  }
  for (const char* wrong : {"GET", "DELETE", "PATCH", "post"}) {
    call c = an_upload();
    c.method = text(wrong);
    EXPECT_EQ(wrong_arguments(c), "method") << wrong;
  }
}

struct wrong_url {
  argument given;
  const char* host;
  phrase expected;
};

TEST(call, each_fault_of_a_url_has_a_sentence_of_its_own) {
  for (const auto& [given, host, expected] : {
           wrong_url{of_type("undefined"), "", phrase::url_type},
           {of_type("URL"), "", phrase::url_type},
           {text("/k/v1"), "", phrase::url_not_absolute},
           {text("ftp://a/"), "a", phrase::url_scheme},
           {text("http://a/ b"), "a", phrase::url_raw_character},
           {text("http://a\\b"), "a", phrase::url_backslash},
           {text("http://u:p@a/"), "a", phrase::url_credentials},
           {text("http:///"), "", phrase::url_host},
           // The platform's parser refuses it: a port above 65535.
           {text("http://a:65536/"), "", phrase::url_host},
       }) {
    for (const locale language : {locale::en, locale::ja}) {
      request r;
      std::vector<wrong_argument> problems;
      std::vector<warning> warnings;
      take_url({given, host, ""}, language, r, problems, warnings);
      ASSERT_EQ(problems.size(), 1U) << as_given(given);
      EXPECT_EQ(problems[0].argument, "url");
      const std::string place =
          expected == phrase::url_raw_character || expected == phrase::url_backslash ? "9" : "";
      EXPECT_EQ(problems[0].message,
                text_of(expected, language, {as_given(given), given.text == "http://a/ b" ? "10" : place}));
      EXPECT_TRUE(r.host.empty() && r.target.empty());
    }
  }
}

TEST(call, a_url_outside_ascii_is_encoded_with_a_warning) {
  call c = a_call();
  c.url = {text("https://例え.jp/あ"), "xn--r8jz45g.jp", ""};
  const checked_call result = checked(c);
  EXPECT_EQ(result.request.url(), "https://xn--r8jz45g.jp/%E3%81%82");
  EXPECT_EQ(codes_of(result.warnings), "SHIM_WARN_URL_NOT_ASCII");
}

TEST(call, a_callback_is_a_function_undefined_or_null) {
  for (const argument& right : {function(), of_type("undefined"), of_type("null")}) {
    call c = a_call();
    c.success_callback = right;
    EXPECT_EQ(wrong_arguments(c), "") << right.type;
  }
  for (const argument& wrong : {text("f"), number("0"), of_type("boolean", "false"), object(),
                                of_type("Promise"), of_type("array")}) {
    call c = a_call();
    c.failure_callback = wrong;
    EXPECT_EQ(wrong_arguments(c), "failureCallback") << wrong.type;
    std::swap(c.success_callback, c.failure_callback);
    EXPECT_EQ(wrong_arguments(c), "successCallback") << wrong.type;
  }
}

struct settled {
  const char* success;
  const char* failure;
  bool returns_promise;
  bool runs_success_callback;
  bool runs_failure_callback;
};

void expect_settlements(bool promise_when_either, std::initializer_list<settled> table) {
  settings s;
  s.promise_when_either = promise_when_either;
  for (const settled& row : table) {
    call c = a_call();
    c.success_callback = of_type(row.success);
    c.failure_callback = of_type(row.failure);
    const settlement found = settle(c, s);
    EXPECT_EQ(found.returns_promise, row.returns_promise) << row.success << " " << row.failure;
    EXPECT_EQ(found.runs_success_callback, row.runs_success_callback) << row.success << " " << row.failure;
    EXPECT_EQ(found.runs_failure_callback, row.runs_failure_callback) << row.success << " " << row.failure;
  }
}

TEST(call, the_success_callback_alone_decides_how_it_is_settled) {
  expect_settlements(false, {{"undefined", "undefined", true, false, false},
                             {"undefined", "null", true, false, false},
                             {"undefined", "function", true, false, false},
                             {"null", "undefined", true, false, false},
                             {"null", "null", true, false, false},
                             {"null", "function", true, false, false},
                             {"function", "undefined", false, true, false},
                             {"function", "null", false, true, false},
                             {"function", "function", false, true, true},
                             // Refused as arguments, and told by the Promise.
                             {"string", "function", true, false, false},
                             {"function", "string", false, true, false}});
}

TEST(call, with_promise_when_either_a_missing_callback_gives_a_promise_and_the_other_runs) {
  expect_settlements(true, {{"undefined", "undefined", true, false, false},
                            {"undefined", "null", true, false, false},
                            {"undefined", "function", true, false, true},
                            {"null", "undefined", true, false, false},
                            {"null", "null", true, false, false},
                            {"null", "function", true, false, true},
                            {"function", "undefined", true, true, false},
                            {"function", "null", true, true, false},
                            {"function", "function", false, true, true}});
}

TEST(call, a_lone_failure_callback_is_ignored_with_a_warning) {
  call c = a_call();
  c.failure_callback = function();
  EXPECT_EQ(codes_of(checked(c).warnings), "SHIM_WARN_FAILURE_CALLBACK_IGNORED");
  settings s;
  s.promise_when_either = true;
  EXPECT_EQ(codes_of(check(c, s).warnings), "");
  c.success_callback = function();
  EXPECT_EQ(codes_of(checked(c).warnings), "");
}

TEST(call, messages_follow_the_locale) {
  settings s;
  s.language = locale::ja;
  call c = a_call();
  c.method = text("PATCH");
  EXPECT_EQ(check(c, s).problems[0].message, text_of(phrase::method_proxy, locale::ja, {"\"PATCH\""}));
}

}  // namespace
}  // namespace kintone::proxy
