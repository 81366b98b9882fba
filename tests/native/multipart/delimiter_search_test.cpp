#include "core/multipart/delimiter_search.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/native/support.h"

namespace kintone::multipart {
namespace {

using tests::exactly;

/// The contract, word by word.
std::size_t find_plainly(std::string_view text, std::string_view delimiter) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with(delimiter) || delimiter.starts_with(rest)) return i;
  }
  return text.size();
}

void expect_found(const std::string& text, const std::string& delimiter) {
  ASSERT_EQ(find_delimiter(exactly(text), delimiter), find_plainly(text, delimiter))
      << testing::PrintToString(text) << " " << testing::PrintToString(delimiter);
}

const std::vector<std::string>& delimiters() {
  static const std::vector<std::string> all = {"\r\n--b",
                                               "\r\n---",
                                               "\r\n--ab",
                                               "\r\n--bab",
                                               "\r\n--ab-",
                                               "\r\n--boundary",
                                               "\r\n------WebKitFormBoundary7MA4YWxkTrZu0gWQ",
                                               "\r\n--" + std::string(70, 'x')};
  return all;
}

TEST(multipart_delimiter_search, finds_it_at_each_offset) {
  for (const std::string& delimiter : delimiters()) {
    for (const char filler : {'x', '\r', '\n', '-', 'b', '\0'}) {
      for (std::size_t before = 0; before < 150; ++before) {
        for (const std::size_t behind : {0U, 1U, 7U, 40U, 150U}) {
          expect_found(std::string(before, filler) + delimiter + std::string(behind, filler), delimiter);
        }
      }
    }
  }
}

TEST(multipart_delimiter_search, finds_its_beginning_at_the_end) {
  for (const std::string& delimiter : delimiters()) {
    for (std::size_t before = 0; before < 150; before += 3) {
      for (std::size_t length = 0; length <= delimiter.size(); ++length) {
        expect_found(std::string(before, 'y') + delimiter.substr(0, length), delimiter);
        // Within the text a beginning is nothing.
        expect_found(std::string(before, 'y') + delimiter.substr(0, length) + std::string(100, 'y'),
                     delimiter);
      }
    }
  }
}

TEST(multipart_delimiter_search, passes_over_each_wrong_byte) {
  for (const std::string& delimiter : delimiters()) {
    for (std::size_t at = 0; at < delimiter.size(); ++at) {
      std::string wrong = delimiter;
      wrong[at] = '!';
      for (std::size_t before = 0; before < 70; before += 7) {
        expect_found(std::string(before, 'y') + wrong + wrong + wrong + delimiter, delimiter);
      }
    }
  }
}

TEST(multipart_delimiter_search, finds_it_among_its_own_bytes) {
  std::mt19937 random(1);
  for (const std::string& delimiter : delimiters()) {
    const std::string bytes = std::string("\r\n-") + delimiter[4] + delimiter.back();
    for (int round = 0; round < 2'000; ++round) {
      std::string text(random() % 200, '\0');
      for (char& c : text) c = bytes[random() % bytes.size()];
      if (round % 3 > 0) text.insert(random() % (text.size() + 1), delimiter);
      if (round % 3 > 1) text.insert(random() % (text.size() + 1), delimiter.substr(0, delimiter.size() - 1));
      expect_found(text, delimiter);
    }
  }
}

}  // namespace
}  // namespace kintone::multipart
