#include "core/proxy/redirect.h"

#include <gtest/gtest.h>

#include "core/proxy/exchange.h"
#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;
class redirect : public exchange_fixture {
 protected:
  redirect() { options_.follow_redirects = true; }

  static location to(const std::string& url, const std::string& host = "api.example.com",
                     const std::string& port = "") {
    return {text(url), host, port};
  }
};

std::string field_names(const request& r) {
  std::string names;
  for (const http::field& line : r.fields) names += line.name + " ";
  return names;
}

TEST_F(redirect, is_an_answer_unless_the_option_says_so) {
  options_.follow_redirects = false;
  exchange x = sent();
  EXPECT_EQ(x.head(302, {{"Location", "/b"}}), next::body);
}

TEST_F(redirect, is_a_3xx_with_a_location) {
  for (const int status : {301, 302, 303, 307, 308}) {
    exchange x = sent();
    EXPECT_EQ(x.head(status, {{"LOCATION", "/b"}}), next::redirect) << status;
    EXPECT_EQ(x.redirect_location(), "/b");
  }
  for (const int status : {300, 304, 305, 306, 309, 200, 404})
    EXPECT_EQ(sent().head(status, {{"Location", "/b"}}), next::body) << status;
  EXPECT_EQ(sent().head(302, {}), next::body);
}

TEST_F(redirect, is_followed_five_times_and_no_sixth_time) {
  exchange x = sent();
  for (int i = 1; i <= 5; ++i) {
    EXPECT_EQ(x.head(302, {{"Location", "/"}}), next::redirect);
    EXPECT_EQ(x.hop(to("https://api.example.com/" + std::to_string(i))), next::send) << i;
    EXPECT_EQ(x.progress(true), 30'000U) << "each hop has the whole time";
  }
  EXPECT_EQ(x.outgoing().url(), "https://api.example.com/5");
  EXPECT_EQ(x.head(302, {{"Location", "/"}}), next::redirect);
  EXPECT_EQ(x.hop(to("https://api.example.com/6")), next::done);
  EXPECT_EQ(x.conclude(false).code, "SHIM_TOO_MANY_REDIRECTS");
}

struct hop_row {
  int status;
  const char* method;
  const char* then;
  bool keeps_body;
};

TEST_F(redirect, keeps_or_changes_the_method_as_http_says) {
  for (const auto& [status, method, then, keeps_body] : {
           hop_row{301, "POST", "GET", false},
           {302, "POST", "GET", false},
           {303, "POST", "GET", false},
           {307, "POST", "POST", true},
           {308, "POST", "POST", true},
           {301, "PUT", "PUT", true},
           {303, "PUT", "GET", false},
           {307, "PUT", "PUT", true},
           {301, "GET", "GET", true},
           {303, "GET", "GET", true},
           {303, "DELETE", "GET", true},
           {302, "DELETE", "DELETE", true},
       }) {
    call c = a_post(text("x"));
    c.method = text(method);
    c.headers = object({{"Content-Type", text("text/plain")}, {"X-A", text("1")}});
    exchange x = sent(c);
    EXPECT_EQ(x.head(status, {{"Location", "/b"}}), next::redirect);
    EXPECT_EQ(x.hop(to("https://api.example.com/b")), next::send);
    EXPECT_EQ(http::name_of(x.outgoing().method), then) << status << method;
    const bool has_body = http::takes_body(*http::parse_method(method)) && keeps_body;
    EXPECT_EQ(x.outgoing().content, has_body ? body::text : body::none) << status << method;
    const bool keeps_type = std::string_view(method) == then;
    EXPECT_EQ(http::find(x.outgoing().fields, "content-type") != nullptr, keeps_type) << status << method;
    EXPECT_NE(http::find(x.outgoing().fields, "x-a"), nullptr);
  }
}

TEST_F(redirect, takes_no_secret_to_another_origin) {
  call c = a_call();
  c.headers = object({{"authorization", text("1")},
                      {"Cookie", text("2")},
                      {"Proxy-Authorization", text("3")},
                      {"HOST", text("4")},
                      {"X-A", text("5")}});
  const std::string all =
      "authorization Cookie Proxy-Authorization HOST X-A Accept Accept-Encoding User-Agent ";
  for (const auto& [where, kept] :
       {std::pair{to("https://api.example.com/b"), all},
        {to("https://other.example.com/", "other.example.com"), "X-A Accept Accept-Encoding User-Agent "},
        {to("http://api.example.com/b"), "X-A Accept Accept-Encoding User-Agent "},
        {to("https://api.example.com:444/", "api.example.com", "444"),
         "X-A Accept Accept-Encoding User-Agent "}}) {
    exchange x = sent(c);
    EXPECT_EQ(x.head(307, {{"Location", "/b"}}), next::redirect);
    EXPECT_EQ(x.hop(where), next::send);
    EXPECT_EQ(field_names(x.outgoing()), kept) << where.text.text;
  }
}

TEST_F(redirect, is_checked_like_the_first_url) {
  for (const location& wrong : {to("ftp://api.example.com/"), to("https://u@api.example.com/"),
                                to("https:///", ""), to("not a url", "")}) {
    exchange x = sent();
    EXPECT_EQ(x.head(302, {{"Location", "/b"}}), next::redirect);
    EXPECT_EQ(x.hop(wrong), next::done) << wrong.text.text;
    EXPECT_EQ(x.conclude(false).code, "SHIM_RESPONSE_MALFORMED");
  }
  exchange x = sent();
  EXPECT_EQ(x.head(302, {{"Location", "/b"}}), next::redirect);
  EXPECT_EQ(x.hop(to("https://example.kintone.com/k", "example.kintone.com")), next::send);
  EXPECT_TRUE(x.is_own());
  EXPECT_EQ(codes_of(x.conclude(false).warnings), "SHIM_WARN_OWN_ORIGIN");
}

}  // namespace
}  // namespace kintone::proxy
