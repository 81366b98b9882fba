#include "core/proxy/response.h"

#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;

TEST(response, is_read_from_its_lines) {
  const response r = read_head(302, {{"LOCATION", " /b\xe9 "},
                                     {"Content-Encoding", "gzip, br"},
                                     {"Content-Type", "text/plain; charset=Shift_JIS"}});
  EXPECT_TRUE(r.has_head() && r.has_body());
  EXPECT_EQ(r.lines[0].value, "/b\xe9");
  EXPECT_EQ(r.location, "/bé");
  EXPECT_EQ(r.codings, (std::vector<std::string>{"br", "gzip"}));
  EXPECT_EQ(r.charsets, (std::vector<std::string>{"shift_jis", "utf-8"}));
  EXPECT_FALSE(response().has_head());
}

TEST(response, leads_elsewhere_by_status_and_location_together) {
  EXPECT_FALSE(read_head(302, {}).location);
  EXPECT_FALSE(read_head(200, {{"Location", "/b"}}).location);
  EXPECT_EQ(read_head(308, {{"Location", ""}}).location, "");
}

TEST(response, announces_the_length_of_a_body_that_is_not_coded) {
  const auto length = [](int status, http::fields lines) {
    return read_head(status, std::move(lines)).announced_length();
  };
  EXPECT_EQ(length(200, {{"content-length", " 18446744073709551615"}}), UINT64_MAX);
  EXPECT_EQ(length(200, {}), 0U);
  EXPECT_EQ(length(200, {{"Content-Length", "18446744073709551616"}}), 0U);
  EXPECT_EQ(length(200, {{"Content-Length", "1 2"}}), 0U);
  EXPECT_EQ(length(200, {{"Content-Length", "5"}, {"Content-Encoding", "gzip"}}), 0U);
  for (const int empty : {204, 304}) EXPECT_EQ(length(empty, {{"Content-Length", "5"}}), 0U);
}

TEST(response, is_judged_once_and_warned_of_line_by_line) {
  const world::settings s = live();
  const auto judged = [&s](const http::fields& lines, const proxy::proxy_function& called) {
    std::vector<warning> warnings;
    const auto broken = judge(read_head(200, lines), called, "https://a.test", s, warnings);
    return std::string(broken ? entry_of(broken->kind).code : "") + "|" + codes_of(warnings);
  };
  const http::field grey = {"X", std::string(8'178, 'v')};
  const http::field long_line = {"Y", std::string(9'000, 'v')};
  EXPECT_EQ(judged({grey, grey}, the_proxy()),
            "|SHIM_WARN_RESPONSE_HEADER_LINE SHIM_WARN_RESPONSE_HEADER_LINE");
  EXPECT_EQ(judged({grey}, the_upload()), "SHIM_RESPONSE_HEADER_LINE_TOO_LONG|");
  EXPECT_EQ(judged({grey, long_line, long_line}, the_proxy()),
            "SHIM_RESPONSE_HEADER_LINE_TOO_LONG|SHIM_WARN_RESPONSE_HEADER_LINE");
  EXPECT_EQ(judged(http::fields(101, long_line), the_proxy()), "SHIM_RESPONSE_TOO_MANY_HEADER_LINES|");
}

}  // namespace
}  // namespace kintone::proxy
