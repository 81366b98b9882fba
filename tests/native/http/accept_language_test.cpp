#include "core/http/accept_language.h"

#include <gtest/gtest.h>

namespace kintone::http {
namespace {

std::optional<locale> of(std::string value) {
  return accepted_language({{"accept-language", std::move(value)}});
}

TEST(language, F21_the_language_liked_best) {
  EXPECT_EQ(of("ja"), locale::ja);
  EXPECT_EQ(of("JA-jp"), locale::ja);
  EXPECT_EQ(of("en-US,en;q=0.9,ja;q=0.8"), locale::en);
  EXPECT_EQ(of("ja;q=0.8, en;q=0.9"), locale::en);
  EXPECT_EQ(of("en;q=0.8,ja ; q=0.801"), locale::ja);
  EXPECT_EQ(of("fr, ja;q=0.1"), locale::ja);
  EXPECT_EQ(of("ja,en"), locale::ja);
}

TEST(language, F21_any_is_English) {
  EXPECT_EQ(of("*"), locale::en);
  EXPECT_EQ(of("*;q=0.5,ja;q=0.4"), locale::en);
  EXPECT_EQ(of("ja,*;q=0.5"), locale::ja);
}

TEST(language, F21_none_of_ours) {
  EXPECT_EQ(accepted_language({}), std::nullopt);
  for (const char* none :
       {"", ",", ";q=1", "fr", "jap", "en;q=0", "ja;q=0.000", "ja;q=", "ja;q=x", "ja;q=0.x"}) {
    EXPECT_EQ(of(none), std::nullopt) << none;
  }
  EXPECT_EQ(accepted_language({{"Accept-Language", "fr"}, {"Accept-Language", "ja"}}), locale::ja);
}

}  // namespace
}  // namespace kintone::http
