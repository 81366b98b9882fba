#include "core/http/content_coding.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::http {
namespace {

using strings = std::vector<std::string>;

strings codings(const std::string& value) { return codings_of({{"Content-Encoding", value}}); }

TEST(content_coding, the_three_codings_are_known_in_any_case) {
  EXPECT_EQ(codings("gzip"), strings{"gzip"});
  EXPECT_EQ(codings("GZip"), strings{"gzip"});
  EXPECT_EQ(codings("x-gzip"), strings{"gzip"});
  EXPECT_EQ(codings(" deflate\t"), strings{"deflate"});
  EXPECT_EQ(codings("br"), strings{"br"});
}

TEST(content_coding, the_outermost_comes_first) {
  EXPECT_EQ(codings("gzip, br"), (strings{"br", "gzip"}));
  EXPECT_EQ(codings_of({{"content-encoding", "gzip"}, {"X", "deflate"}, {"CONTENT-ENCODING", "br,deflate"}}),
            (strings{"deflate", "br", "gzip"}));
}

TEST(content_coding, identity_and_empty_members_are_none) {
  for (const char* value : {"", " ", ",", ",,", "identity", "Identity, identity"})
    EXPECT_EQ(codings(value), strings{}) << value;
  EXPECT_EQ(codings(",gzip,,identity,"), strings{"gzip"});
  EXPECT_EQ(codings_of({}), strings{});
}

TEST(content_coding, with_an_unknown_one_the_body_is_delivered_as_it_came) {
  for (const char* value :
       {"zstd", "gzip, zstd", "zstd, gzip", "gzip;q=1", "gzip deflate", "compress", "\"gzip\""}) {
    EXPECT_EQ(codings(value), strings{}) << value;
  }
}

TEST(content_coding, five_are_taken_off_and_six_are_not) {
  const std::string four = "gzip,gzip,gzip,gzip";
  EXPECT_EQ(codings(four).size(), 4U);
  EXPECT_EQ(codings(four + ",br").size(), 5U);
  EXPECT_EQ(codings(four + ",br,br").size(), 0U);
}

}  // namespace
}  // namespace kintone::http
