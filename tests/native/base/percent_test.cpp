#include "core/base/percent.h"

#include <gtest/gtest.h>

#include "core/base/ascii.h"
#include "tests/native/support.h"

namespace kintone {
namespace {

using tests::exactly;

TEST(percent, sequences_are_bytes_and_the_rest_stands_for_itself) {
  EXPECT_EQ(percent_decoded(exactly("")), "");
  EXPECT_EQ(percent_decoded(exactly("a+b%20c%2Fd%e3%81%82")), "a+b c/d\xe3\x81\x82");
  EXPECT_EQ(percent_decoded(exactly("%2541")), "%41");
  for (const char* whole : {"%", "%4", "%4g", "%g4", "a%", "%%%", "100% of it"}) {
    EXPECT_EQ(percent_decoded(exactly(whole)), whole);
    EXPECT_FALSE(is_percent_encoded(exactly(whole))) << whole;
  }
  EXPECT_EQ(percent_decoded(exactly("%%41")), "%A");
}

TEST(percent, it_is_known_whether_every_sequence_is_whole) {
  for (const char* whole : {"", "a", "%20", "a%2fB%00"}) EXPECT_TRUE(is_percent_encoded(exactly(whole)));
  for (const char* cut : {"%20%", "%20%2", "%zz%20", "%%20"}) EXPECT_FALSE(is_percent_encoded(exactly(cut)));
}

TEST(percent, what_stays_is_asked_of_each_byte) {
  EXPECT_EQ(percent_encoded(exactly("aZ/ \xff"), ascii::is_alpha), "aZ%2F%20%FF");
}

TEST(percent, every_byte_comes_back) {
  for (const std::string& byte : tests::every_byte()) {
    EXPECT_EQ(percent_decoded(percent_encoded(exactly(byte), [](char) { return false; })), byte);
  }
}

}  // namespace
}  // namespace kintone
