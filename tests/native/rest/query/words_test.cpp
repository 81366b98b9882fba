#include "core/rest/query/words.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::rest::query {
namespace {

using tests::exactly;

bool finds(std::string_view key, std::string_view text) {
  return word_search(exactly(key)).finds(words_of(exactly(text)));
}

TEST(rest_query_words, L21_a_text_is_split) {
  EXPECT_EQ(words_of(""), "");
  EXPECT_EQ(words_of("  Hello, World-42! "), "hello world 42");
  EXPECT_EQ(words_of("東京tower2号館"), "東京 tower2 号館");
  EXPECT_EQ(words_of("Ａｂｃ１２３"), "abc123");
  EXPECT_EQ(words_of("ｶﾞｷﾞﾊﾟﾋﾞｳﾞｱｰ｡ｦﾝ"), "ガギパビヴアー ヲン");
  EXPECT_EQ(words_of("ｱﾞﾅﾞ"), "ア゙ナ゙");
  EXPECT_EQ(words_of("「東京」、・…〜株式会社　本社"), "東京 株式会社 本社");
  EXPECT_EQ(words_of("a_b"), "a b");
  EXPECT_EQ(words_of("ÀÉΩДЁ"), "àéωдё");
  EXPECT_EQ(words_of("\xF0\x9F\x98\x80x"), "x");
}

TEST(rest_query_words, L21_words_of_ascii_match_as_a_whole) {
  EXPECT_TRUE(finds("keyword", "gamma Keyword."));
  EXPECT_TRUE(finds("gamma keyword", "gamma keyword"));
  EXPECT_TRUE(finds("keyword gamma", "gamma keyword"));
  EXPECT_FALSE(finds("key", "gamma keyword"));
  EXPECT_FALSE(finds("word", "gamma keyword"));
  EXPECT_FALSE(finds("gamma delta", "gamma keyword"));
  EXPECT_TRUE(finds("ＫＥＹＷＯＲＤ", "gamma keyword"));
  EXPECT_TRUE(finds("a", "a b"));
  EXPECT_FALSE(finds("4", "42"));
}

TEST(rest_query_words, L21_others_match_anywhere_from_two_characters_on) {
  EXPECT_TRUE(finds("京都", "東京都庁"));
  EXPECT_TRUE(finds("東京", "東京"));
  EXPECT_FALSE(finds("京", "東京都庁"));
  EXPECT_FALSE(finds("東京駅", "東京都庁"));
  EXPECT_FALSE(finds("東京駅", "東京 駅"));
  EXPECT_TRUE(finds("ﾀﾜｰ", "東京タワー"));
  EXPECT_TRUE(finds("「東京」", "東京都"));
  EXPECT_TRUE(finds("東京tower", "Tower of 東京"));
}

TEST(rest_query_words, L21_a_key_without_words_asks_for_nothing) {
  EXPECT_TRUE(finds("", "x"));
  EXPECT_TRUE(finds("!?", ""));
}

TEST(rest_query_words, markup_is_no_text) {
  EXPECT_EQ(words_of(without_markup("<div class=\"x\">a&nbsp;b</div>")), "a b");
  EXPECT_EQ(words_of(without_markup("a & b < c")), "a b");
  EXPECT_EQ(words_of(without_markup("a&amp")), "a amp");
  EXPECT_EQ(without_markup(exactly("<")), " ");
  EXPECT_EQ(without_markup(exactly("&#12")), " #12");
}

TEST(rest_query_words, broken_utf8_ends) {
  for (const std::string& byte : tests::every_byte()) (void)words_of(exactly("a" + byte));
}

}  // namespace
}  // namespace kintone::rest::query
