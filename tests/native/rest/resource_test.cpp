#include "core/rest/resource.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::rest {
namespace {

using tests::exactly;

TEST(rest_route, F01_Y01_the_paths) {
  for (const char* name : {"file.json", "record.json", "records.json", "app.json", "app/form/fields.json",
                           "app/form/layout.json", "app/views.json", "app/status.json", "app/settings.json",
                           "app/customize.json"}) {
    const auto plain = route_of(exactly("/k/v1/" + std::string(name)));
    ASSERT_TRUE(plain) << name;
    EXPECT_EQ(plain->path, name);
    EXPECT_EQ(plain->space, 0U);
    const auto guest = route_of(exactly("/k/guest/12/v1/" + std::string(name)));
    ASSERT_TRUE(guest) << name;
    EXPECT_EQ(guest->path, name);
    EXPECT_EQ(guest->space, 12U);
    const auto preview = route_of(exactly("/k/v1/preview/" + std::string(name)));
    EXPECT_EQ(preview.has_value(), std::string_view(name).starts_with("app/")) << name;
    EXPECT_NE(simulated_paths().find("/k/v1/" + std::string(name)), std::string::npos);
  }
}

TEST(rest_route, Y01_the_methods_of_a_path) {
  EXPECT_EQ(methods_of(*route_of("/k/v1/file.json")), "GET, POST");
  EXPECT_EQ(methods_of(*route_of("/k/v1/records.json")), "GET, POST, PUT, DELETE");
  EXPECT_EQ(methods_of(*route_of("/k/v1/preview/app/views.json")), "GET");
  EXPECT_EQ(endpoint_of(*route_of("/k/v1/record.json"), "DELETE"), nullptr);
  const endpoint* found = endpoint_of(*route_of("/k/v1/records.json"), "DELETE");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->path, "records.json");
  EXPECT_EQ(found->method, "DELETE");
}

TEST(rest_route, F23_any_other_path) {
  for (const char* path : {"",
                           "/",
                           "/k",
                           "/k/",
                           "/k/v1",
                           "/k/v1/",
                           "/k/v1/file",
                           "/k/v1/file.json/",
                           "/k/v1/File.json",
                           "/k/v2/file.json",
                           "/k/v1/space.json",
                           "/k/v1/preview/record.json",
                           "/k/guest/v1/file.json",
                           "/k/guest//v1/file.json",
                           "/k/guest/0/v1/file.json",
                           "/k/guest/01/v1/file.json",
                           "/k/guest/-1/v1/file.json",
                           "/k/guest/1",
                           "/k/guest/1/",
                           "/k/guest/1a/v1/file.json",
                           "/k/guest/1/v1/",
                           "/k/guest/1//v1/file.json",
                           "/k/guest/99999999999999999999999/v1/file.json",
                           "//k/v1/file.json",
                           "/K/v1/file.json"}) {
    EXPECT_FALSE(route_of(exactly(path))) << path;
  }
}

http::request_head head(std::string method, http::fields fields) {
  return {std::move(method), "/", std::move(fields), "", "", false};
}

TEST(rest_route, F22_a_POST_counts_as_what_it_says) {
  const http::fields put = {{"X-HTTP-Method-Override", "PUT"}};
  const http::request_head posted = head("POST", put);
  EXPECT_EQ(method_of(posted), "PUT");
  const http::request_head got = head("GET", put);
  EXPECT_EQ(method_of(got), "GET");
  const http::request_head plain = head("POST", {});
  EXPECT_EQ(method_of(plain), "POST");
}

TEST(rest_route, a_body_is_announced) {
  EXPECT_FALSE(has_body(head("GET", {})));
  EXPECT_FALSE(has_body(head("GET", {{"Content-Length", "0"}})));
  EXPECT_TRUE(has_body(head("GET", {{"content-length", "1"}})));
  EXPECT_TRUE(has_body(head("GET", {{"Transfer-Encoding", "chunked"}})));
}

}  // namespace
}  // namespace kintone::rest
