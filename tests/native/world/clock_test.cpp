#include "core/world/clock.h"

#include <gtest/gtest.h>

#include <limits>

namespace kintone::world {
namespace {

TEST(clock, follows_the_platform_and_never_runs_backwards) {
  clock c(false, 1000);
  EXPECT_EQ(c.now(), 1000U);
  c.observe(1500.9);
  EXPECT_EQ(c.now(), 1500U);
  for (const double earlier : {1499.0, 0.0, -5.0, std::numeric_limits<double>::quiet_NaN(),
                               std::numeric_limits<double>::infinity()}) {
    c.observe(earlier);
    EXPECT_EQ(c.now(), 1500U) << earlier;
  }
}

TEST(clock, what_is_added_stays) {
  clock c(false, 1000);
  c.advance(86'400'000);
  EXPECT_EQ(c.now(), 86'401'000U);
  c.observe(2000);
  EXPECT_EQ(c.now(), 86'402'000U);
  EXPECT_EQ(c.observed(), 2000.0);
}

TEST(clock, a_manual_one_moves_by_advance_alone) {
  clock c(true, 1000);
  c.observe(2000);
  EXPECT_EQ(c.now(), 0U);
  c.advance(7);
  EXPECT_EQ(c.now(), 7U);
}

}  // namespace
}  // namespace kintone::world
