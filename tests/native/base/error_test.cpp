#include "core/base/error.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "core/base/utf8.h"

namespace kintone {
namespace {

constexpr auto phrases = static_cast<std::size_t>(phrase::phrase_count);

/// The numbers of the places in a pattern: `{0}`, `{1}`, …
std::set<char> places_in(std::string_view pattern) {
  std::set<char> places;
  for (std::size_t i = 0; i + 2 < pattern.size(); ++i) {
    if (pattern[i] == '{' && pattern[i + 2] == '}' && pattern[i + 1] >= '0' && pattern[i + 1] <= '9') {
      places.insert(pattern[i + 1]);
    }
  }
  return places;
}

/// `{0}` without `{1}` behind a `{2}`: a fact that nobody reads.
bool has_gap(const std::set<char>& places) {
  return !places.empty() && *places.rbegin() != '0' + static_cast<int>(places.size()) - 1;
}

bool is_japanese(std::string_view text) { return utf8::is_valid(text) && utf8::count(text) < text.size(); }

TEST(error, every_entry_stands_at_its_number) {
  ASSERT_EQ(error_table().size(), static_cast<std::size_t>(error::error_count));
  for (std::size_t i = 0; i < error_table().size(); ++i) {
    EXPECT_EQ(entry_of(static_cast<error>(i)).id, static_cast<error>(i));
    EXPECT_EQ(&entry_of(static_cast<error>(i)), &error_table()[i]);
  }
}

TEST(error, every_code_is_unique_and_spelled_like_kintones) {
  const std::regex shape("(SHIM|GAIA|GA|CB)_[A-Z0-9]+(_[A-Z0-9]+)*");
  std::set<std::string> codes;
  for (const error_entry& entry : error_table()) {
    const std::string code(entry.code);
    EXPECT_TRUE(std::regex_match(code, shape)) << code;
    EXPECT_TRUE(codes.insert(code).second) << code;
    const bool is_warning = code.rfind("SHIM_WARN_", 0) == 0;
    EXPECT_EQ(is_warning, entry.id >= error::warn_response_body) << code;
    EXPECT_TRUE(entry.status == 0 || (!is_warning && entry.status >= 400 && entry.status < 600)) << code;
  }
}

TEST(error, every_message_is_there_in_both_languages_with_the_same_places) {
  for (const error_entry& entry : error_table()) {
    EXPECT_FALSE(entry.en.empty()) << entry.code;
    EXPECT_TRUE(is_japanese(entry.ja)) << entry.code;
    EXPECT_EQ(places_in(entry.en), places_in(entry.ja)) << entry.code;
    EXPECT_FALSE(has_gap(places_in(entry.en))) << entry.code;
  }
}

TEST(error, every_phrase_is_there_in_both_languages_with_the_same_places) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < phrases; ++i) {
    const std::string en = text_of(static_cast<phrase>(i), locale::en);
    const std::string ja = text_of(static_cast<phrase>(i), locale::ja);
    EXPECT_FALSE(en.empty()) << i;
    EXPECT_TRUE(is_japanese(ja)) << i;
    EXPECT_EQ(places_in(en), places_in(ja)) << en;
    EXPECT_FALSE(has_gap(places_in(en))) << en;
    EXPECT_TRUE(seen.insert(en).second) << en;
  }
}

TEST(error, every_place_is_filled) {
  for (const error_entry& entry : error_table()) {
    for (const locale language : {locale::en, locale::ja}) {
      const std::string message = message_of(entry.id, language, {"f0", "f1", "f2", "f3", "f4", "f5"});
      EXPECT_TRUE(places_in(message).empty()) << message;
      for (const char place : places_in(entry.en)) {
        EXPECT_NE(message.find(std::string("f") + place), std::string::npos) << message;
      }
    }
  }
}

TEST(error, the_locale_chooses_the_language) {
  EXPECT_EQ(message_of(error::disposed, locale::en), entry_of(error::disposed).en);
  EXPECT_EQ(message_of(error::disposed, locale::ja), entry_of(error::disposed).ja);
  const std::string en = text_of(phrase::more, locale::en, {"3"});
  const std::string ja = text_of(phrase::more, locale::ja, {"3"});
  EXPECT_NE(en, ja);
  EXPECT_NE(en.find('3'), std::string::npos);
  EXPECT_NE(ja.find('3'), std::string::npos);
}

TEST(error, fill_replaces_places_that_have_a_fact) {
  EXPECT_EQ(fill("", {}), "");
  EXPECT_EQ(fill("{0}", {"a"}), "a");
  EXPECT_EQ(fill("{1}{0}{1}", {"a", "b"}), "bab");
  EXPECT_EQ(fill("{0} {1}", {"a"}), "a {1}");
  EXPECT_EQ(fill("{}{x}{0", {"a"}), "{}{x}{0");
  EXPECT_EQ(fill("{{0}}", {"a"}), "{a}");
  EXPECT_EQ(fill("{9}", {"a"}), "{9}");
}

TEST(error, a_fact_is_no_pattern) { EXPECT_EQ(fill("{0}-{1}", {"{1}", "b"}), "{1}-b"); }

TEST(error, a_sentence_is_known_in_both_languages_with_the_sentences_in_it) {
  for (const locale language : {locale::en, locale::ja}) {
    const locale other = other_than(language);
    const sentence why = sentence_of(phrase::relay_answer, language, {"200"});
    sentence told = sentence_of(error::network_failed, language, {"https://a", why});
    const auto expected = [](locale each) {
      const std::string in_it = text_of(phrase::relay_answer, each, {"200"});
      return message_of(error::network_failed, each, {"https://a", in_it});
    };
    EXPECT_EQ(told, expected(language));
    EXPECT_EQ(told.translated(), expected(other));
    told.append(sentence_of(phrase::more, language, {"2"}));
    EXPECT_EQ(told, expected(language) + text_of(phrase::more, language, {"2"}));
    EXPECT_EQ(told.translated(), expected(other) + text_of(phrase::more, other, {"2"}));
  }
}

TEST(error, a_text_without_a_translation_is_the_same_in_both) {
  sentence text("upstream's");
  EXPECT_EQ(text.translated(), "upstream's");
  text.append(sentence("a", "b"));
  EXPECT_EQ(text, "upstream'sa");
  EXPECT_EQ(text.translated(), "upstream'sb");
}

}  // namespace
}  // namespace kintone
