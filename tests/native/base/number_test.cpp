#include "core/base/number.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone {
namespace {

using tests::exactly;

TEST(number, is_written_in_digits) {
  EXPECT_EQ(decimal(0), "0");
  EXPECT_EQ(decimal(10), "10");
  EXPECT_EQ(decimal(209'715'201), "209715201");
  EXPECT_EQ(decimal(UINT64_MAX), "18446744073709551615");
}

TEST(number, whole_numbers_are_read_and_others_are_not) {
  EXPECT_EQ(whole_number(exactly("0")), 0U);
  EXPECT_EQ(whole_number(exactly("007")), 7U);
  EXPECT_EQ(whole_number(exactly("209715201")), 209'715'201U);
  EXPECT_EQ(whole_number(exactly("18446744073709551615")), UINT64_MAX);
  for (const char* wrong : {"", "-1", "+1", "1.5", "1e3", "NaN", "Infinity", " 1", "1 ", "0x10",
                            "18446744073709551616", "99999999999999999999", "184467440737095516150"}) {
    EXPECT_FALSE(whole_number(exactly(wrong))) << wrong;
  }
}

}  // namespace
}  // namespace kintone
