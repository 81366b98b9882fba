// What is told of routes: why none took a call, and which ones wait.
#include "core/proxy/route_report.h"

#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;

TEST(route_report, reads_what_javascript_found) {
  const route_answer told = read_route_answer(parsed(
      R"({"taken":false,"nearest":"a","misfit":"url","differences":[["b","c","d"],["","","e"]],"hasMore":true})"));
  EXPECT_FALSE(told.is_taken);
  EXPECT_EQ(told.nearest + told.misfit, "aurl");
  ASSERT_EQ(told.differences.size(), 2U);
  EXPECT_EQ(told.differences[0].place + told.differences[0].expected + told.differences[0].got, "bcd");
  EXPECT_TRUE(told.has_more);
  EXPECT_TRUE(read_route_answer(parsed(R"({"taken":true})")).is_taken);
  EXPECT_FALSE(read_route_answer(nullptr).is_taken);
}

TEST(route_report, says_of_the_nearest_route_what_differs) {
  route_answer told{.nearest = "GET https://a/", .misfit = "headers"};
  EXPECT_EQ(why_none(told, locale::en), "The nearest route is GET https://a/: its headers does not match.");
  told.differences = {{"X-A", "\"a\"", "\"b\""}, {"X-B", "/b/", ""}};
  EXPECT_EQ(
      why_none(told, locale::en),
      "The nearest route is GET https://a/: its headers does not match (X-A: expected \"a\", got \"b\"; "
      "X-B: expected /b/, got nothing).");
  told.has_more = true;
  told.differences = {{"", "{0}", "{1}"}};
  EXPECT_EQ(why_none(told, locale::en),
            "The nearest route is GET https://a/: its headers does not match (expected {0}, got {1}; …).");
  EXPECT_EQ(why_none(told, locale::ja),
            "最も近いルートGET https://a/はheadersが一致しません（期待値：{0}、実際の値：{1}; …）。");
  told.misfit = "times";
  EXPECT_EQ(why_none(told, locale::en), "The route GET https://a/ is used up.");
  told.misfit = "reply";
  EXPECT_EQ(why_none(told, locale::en), "The route GET https://a/ has no reply.");
  EXPECT_EQ(why_none({}, locale::en), "");
}

TEST(route_report, names_the_routes_that_wait) {
  const auto routes =
      read_waiting_routes(parsed(R"([["GET a","2",""],["GET b","0",""],["GET c","1","GET d"]])"));
  ASSERT_EQ(routes.size(), 3U);
  EXPECT_EQ(line_of(routes[0], locale::en), "GET a (times left: 2)");
  EXPECT_EQ(line_of(routes[1], locale::en), "GET b (no reply)");
  EXPECT_EQ(line_of(routes[2], locale::ja), "GET c（残り1回）");
  EXPECT_EQ(complaint_of(routes[0], locale::en), "the route GET a still waits for calls (times left: 2)");
  EXPECT_EQ(complaint_of(routes[1], locale::en), "The route GET b has no reply.");
  EXPECT_EQ(
      complaint_of(routes[2], locale::en),
      "the route GET c still waits for calls (times left: 1); it fits GET d, but calls to kintone's own "
      "origin are for routes of shim.rest");
}

}  // namespace
}  // namespace kintone::proxy
