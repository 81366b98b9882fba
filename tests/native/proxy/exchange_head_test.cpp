// What an exchange makes of an answer (P19–P25, P28).
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/proxy/exchange.h"
#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;
class answer : public exchange_fixture {
 protected:
  outcome ended(http::fields lines, bool is_damaged = false) {
    exchange x = sent();
    EXPECT_EQ(x.head(200, std::move(lines)), next::body);
    x.end();
    return x.conclude(is_damaged);
  }
};

http::fields numbered(std::size_t count) {
  http::fields lines;
  for (std::size_t i = 0; i < count; ++i) lines.push_back({"X-" + std::to_string(i), "v"});
  return lines;
}

/// A field whose line has `length` bytes.
http::field line_of(std::size_t length) { return {"X", std::string(length - 3, 'v')}; }

TEST_F(answer, of_100_header_lines_passes_and_of_101_does_not) {
  for (const std::size_t count : {99U, 100U})
    EXPECT_EQ(sent().head(200, numbered(count)), next::body) << count;
  exchange x = sent();
  EXPECT_EQ(x.head(200, numbered(101)), next::done);
  const outcome o = x.conclude(false);
  EXPECT_EQ(o.code, "SHIM_RESPONSE_TOO_MANY_HEADER_LINES");
  EXPECT_NE(o.error.find("100"), std::string::npos);
}

TEST_F(answer, each_repetition_is_a_line) {
  EXPECT_EQ(sent().head(200, http::fields(100, {"Set-Cookie", "a"})), next::body);
  EXPECT_EQ(sent().head(200, http::fields(101, {"Set-Cookie", "a"})), next::done);
}

TEST_F(answer, has_header_lines_of_8192_bytes_for_kintone_proxy) {
  for (const std::size_t length : {8'191U, 8'192U})
    EXPECT_EQ(sent().head(200, {line_of(length)}), next::body) << length;
  exchange x = sent();
  EXPECT_EQ(x.head(200, {line_of(8'193)}), next::done);
  EXPECT_EQ(x.conclude(false).code, "SHIM_RESPONSE_HEADER_LINE_TOO_LONG");
}

TEST_F(answer, has_header_lines_of_8180_bytes_for_kintone_proxy_upload) {
  for (const std::size_t length : {8'179U, 8'180U})
    EXPECT_EQ(sent(an_upload()).head(200, {line_of(length)}), next::body) << length;
  exchange x = sent(an_upload());
  EXPECT_EQ(x.head(200, {line_of(8'181)}), next::done);
  EXPECT_EQ(x.conclude(false).code, "SHIM_RESPONSE_HEADER_LINE_TOO_LONG");
}

TEST_F(answer, with_a_line_between_the_two_numbers_has_a_warning) {
  EXPECT_EQ(codes_of(ended({line_of(8'180)}).warnings), "");
  EXPECT_EQ(codes_of(ended({line_of(8'181)}).warnings), "SHIM_WARN_RESPONSE_HEADER_LINE");
}

TEST_F(answer, with_100_lines_at_the_limit_passes) {
  EXPECT_EQ(sent().head(200, http::fields(100, line_of(8'192))), next::body);
  EXPECT_EQ(sent(an_upload()).head(200, http::fields(100, line_of(8'180))), next::body);
}

TEST_F(answer, obeys_the_option_limits) {
  options_.limits.response_header_lines = 2;
  options_.limits.response_header_line = 10;
  options_.limits.upload_response_header_line = 8;
  options_.limits.response_body = 4;
  EXPECT_EQ(sent().head(200, {line_of(10), line_of(10)}), next::body);
  EXPECT_EQ(sent().head(200, numbered(3)), next::done);
  EXPECT_EQ(sent().head(200, {line_of(11)}), next::done);
  EXPECT_EQ(sent(an_upload()).head(200, {line_of(8)}), next::body);
  EXPECT_EQ(sent(an_upload()).head(200, {line_of(9)}), next::done);
  exchange x = sent();
  EXPECT_EQ(x.head(200, {}), next::body);
  EXPECT_TRUE(x.chunk(4));
  EXPECT_FALSE(x.chunk(1));
}

TEST_F(answer, has_a_body_of_exactly_10_mib_and_no_byte_more) {
  for (const std::uint64_t size : {limits().response_body - 1, limits().response_body}) {
    exchange x = sent();
    EXPECT_EQ(x.head(200, {}), next::body);
    EXPECT_TRUE(x.chunk(size));
    EXPECT_TRUE(x.chunk(0));
    x.end();
    EXPECT_TRUE(x.conclude(false).success) << size;
  }
  for (const std::uint64_t last : {std::uint64_t{1}, std::uint64_t{1'000'000}, UINT64_MAX}) {
    exchange x = sent();
    EXPECT_EQ(x.head(200, {}), next::body);
    EXPECT_TRUE(x.chunk(limits().response_body));
    EXPECT_FALSE(x.chunk(last)) << last;
    x.end();
    EXPECT_EQ(x.conclude(false).code, "SHIM_RESPONSE_BODY_TOO_LARGE");
  }
}

TEST_F(answer, that_announces_more_than_10_mib_is_too_large_before_its_first_byte) {
  const auto announcing = [](std::uint64_t length) {
    return http::fields{{"Content-Length", std::to_string(length)}};
  };
  for (const std::uint64_t length : {limits().response_body - 1, limits().response_body}) {
    EXPECT_EQ(sent().head(200, announcing(length)), next::body) << length;
  }
  for (const std::uint64_t length : {limits().response_body + 1, UINT64_MAX}) {
    exchange x = sent();
    EXPECT_EQ(x.head(200, announcing(length)), next::done) << length;
    EXPECT_EQ(x.conclude(false).code, "SHIM_RESPONSE_BODY_TOO_LARGE");
  }
}

TEST_F(answer, that_announces_the_length_of_a_coded_body_is_read) {
  EXPECT_EQ(sent().head(200, {{"Content-Length", "99999999"}, {"Content-Encoding", "gzip"}}), next::body);
  EXPECT_EQ(sent().head(200, {{"Content-Length", "99999999"}, {"Content-Encoding", "zstd"}}), next::done);
}

TEST_F(answer, of_204_or_304_is_empty_whatever_it_announces) {
  for (const int status : {204, 304}) {
    exchange x = sent();
    EXPECT_EQ(x.head(status, {{"Content-Length", "99999999"}, {"X", "1"}}), next::body);
    x.fail("UND_ERR_SOCKET", "");
    const outcome o = x.conclude(false);
    EXPECT_TRUE(o.success) << status;
    EXPECT_EQ(o.status, status);
    EXPECT_EQ(o.headers.size(), 2U);
  }
}

TEST_F(answer, counts_chunk_by_chunk) {
  options_.limits.response_body = 1'000;
  exchange x = sent();
  EXPECT_EQ(x.head(200, {}), next::body);
  for (int i = 0; i < 1'000; ++i) ASSERT_TRUE(x.chunk(1)) << i;
  EXPECT_FALSE(x.chunk(1));
}

TEST_F(answer, with_a_body_above_ten_million_bytes_has_a_warning) {
  for (const std::uint64_t size :
       {grey_zone::response_body, grey_zone::response_body + 1, limits().response_body}) {
    exchange x = sent();
    EXPECT_EQ(x.head(200, {}), next::body);
    EXPECT_TRUE(x.chunk(size));
    x.end();
    EXPECT_EQ(codes_of(x.conclude(false).warnings),
              size > grey_zone::response_body ? "SHIM_WARN_RESPONSE_BODY" : "")
        << size;
  }
}

TEST_F(answer, that_is_framed_in_two_ways_is_malformed) {
  for (const http::fields& lines :
       {http::fields{{"Content-Length", "1"}, {"content-length", "1"}},
        http::fields{{"Content-Length", "1"}, {"Transfer-Encoding", "chunked"}}}) {
    exchange x = sent();
    EXPECT_EQ(x.head(200, lines), next::done);
    EXPECT_EQ(x.conclude(false).code, "SHIM_RESPONSE_MALFORMED");
  }
  EXPECT_EQ(sent().head(200, {{"Content-Length", "1"}}), next::body);
  EXPECT_EQ(sent().head(200, {{"Transfer-Encoding", "chunked"}}), next::body);
}

TEST_F(answer, names_codings_and_charsets) {
  exchange x = sent();
  EXPECT_EQ(
      x.head(200, {{"Content-Encoding", "gzip, br"}, {"Content-Type", "text/plain; charset=\"Shift_JIS\""}}),
      next::body);
  EXPECT_EQ(x.codings(), (std::vector<std::string>{"br", "gzip"}));
  EXPECT_EQ(x.charsets(), (std::vector<std::string>{"shift_jis", "utf-8"}));
  x.end();
  EXPECT_EQ(codes_of(x.conclude(false).warnings), "SHIM_WARN_CHARSET");
}

TEST_F(answer, in_utf8_has_no_charset_warning) {
  for (const char* type :
       {"text/plain", "text/plain; charset=UTF-8", "text/plain; charset=utf8", "text/plain; charset=\"\""}) {
    exchange x = sent();
    EXPECT_EQ(x.head(200, {{"content-type", type}}), next::body);
    EXPECT_EQ(x.charsets(), std::vector<std::string>{"utf-8"}) << type;
    x.end();
    EXPECT_EQ(codes_of(x.conclude(false).warnings), "") << type;
  }
}

TEST_F(answer, with_damaged_bytes_is_binary_and_has_a_warning) {
  const outcome o = ended({{"Content-Type", "image/png"}}, true);
  EXPECT_TRUE(o.success && o.binary);
  EXPECT_EQ(codes_of(o.warnings), "SHIM_WARN_BINARY");
}

TEST_F(answer, with_damaged_bytes_is_a_failure_where_the_option_says_so) {
  options_.reject_binary_response = true;
  const outcome o = ended({}, true);
  EXPECT_FALSE(o.success);
  EXPECT_TRUE(o.binary);
  EXPECT_EQ(o.code, "SHIM_RESPONSE_NOT_TEXT");
  EXPECT_TRUE(ended({}, false).success);
}

TEST_F(answer, headers_keep_order_and_case_and_repetitions_are_joined_under_the_first_name) {
  const outcome o = ended({{"X-B", "1"},
                           {"set-COOKIE", "a=1"},
                           {"x-b", "2"},
                           {"Set-Cookie", "b=2"},
                           {"X-B", ""},
                           {"__proto__", "p"}});
  ASSERT_EQ(o.headers.size(), 3U);
  EXPECT_EQ(o.headers[0].name + ": " + o.headers[0].value, "X-B: 1, 2, ");
  EXPECT_EQ(o.headers[1].name + ": " + o.headers[1].value, "set-COOKIE: a=1, b=2");
  EXPECT_EQ(o.headers[2].name + ": " + o.headers[2].value, "__proto__: p");
}

TEST_F(answer, header_values_are_utf8_where_valid_else_latin1) {
  const outcome o = ended({{"A", "\xc3\xa9"}, {"B", "\xe9"}, {"C", "\xc3\xa9\xe9"}, {"a", "\xe9"}});
  EXPECT_EQ(o.headers[0].value, "é, é");
  EXPECT_EQ(o.headers[1].value, "é");
  EXPECT_EQ(o.headers[2].value, "Ã©é");
}

TEST_F(answer, header_names_are_joined_as_they_are_delivered) {
  const outcome o = ended({{"X-\xe9", "1"}, {"x-\xe9", "2"}, {"X-\xc3\xa9", "3"}});
  ASSERT_EQ(o.headers.size(), 1U);
  EXPECT_EQ(o.headers[0].name + ": " + o.headers[0].value, "X-é: 1, 2, 3");
}

TEST_F(answer, header_values_have_no_blanks_at_their_ends) {
  EXPECT_EQ(ended({{"A", " \t1 2\t "}}).headers[0].value, "1 2");
}

TEST_F(answer, a_length_and_a_coding_stay_in_the_headers) {
  EXPECT_EQ(ended({{"Content-Encoding", "gzip"}, {"Content-Length", "20"}}).headers.size(), 2U);
}

TEST_F(answer, that_ends_without_a_head_is_no_success) {
  exchange x = sent();
  x.end();
  EXPECT_FALSE(x.conclude(false).success);
}

}  // namespace
}  // namespace kintone::proxy
