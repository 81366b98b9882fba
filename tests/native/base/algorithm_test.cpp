#include "core/base/algorithm.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace kintone {
namespace {

constexpr std::array numbers = {1, 2, 3, 4};
constexpr std::array<int, 0> none = {};

constexpr bool is_even(int n) { return n % 2 == 0; }
constexpr bool is_positive(int n) { return n > 0; }
constexpr bool is_big(int n) { return n > 100; }

TEST(algorithm, quantifiers_hold_over_whole_ranges) {
  EXPECT_TRUE(all_of(numbers, is_positive));
  EXPECT_FALSE(all_of(numbers, is_even));
  EXPECT_TRUE(any_of(numbers, is_even));
  EXPECT_FALSE(any_of(numbers, is_big));
  EXPECT_TRUE(none_of(numbers, is_big));
  EXPECT_FALSE(none_of(numbers, is_even));
  EXPECT_EQ(count_if(numbers, is_even), 2);
}

TEST(algorithm, of_nothing_everything_holds) {
  EXPECT_TRUE(all_of(none, is_big));
  EXPECT_FALSE(any_of(none, is_positive));
  EXPECT_TRUE(none_of(none, is_positive));
  EXPECT_EQ(count_if(none, is_positive), 0);
  EXPECT_FALSE(contains(none, 1));
}

TEST(algorithm, find_if_gives_the_first_that_fits_or_null) {
  std::vector<int> list = {1, 2, 4};
  EXPECT_EQ(find_if(list, is_even), &list[1]);
  EXPECT_EQ(find_if(list, is_big), nullptr);
  list.clear();
  EXPECT_EQ(find_if(list, is_positive), nullptr);
}

TEST(algorithm, contains_compares_each) {
  EXPECT_TRUE(contains(numbers, 4));
  EXPECT_FALSE(contains(numbers, 5));
}

}  // namespace
}  // namespace kintone
