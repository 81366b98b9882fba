#include "core/base/base64.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone {
namespace {

using tests::exactly;

TEST(base64, is_written_in_groups_of_four) {
  EXPECT_EQ(base64_encoded(exactly("")), "");
  EXPECT_EQ(base64_encoded(exactly("a")), "YQ==");
  EXPECT_EQ(base64_encoded(exactly("ab")), "YWI=");
  EXPECT_EQ(base64_encoded(exactly("abc")), "YWJj");
  EXPECT_EQ(base64_encoded(exactly("\xfb\xff\xbf")), "+/+/");
}

TEST(base64, is_read_strictly) {
  EXPECT_EQ(base64_decoded(exactly("")), "");
  EXPECT_EQ(base64_decoded(exactly("YQ==")), "a");
  EXPECT_EQ(base64_decoded(exactly("YWI=")), "ab");
  EXPECT_EQ(base64_decoded(exactly("YWJj")), "abc");
  EXPECT_EQ(base64_decoded(exactly("+/+/")), "\xfb\xff\xbf");
  for (const char* wrong : {"Y", "YQ", "YQ=", "YR==", "YWJ=", "YQ==YQ==", "Y===", "====", "==", "YW Jj",
                            "YWJj\n", "-_-_", "YQ=a", "YWJ\xff"}) {
    EXPECT_FALSE(base64_decoded(exactly(wrong))) << wrong;
  }
}

TEST(base64, gives_every_byte_back) {
  for (const std::string& byte : tests::every_byte()) {
    EXPECT_EQ(base64_decoded(exactly(base64_encoded(exactly(byte)))), byte);
  }
}

}  // namespace
}  // namespace kintone
