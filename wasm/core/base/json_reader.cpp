// Reads JSON (RFC 8259).
#include "core/base/ascii.h"
#include "core/base/json.h"
#include "core/base/number.h"
#include "core/base/utf8.h"

namespace kintone {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

constexpr bool is_lead(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
constexpr bool is_trail(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// Takes a text apart from the front; each `read…` is false where the text is not JSON.
class reader {
 public:
  explicit reader(std::string_view text) : rest_(text) {}

  bool read(json_value& value) {
    if (!read(value, 0)) return false;
    skip_blanks();
    return rest_.empty();
  }

 private:
  /// The depth of what walks or destroys a tree is the text's: it is capped.
  static constexpr std::size_t deepest = 64;

  void skip_blanks() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
  }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// The same with blanks before it.
  bool take_mark(char c) {
    skip_blanks();
    return take(c);
  }

  bool take_word(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  std::size_t take_digits() {
    std::size_t count = 0;
    while (!rest_.empty() && ascii::is_digit(rest_.front())) {
      rest_.remove_prefix(1);
      ++count;
    }
    return count;
  }

  /// Into `value`, which is null.
  bool read(json_value& value, std::size_t depth) {
    skip_blanks();
    if (rest_.empty()) return false;
    switch (rest_.front()) {
      case '{':
        return depth < deepest && read_object(value, depth + 1);
      case '[':
        return depth < deepest && read_array(value, depth + 1);
      case '"':
        value = std::string();
        return read_string(*value.get_ptr<std::string*>());
      case 't':
        return read_boolean(value, "true");
      case 'f':
        return read_boolean(value, "false");
      case 'n':
        return take_word("null");
      default:
        return read_number(value);
    }
  }

  bool read_object(json_value& object, std::size_t depth) {
    json_members members(object);
    take('{');
    if (take_mark('}')) return true;
    do {
      skip_blanks();
      std::string name;
      if (!read_string(name) || !take_mark(':')) return false;
      json_value& value = members[name];
      value = {};
      if (!read(value, depth)) return false;
    } while (take_mark(','));
    return take('}');
  }

  bool read_array(json_value& array, std::size_t depth) {
    array = json_value::array();
    auto& elements = *array.get_ptr<json_value::array_t*>();
    take('[');
    if (take_mark(']')) return true;
    do {
      elements.emplace_back();
      if (!read(elements.back(), depth)) return false;
    } while (take_mark(','));
    return take(']');
  }

  bool read_boolean(json_value& value, std::string_view word) {
    value = word == "true";
    return take_word(word);
  }

  bool read_number(json_value& value) {
    const std::string_view begun = rest_;
    take('-');
    const bool has_leading_zero = rest_.starts_with('0');
    const std::size_t digits = take_digits();
    if (digits == 0 || (has_leading_zero && digits > 1)) return false;
    if (take('.') && take_digits() == 0) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (take_digits() == 0) return false;
    }
    const std::string_view text = begun.substr(0, begun.size() - rest_.size());
    if (const auto whole = whole_number(text)) {
      value = *whole;
    } else {
      value = json_value::binary(std::vector<std::uint8_t>(text.begin(), text.end()));
    }
    return true;
  }

  bool read_string(std::string& text) {
    if (!take('"')) return false;
    for (;;) {
      const std::size_t length = whole_length();
      text.append(rest_.data(), length);
      rest_.remove_prefix(length);
      if (take('"')) return true;
      if (!take('\\') || !read_escape(text)) return false;
    }
  }

  /// Bytes up to the next quote, backslash, control character or broken UTF-8.
  [[nodiscard]] std::size_t whole_length() const {
    std::size_t end = 0;
    for (;;) {
      end += plain_length(rest_.substr(end));
      if (end == rest_.size() || !ascii::is_high(rest_[end])) return end;
      const std::size_t length = utf8::sequence_length(rest_.substr(end));
      if (length == 0) return end;
      end += length;
    }
  }

  bool read_escape(std::string& text) {
    constexpr std::string_view marks = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (rest_.empty()) return false;
    const char mark = rest_.front();
    rest_.remove_prefix(1);
    if (mark == 'u') return read_unit(text);
    const std::size_t place = marks.find(mark);
    if (place == std::string_view::npos) return false;
    text.push_back(meanings[place]);
    return true;
  }

  /// One UTF-16 code unit in hex digits, or a surrogate pair of two; half a pair is no text.
  bool read_unit(std::string& text) {
    const auto unit = take_unit();
    if (!unit || is_trail(*unit)) return false;
    char32_t character = *unit;
    if (is_lead(*unit)) {
      const auto trail = take_word("\\u") ? take_unit() : std::nullopt;
      if (!trail || !is_trail(*trail)) return false;
      character = 0x10000U + ((*unit - 0xD800U) << 10U) + (*trail - 0xDC00U);
    }
    utf8::append(text, character);
    return true;
  }

  std::optional<unsigned> take_unit() {
    constexpr std::size_t digits = 4;
    if (rest_.size() < digits) return std::nullopt;
    unsigned unit = 0;
    for (const char c : rest_.substr(0, digits)) {
      const int value = ascii::hex_value(c);
      if (value < 0) return std::nullopt;
      unit = unit * 16U + static_cast<unsigned>(value);
    }
    rest_.remove_prefix(digits);
    return unit;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<json_value> read_json(std::string_view text) {
  json_value value;
  return reader(text).read(value) ? std::optional(std::move(value)) : std::nullopt;
}

}  // namespace kintone
