// Takes a query apart from left to right (L03 to L06). What stands next depends on what is expected there:
// `2020年` is a field's code where a field is due, and the number 2020 where a value is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kintone::rest::query {

class scanner {
 public:
  /// `text` must outlive it.
  explicit scanner(std::string_view text) : rest_(text) {}

  /// Each passes over blanks and takes what is asked for; nothing is taken where something else stands there.
  [[nodiscard]] bool is_at_end();
  [[nodiscard]] bool take_symbol(std::string_view symbol);
  /// The whole word, so that `order` is not taken from `orders`.
  [[nodiscard]] bool take_word(std::string_view word);
  /// A word: letters and digits of every script, `_`, `$` and more; `a.b` is one.
  [[nodiscard]] std::string_view take_name();
  /// A name of upper-case letters and `_`: a function's, or one of its arguments (L05).
  [[nodiscard]] std::string_view take_constant();
  /// The same, in front of a bracket.
  [[nodiscard]] std::string_view take_function();
  /// As it is written (L06).
  [[nodiscard]] std::string_view take_number();
  /// Digits alone, or behind a minus.
  [[nodiscard]] std::string_view take_integer();
  /// What stands in the quotes (L04).
  [[nodiscard]] std::optional<std::string> take_string();

  /// The word that stands next; it stays there.
  [[nodiscard]] std::string_view next_name();

 private:
  void pass_blanks();
  [[nodiscard]] std::string_view take(std::size_t length);

  std::string_view rest_;
};

}  // namespace kintone::rest::query
