#include "core/http/url.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::http {
namespace {

using namespace std::string_literals;
using tests::every_byte;
using tests::exactly;

url parse(const std::string& text) { return parse_url(exactly(text)); }

struct accepted {
  const char* text;
  const char* scheme;
  const char* target;
};

TEST(url, what_goes_on_the_wire_is_path_and_query_as_written) {
  for (const auto& [text, scheme, target] : {
           accepted{"http://a", "http", "/"},
           {"https://a/", "https", "/"},
           {"HTTPS://A/B", "https", "/B"},
           {"http://a?x=1", "http", "/?x=1"},
           {"http://a#f", "http", "/"},
           {"http://a/b#f?x", "http", "/b"},
           {"http://a/b?x#f", "http", "/b?x"},
           {"http://a/b?", "http", "/b?"},
           {"http://a:8080/b", "http", "/b"},
           {"http://[::1]:80/b", "http", "/b"},
           {"http://a/../b/./c//d", "http", "/../b/./c//d"},
           {"http://a/%41%zz%", "http", "/%41%zz%"},
           {"http://a/b@c:d", "http", "/b@c:d"},
           {"http://a?@", "http", "/?@"},
           {"http://a/\"<>^`{|}'", "http", "/\"<>^`{|}'"},
       }) {
    const url parsed = parse(text);
    EXPECT_EQ(parsed.fault, url_fault::none) << text;
    EXPECT_EQ(parsed.scheme, scheme) << text;
    EXPECT_EQ(parsed.secure, parsed.scheme == "https") << text;
    EXPECT_EQ(parsed.target, target) << text;
    EXPECT_FALSE(parsed.was_encoded) << text;
  }
}

TEST(url, characters_outside_ascii_are_percent_encoded_as_utf8) {
  const url parsed = parse("https://例え.jp/あ?é=😀#ü");
  EXPECT_EQ(parsed.fault, url_fault::none);
  EXPECT_TRUE(parsed.was_encoded);
  EXPECT_EQ(parsed.target, "/%E3%81%82?%C3%A9=%F0%9F%98%80");
  EXPECT_TRUE(parse("http://é/").was_encoded);
  EXPECT_EQ(parse("http://é/").target, "/");
}

struct refused {
  const char* text;
  url_fault fault;
};

TEST(url, what_is_wrong_is_named) {
  for (const auto& [text, fault] : {
           refused{"", url_fault::not_absolute},
           {"/path", url_fault::not_absolute},
           {"//host/path", url_fault::not_absolute},
           {"host/path", url_fault::not_absolute},
           {":", url_fault::not_absolute},
           {"://a", url_fault::not_absolute},
           {"1http://a", url_fault::not_absolute},
           {" http://a", url_fault::not_absolute},
           {"http:", url_fault::not_absolute},
           {"http:a", url_fault::not_absolute},
           {"http:/a", url_fault::not_absolute},
           {"http", url_fault::not_absolute},
           {"é:", url_fault::not_absolute},
           {"ftp://a", url_fault::scheme},
           {"file:///a", url_fault::scheme},
           {"javascript:alert(1)", url_fault::scheme},
           {"data:,a", url_fault::scheme},
           {"blob:http://a/b", url_fault::scheme},
           {"localhost:80/a", url_fault::scheme},
           {"httpss://a", url_fault::scheme},
           {"http://", url_fault::host},
           {"http:///a", url_fault::host},
           {"http://?a", url_fault::host},
           {"http://#a", url_fault::host},
           {"http://:80/", url_fault::host},
           {"http://user@a/", url_fault::credentials},
           {"http://user:pass@a/", url_fault::credentials},
           {"http://@a/", url_fault::credentials},
           {"http://a@", url_fault::credentials},
       }) {
    EXPECT_EQ(parse(text).fault, fault) << text;
    EXPECT_EQ(parse(text).target, "") << text;
  }
}

TEST(url, raw_blanks_controls_and_backslashes_are_refused_wherever_they_stand) {
  for (const std::string& byte : every_byte()) {
    const int code = static_cast<unsigned char>(byte[0]);
    const url_fault expected = code == '\\'                   ? url_fault::backslash
                               : code <= 0x20 || code == 0x7f ? url_fault::raw_character
                                                              : url_fault::none;
    for (const std::string& text : {"http://a/b" + byte + "c", "http://a/?" + byte, "http://a/#" + byte}) {
      EXPECT_EQ(parse(text).fault, expected) << code;
    }
  }
  EXPECT_EQ(parse("http:\\\\a").fault, url_fault::backslash);
  EXPECT_EQ(parse("http://a\0b/"s).fault, url_fault::raw_character);
}

TEST(url, the_place_is_counted_in_characters_from_1) {
  EXPECT_EQ(parse("http://a/ b").place, 10U);
  EXPECT_EQ(parse("http://あ/ b").place, 10U);
  EXPECT_EQ(parse("http://a/😀\n").place, 11U);
  EXPECT_EQ(parse("http:\\").place, 6U);
  EXPECT_EQ(parse("http://user@a").place, 0U);
}

TEST(url, a_target_is_a_fixed_point) {
  const std::string first = parse("https://a/あ%20b?é").target;
  EXPECT_EQ(parse("https://a" + first).target, first);
}

TEST(url, an_authority_names_the_port_where_there_is_one) {
  EXPECT_EQ(authority("a", ""), "a");
  EXPECT_EQ(authority("a", "8080"), "a:8080");
  EXPECT_EQ(authority("[::1]", "80"), "[::1]:80");
}

}  // namespace
}  // namespace kintone::http
