// `like` is a search for words, not for a part of a text (L21).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kintone::rest::query {

/// Lower case, full-width letters and digits as ASCII, half-width kana as full-width; one blank in the place
/// of whatever is no letter and no digit, and between letters and digits of ASCII and other characters.
[[nodiscard]] std::string words_of(std::string_view text);

/// The words that a text must have.
class word_search {
 public:
  explicit word_search(std::string_view key);

  /// `words`: what `words_of` makes of the text. A word of ASCII must be there as a whole; another anywhere
  /// in one, if it has two characters at least; all of them must be there.
  [[nodiscard]] bool finds(std::string_view words) const;

 private:
  std::vector<std::string> wanted_;
};

/// `text` without its tags and character references, which stand for blanks.
[[nodiscard]] std::string without_markup(std::string_view text);

}  // namespace kintone::rest::query
