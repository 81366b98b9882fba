#include "core/world/request_tokens.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/world/world.h"
#include "tests/native/support.h"

namespace kintone::world {
namespace {

using tests::exactly;

constexpr std::uint64_t day = request_token_life;

TEST(request_tokens, T02_a_token_lives_a_day_since_it_was_last_accepted) {
  request_tokens tokens;
  tokens.issue("a", 1000);
  EXPECT_TRUE(tokens.accept(exactly("a"), 1000 + day));
  EXPECT_TRUE(tokens.accept(exactly("a"), 1000 + 2 * day));
  EXPECT_FALSE(tokens.accept(exactly("a"), 1000 + 3 * day + 1));
  // Dead for good: not being accepted does not renew it.
  EXPECT_FALSE(tokens.accept(exactly("a"), 1000 + 3 * day + 2));
}

TEST(request_tokens, T05_only_what_was_issued) {
  request_tokens tokens;
  EXPECT_FALSE(tokens.accept("", 0));
  tokens.issue("abc", 0);
  for (const char* wrong : {"", "ab", "abcd", "abd", "ABC"})
    EXPECT_FALSE(tokens.accept(exactly(wrong), 0)) << wrong;
  EXPECT_TRUE(tokens.accept(exactly("abc"), 0));
}

TEST(request_tokens, each_page_has_its_own) {
  request_tokens tokens;
  tokens.issue("first", 0);
  tokens.issue("second", day);
  EXPECT_TRUE(tokens.accept("second", day + 1));
  EXPECT_FALSE(tokens.accept("first", day + 1));
  EXPECT_TRUE(tokens.accept("second", 2 * day + 1));
}

TEST(request_tokens, T02_T05_a_token_of_one_page_is_good_for_no_other_and_dies_as_all_do) {
  request_tokens tokens;
  tokens.issue("settings", 0, "5 a");
  tokens.issue("plain", 0);
  EXPECT_FALSE(tokens.accept("plain", 1, "5 a"));
  EXPECT_FALSE(tokens.accept("settings", 1, "5 b"));
  EXPECT_TRUE(tokens.accept("settings", day, "5 a"));
  // To be asked about another page does not renew it.
  EXPECT_FALSE(tokens.accept("settings", 2 * day, "5 b"));
  EXPECT_FALSE(tokens.accept("settings", 2 * day + 1, "5 a"));
}

TEST(request_tokens, beyond_a_thousand_the_longest_unused_page_is_forgotten) {
  request_tokens tokens;
  tokens.issue("own", 0);
  for (std::uint64_t i = 0; i < 999; ++i) tokens.issue("t" + std::to_string(i), i);
  EXPECT_TRUE(tokens.accept("t0", 1000));
  tokens.issue("one more", 1001);
  EXPECT_TRUE(tokens.accept("t0", 1001));
  EXPECT_FALSE(tokens.accept("t1", 1001));
  EXPECT_TRUE(tokens.accept("t2", 1001));
  EXPECT_TRUE(tokens.accept("one more", 1001));
  EXPECT_TRUE(tokens.accept("own", 1001));
}

TEST(request_tokens, a_world_accepts_its_own_and_those_of_its_pages) {
  world w({}, entropy_from_seed("x"), 5000);
  const std::string first = w.request_token();
  const std::string page = w.issue_request_token();
  EXPECT_NE(first, page);
  EXPECT_EQ(w.request_token(), first);
  EXPECT_TRUE(w.accept_request_token(first));
  EXPECT_TRUE(w.accept_request_token(page));
  w.time().advance(day);
  EXPECT_TRUE(w.accept_request_token(page));
  w.time().advance(1);
  EXPECT_TRUE(w.accept_request_token(page));
  EXPECT_FALSE(w.accept_request_token(first));
  w.reload();
  EXPECT_NE(w.request_token(), first);
  EXPECT_TRUE(w.accept_request_token(w.request_token()));
}

TEST(request_tokens, a_reset_world_knows_none_of_the_old) {
  world w({}, entropy_from_seed("x"), 5000);
  const std::string first = w.request_token();
  const std::string session = w.session();
  w.time().advance(day * 2);
  w.reset(entropy_from_seed("y"));
  EXPECT_FALSE(w.accept_request_token(first));
  EXPECT_EQ(w.session(), session);
  EXPECT_EQ(w.time().now(), 5000U);
  EXPECT_TRUE(w.accept_request_token(w.request_token()));
}

}  // namespace
}  // namespace kintone::world
