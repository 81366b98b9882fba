// Field lines up to the empty line that ends them (RFC 9112, section 5), from bytes that come in any pieces.
// Strict: lines end in CR LF, names are tokens, nothing is folded, no control character but the tab stands in
// a value. Each limit is judged as its line goes over it, so no line takes more memory than the limit, even
// if it never ends: blanks around a value, which are no part of it, are passed over.
//
//   start ─► name ─► before_value ─► value ─► after_value ─► start
//     └────► last ─► done
#pragma once

#include <cstddef>
#include <string_view>

#include "core/http/field.h"
#include "core/http/reading.h"

namespace kintone::http {

class field_section_reader {
 public:
  explicit field_section_reader(line_limits limits) : limits_(limits) {}

  /// The next bytes. How many of them are the section's: all, unless it ends in them or something is wrong.
  std::size_t read(std::string_view bytes);

  [[nodiscard]] bool is_done() const { return state_ == state::done; }
  [[nodiscard]] const reading_problem& problem() const { return problem_; }
  /// Values without the blanks at their ends.
  [[nodiscard]] const fields& lines() const { return lines_; }
  [[nodiscard]] fields take_lines() { return std::move(lines_); }

 private:
  enum class state : std::uint8_t { start, name, before_value, value, after_value, last, done };

  void read_start(char c);
  void read_name(char c);
  std::size_t read_value(std::string_view bytes);
  void end_line();
  void fail(reading_fault fault);
  [[nodiscard]] bool is_too_long() const { return name_.size() + 2 + solid_ > limits_.length; }

  line_limits limits_;
  state state_ = state::start;
  reading_problem problem_;
  fields lines_;
  std::string name_;
  std::string value_;
  /// Bytes of the value up to its last that is no blank.
  std::size_t solid_ = 0;
};

}  // namespace kintone::http
