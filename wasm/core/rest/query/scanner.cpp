#include "core/rest/query/scanner.h"

#include "core/base/algorithm.h"
#include "core/base/ascii.h"

namespace kintone::rest::query {
namespace {

/// U+3000 in UTF-8.
constexpr std::string_view wide_blank = "\xE3\x80\x80";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Whether a name can have the character at the start of `text`: letters, digits, `_` and `$` of ASCII, and
/// all beyond it but the wide blank.
bool begins_with_name_char(std::string_view text) {
  if (text.empty()) return false;
  const char c = text.front();
  if (ascii::is_high(c)) return !text.starts_with(wide_blank);
  return ascii::is_alpha(c) || ascii::is_digit(c) || c == '_' || c == '$';
}

/// The bytes of a name at the start of `text`; one dot may stand within it (L09).
std::size_t name_length(std::string_view text) {
  std::size_t length = 0;
  bool has_dot = false;
  while (true) {
    const std::string_view rest = text.substr(length);
    const bool is_dot =
        rest.starts_with('.') && length > 0 && !has_dot && begins_with_name_char(rest.substr(1));
    if (!is_dot && !begins_with_name_char(rest)) return length;
    has_dot = has_dot || is_dot;
    ++length;
  }
}

std::size_t digits_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && ascii::is_digit(text[length])) ++length;
  return length;
}

/// The bytes of `[+-](digits[.digits] | .digits)[e[+-]digits]` at the start of `text`. A word may follow at
/// once: the `e` of `5else` is none of an exponent.
std::size_t number_length(std::string_view text) {
  const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const std::size_t whole = digits_length(text.substr(sign));
  std::size_t length = sign + whole;
  if (text.substr(length).starts_with('.')) {
    const std::size_t places = digits_length(text.substr(length + 1));
    if (places == 0) return 0;
    length += 1 + places;
  } else if (whole == 0) {
    return 0;
  }
  const std::string_view rest = text.substr(length);
  if (rest.starts_with('e') || rest.starts_with('E')) {
    const std::size_t exponent_sign =
        rest.substr(1).starts_with('-') || rest.substr(1).starts_with('+') ? 1 : 0;
    const std::size_t exponent = digits_length(rest.substr(1 + exponent_sign));
    if (exponent > 0) length += 1 + exponent_sign + exponent;
  }
  return length;
}

/// What stands for the escape `\c`; 0 where there is none.
char escaped(char c) {
  switch (c) {
    case '"':
    case '\\':
      return c;
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    default:
      return 0;
  }
}

bool is_constant(std::string_view name) {
  return all_of(name, [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

}  // namespace

std::string_view scanner::take(std::size_t length) {
  const std::string_view taken = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return taken;
}

void scanner::pass_blanks() {
  while (!rest_.empty()) {
    if (is_blank(rest_.front())) {
      rest_.remove_prefix(1);
    } else if (rest_.starts_with(wide_blank)) {
      rest_.remove_prefix(wide_blank.size());
    } else {
      return;
    }
  }
}

bool scanner::is_at_end() {
  pass_blanks();
  return rest_.empty();
}

bool scanner::take_symbol(std::string_view symbol) {
  pass_blanks();
  if (!rest_.starts_with(symbol)) return false;
  rest_.remove_prefix(symbol.size());
  return true;
}

std::string_view scanner::next_name() {
  pass_blanks();
  return rest_.substr(0, name_length(rest_));
}

bool scanner::take_word(std::string_view word) {
  if (next_name() != word) return false;
  rest_.remove_prefix(word.size());
  return true;
}

std::string_view scanner::take_name() { return take(next_name().size()); }

std::string_view scanner::take_constant() {
  const std::string_view name = next_name();
  return is_constant(name) ? take(name.size()) : std::string_view();
}

std::string_view scanner::take_function() {
  const scanner before = *this;
  const std::string_view name = take_constant();
  if (!name.empty() && take_symbol("(")) return name;
  *this = before;
  return {};
}

std::string_view scanner::take_number() {
  pass_blanks();
  return take(number_length(rest_));
}

std::string_view scanner::take_integer() {
  pass_blanks();
  const std::size_t sign = rest_.starts_with('-') ? 1 : 0;
  const std::size_t digits = digits_length(rest_.substr(sign));
  return digits == 0 ? std::string_view() : take(sign + digits);
}

std::optional<std::string> scanner::take_string() {
  pass_blanks();
  if (!rest_.starts_with('"')) return std::nullopt;
  std::string value;
  for (std::size_t i = 1; i < rest_.size(); ++i) {
    char c = rest_[i];
    if (c == '"') {
      rest_.remove_prefix(i + 1);
      return value;
    }
    if (c == '\t' || c == '\n' || c == '\r') return std::nullopt;
    if (c == '\\') {
      ++i;
      c = i < rest_.size() ? escaped(rest_[i]) : '\0';
      if (c == 0) return std::nullopt;
    }
    value.push_back(c);
  }
  return std::nullopt;
}

}  // namespace kintone::rest::query
