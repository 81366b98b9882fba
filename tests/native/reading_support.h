// Reads an answer as a transport does: bytes in any pieces, of which only some can be seen at a time.
#pragma once

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/response_reader.h"

namespace kintone::tests {

/// What was read of the bytes: `200 [A|1] body "hello" ended, rests 4000, left "x"`.
class answer_reading {
 public:
  explicit answer_reading(http::line_limits limits, std::size_t window) : reader_(limits), window_(window) {}

  /// The next bytes of the connection.
  void feed(std::string_view piece) {
    const auto copy = std::make_unique<char[]>(piece.size());
    std::copy(piece.begin(), piece.end(), copy.get());
    const std::string_view bytes(copy.get(), piece.size());
    std::size_t at = 0;
    do {
      if (is_over()) break;
      const std::string_view seen = bytes.substr(at, window_);
      const http::read_bytes told = reader_.read(seen, bytes.size() - at);
      if (told.passed > seen.size() || told.passed + told.body > bytes.size() - at) {
        throw std::logic_error("more than there is");
      }
      if (told.next == http::reading::more && told.passed + told.body == 0 && at < bytes.size()) {
        throw std::logic_error("gets no further");
      }
      at += told.passed;
      body_ += bytes.substr(at, told.body);
      at += told.body;
      step(told.next);
    } while (at < bytes.size() || next_ == http::reading::head);
    left_ += bytes.substr(at);
  }

  [[nodiscard]] bool is_over() const {
    return next_ == http::reading::ended || next_ == http::reading::failed;
  }

  /// Once the connection is closed.
  [[nodiscard]] std::string told() const {
    static constexpr const char* faults[] = {"", "malformed", "too many", "too long", "broken"};
    std::string text = head_;
    if (!body_.empty()) text += "body \"" + body_ + "\" ";
    if (next_ == http::reading::failed) {
      return text + faults[static_cast<std::size_t>(reader_.problem().fault)] + " " + reader_.problem().where;
    }
    if (next_ != http::reading::ended) return text + (reader_.ends_with_connection() ? "closed" : "short");
    text += "ended";
    if (reader_.idle_time() > 0) text += ", rests " + std::to_string(reader_.idle_time());
    return left_.empty() ? text : text + ", left \"" + left_ + "\"";
  }

  [[nodiscard]] const std::string& body() const { return body_; }

 private:
  void step(http::reading next) {
    next_ = next;
    if (next != http::reading::head) return;
    if (!head_.empty()) throw std::logic_error("two heads");
    head_ = std::to_string(reader_.status()) + " ";
    for (const http::field& line : reader_.take_lines()) head_ += "[" + line.name + "|" + line.value + "] ";
  }

  http::response_reader reader_;
  std::size_t window_;
  http::reading next_ = http::reading::more;
  std::string head_;
  std::string body_;
  std::string left_;
};

/// `text` with a cut at each of `cuts`, in order.
inline std::string read_cut(std::string_view text, const std::vector<std::size_t>& cuts,
                            http::line_limits limits, std::size_t window = 65'536) {
  answer_reading reading(limits, window);
  std::size_t begin = 0;
  for (const std::size_t cut : cuts) {
    reading.feed(text.substr(begin, cut - begin));
    begin = cut;
  }
  reading.feed(text.substr(begin));
  return reading.told();
}

}  // namespace kintone::tests
