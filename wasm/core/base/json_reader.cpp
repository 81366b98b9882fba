// Reads JSON (RFC 8259) into nlohmann's tree. Its own parser is a quarter of the module's size, most of it
// for numbers that nothing here computes with.
#include <charconv>
#include <map>

#include "core/base/ascii.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

namespace kintone {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

constexpr bool is_lead(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
constexpr bool is_trail(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// Takes a text apart from the front; each `read_…` gives nothing where the text is not JSON.
class reader {
 public:
  explicit reader(std::string_view text) : rest_(text) {}

  std::optional<json> read() {
    auto value = read_value(0);
    skip_blanks();
    return rest_.empty() ? std::move(value) : std::nullopt;
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

  std::optional<json> read_value(std::size_t depth) {
    skip_blanks();
    if (rest_.empty()) return std::nullopt;
    switch (rest_.front()) {
      case '{':
        return depth == deepest ? std::nullopt : read_object(depth + 1);
      case '[':
        return depth == deepest ? std::nullopt : read_array(depth + 1);
      case '"': {
        auto text = read_string();
        return text ? std::optional<json>(std::move(*text)) : std::nullopt;
      }
      case 't':
        return take_word("true") ? std::optional<json>(true) : std::nullopt;
      case 'f':
        return take_word("false") ? std::optional<json>(false) : std::nullopt;
      case 'n':
        return take_word("null") ? std::optional<json>(nullptr) : std::nullopt;
      default:
        return read_number();
    }
  }

  std::optional<json> read_object(std::size_t depth) {
    json object = json::object();
    auto& members = *object.get_ptr<json::object_t*>();
    // nlohmann's ordered object looks for a name among all before it: a stranger's million would take
    // minutes.
    std::map<std::string, std::size_t> places;
    take('{');
    if (take_mark('}')) return object;
    do {
      skip_blanks();
      const auto name = read_string();
      if (!name || !take_mark(':')) return std::nullopt;
      auto value = read_value(depth);
      if (!value) return std::nullopt;
      const auto [place, is_new] = places.emplace(*name, members.size());
      if (is_new) {
        members.emplace_back(*name, std::move(*value));
      } else {
        (members.begin() + static_cast<std::ptrdiff_t>(place->second))->second = std::move(*value);
      }
    } while (take_mark(','));
    return take('}') ? std::optional<json>(std::move(object)) : std::nullopt;
  }

  std::optional<json> read_array(std::size_t depth) {
    json array = json::array();
    take('[');
    if (take_mark(']')) return array;
    do {
      auto value = read_value(depth);
      if (!value) return std::nullopt;
      array.push_back(std::move(*value));
    } while (take_mark(','));
    return take(']') ? std::optional<json>(std::move(array)) : std::nullopt;
  }

  std::optional<json> read_number() {
    const std::string_view begun = rest_;
    const bool is_negative = take('-');
    const bool has_leading_zero = rest_.starts_with('0');
    const std::size_t digits = take_digits();
    if (digits == 0 || (has_leading_zero && digits > 1)) return std::nullopt;
    bool is_whole = true;
    if (take('.')) {
      is_whole = false;
      if (take_digits() == 0) return std::nullopt;
    }
    if (take('e') || take('E')) {
      is_whole = false;
      if (!take('+')) take('-');
      if (take_digits() == 0) return std::nullopt;
    }
    const std::string_view text = begun.substr(0, begun.size() - rest_.size());
    if (is_whole) {
      if (auto number =
              is_negative ? whole<json::number_integer_t>(text) : whole<json::number_unsigned_t>(text)) {
        return number;
      }
    }
    return json(json::binary_t({text.begin(), text.end()}));
  }

  template <typename number>
  static std::optional<json> whole(std::string_view text) {
    number value = 0;
    const auto [stopped, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() ? std::optional<json>(value) : std::nullopt;
  }

  std::optional<std::string> read_string() {
    if (!take('"')) return std::nullopt;
    std::string text;
    for (;;) {
      const std::size_t length = whole_length();
      text.append(rest_.data(), length);
      rest_.remove_prefix(length);
      if (take('"')) return text;
      if (!take('\\') || !read_escape(text)) return std::nullopt;
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

std::optional<json> parse_json(std::string_view text) { return reader(text).read(); }

}  // namespace kintone
