#include "core/rest/query/words.h"

#include <array>
#include <cstddef>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/utf8.h"

namespace kintone::rest::query {
namespace {

struct span {
  char32_t first;
  char32_t last;
};

/// Beyond ASCII, once it is narrow: punctuation, symbols, blanks, pictures. Assumption: kintone's list is not
/// public.
constexpr std::array symbols = {
    span{0x80, 0xA9},     span{0xAB, 0xB1},     span{0xB4, 0xB4},     span{0xB6, 0xB8},
    span{0xBB, 0xBF},     span{0xD7, 0xD7},     span{0xF7, 0xF7},     span{0x2000, 0x206F},
    span{0x20A0, 0x20CF}, span{0x2190, 0x2BFF}, span{0x3000, 0x3004}, span{0x3008, 0x3020},
    span{0x3030, 0x3030}, span{0x303D, 0x303F}, span{0x30FB, 0x30FB}, span{0xFE10, 0xFE1F},
    span{0xFE30, 0xFE6F}, span{0xFF5F, 0xFF65}, span{0xFFE0, 0xFFEE}, span{0x1F000, 0x1FAFF},
};

/// What U+FF66 to U+FF9F, the half-width kana, stand for.
constexpr std::array<char16_t, 58> full_width_kana = {
    0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30E3, 0x30E5, 0x30E7, 0x30C3, 0x30FC, 0x30A2,
    0x30A4, 0x30A6, 0x30A8, 0x30AA, 0x30AB, 0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5, 0x30B7, 0x30B9,
    0x30BB, 0x30BD, 0x30BF, 0x30C1, 0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE,
    0x30CF, 0x30D2, 0x30D5, 0x30D8, 0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6,
    0x30E8, 0x30E9, 0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3, 0x3099, 0x309A};

constexpr char32_t voiced_mark = 0x3099;
constexpr char32_t half_voiced_mark = 0x309A;

/// The character at the start of well-formed `rest`, which loses it.
char32_t take_character(std::string_view& rest) {
  const std::size_t length = utf8::sequence_length(rest);
  const auto first = static_cast<unsigned char>(rest.front());
  char32_t character = first;
  if (length > 1) character = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    character = (character << 6U) | (static_cast<unsigned char>(rest[i]) & 0x3FU);
  }
  rest.remove_prefix(length == 0 ? 1 : length);
  return character;
}

/// The kana with its mark, as カ and ゛ are ガ; 0 where there is none.
char32_t composed(char32_t kana, char32_t mark) {
  const bool is_ka_to_to = kana >= 0x30AB && kana <= 0x30C8;
  const bool is_ha_to_ho = kana >= 0x30CF && kana <= 0x30DB && (kana - 0x30CF) % 3 == 0;
  if (is_ha_to_ho) return kana + (mark == voiced_mark ? 1 : 2);
  if (mark != voiced_mark) return 0;
  if (kana == 0x30A6) return 0x30F4;
  // Up to チ the plain ones are odd; behind the small ッ even.
  const bool is_plain = kana <= 0x30C1 ? kana % 2 == 1 : kana >= 0x30C4 && kana % 2 == 0;
  return is_ka_to_to && is_plain ? kana + 1 : 0;
}

char32_t narrowed(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  if (c >= 0xFF66 && c <= 0xFF9F) return full_width_kana[c - 0xFF66];
  return c;
}

/// Of Latin, Greek and Cyrillic letters.
char32_t lowered(char32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 0x20;
  if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 0x20;
  return c >= 0x400 && c <= 0x40F ? c + 0x50 : c;
}

bool is_ascii_word(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_symbol(char32_t c) {
  if (c < 0x80) return !is_ascii_word(c);
  return any_of(symbols, [c](const span& each) { return c >= each.first && c <= each.last; });
}

/// The characters as they are compared, one after the other.
class folded {
 public:
  explicit folded(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool is_over() const { return rest_.empty(); }

  char32_t take() {
    const char32_t c = lowered(narrowed(take_character(rest_)));
    if (rest_.empty() || c < 0x3000) return c;
    std::string_view ahead = rest_;
    const char32_t mark = narrowed(take_character(ahead));
    const char32_t both = mark == voiced_mark || mark == half_voiced_mark ? composed(c, mark) : 0;
    if (both == 0) return c;
    rest_ = ahead;
    return both;
  }

 private:
  std::string_view rest_;
};

/// The word at the start of `rest`, which loses it and its blank.
std::string_view take_word(std::string_view& rest) {
  const std::string_view word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  return word;
}

}  // namespace

std::string words_of(std::string_view text) {
  std::string words;
  words.reserve(text.size());
  enum class run { none, ascii, other } before = run::none;
  folded characters(text);
  while (!characters.is_over()) {
    const char32_t c = characters.take();
    const run now = is_symbol(c) ? run::none : is_ascii_word(c) ? run::ascii : run::other;
    if (now != run::none && now != before && !words.empty()) words.push_back(' ');
    if (now != run::none) utf8::append(words, c);
    before = now;
  }
  return words;
}

word_search::word_search(std::string_view key) {
  const std::string words = words_of(key);
  std::string_view rest = words;
  while (!rest.empty()) wanted_.emplace_back(take_word(rest));
}

bool word_search::finds(std::string_view words) const {
  return all_of(wanted_, [words](const std::string& wanted) {
    if (ascii::is_high(wanted.front())) {
      return utf8::count(wanted) > 1 && words.find(wanted) != std::string_view::npos;
    }
    std::string_view rest = words;
    while (!rest.empty()) {
      if (take_word(rest) == wanted) return true;
    }
    return false;
  });
}

std::string without_markup(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const char c = text.front();
    std::size_t length = 1;
    if (c == '<') {
      length = std::min(text.find('>'), text.size() - 1) + 1;
    } else if (c == '&') {
      while (length < text.size() &&
             (ascii::is_alpha(text[length]) || ascii::is_digit(text[length]) || text[length] == '#')) {
        ++length;
      }
      if (length == text.size() || text[length] != ';') length = 1;
    }
    plain.push_back(c == '<' || c == '&' ? ' ' : c);
    text.remove_prefix(length);
  }
  return plain;
}

}  // namespace kintone::rest::query
