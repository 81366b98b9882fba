#include "core/http/field_section_reader.h"

#include "core/base/ascii.h"
#include "core/base/number.h"

namespace kintone::http {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

std::size_t field_section_reader::read(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size() && !is_done() && problem_.fault == reading_fault::none) {
    if (state_ == state::value) {
      at += read_value(bytes.substr(at));
      continue;
    }
    const char c = bytes[at];
    if (state_ == state::before_value && !is_blank(c)) {
      state_ = state::value;
      continue;
    }
    ++at;
    if (state_ == state::start) {
      read_start(c);
    } else if (state_ == state::name) {
      read_name(c);
    } else if (state_ == state::after_value || state_ == state::last) {
      if (c != '\n') {
        fail(reading_fault::malformed);
      } else if (state_ == state::last) {
        state_ = state::done;
      } else {
        end_line();
      }
    }
  }
  return at;
}

void field_section_reader::read_start(char c) {
  if (c == '\r') {
    state_ = state::last;
  } else if (lines_.size() == limits_.count) {
    // P20: the line is there.
    fail(reading_fault::too_many_lines);
  } else {
    state_ = state::name;
    read_name(c);
  }
}

void field_section_reader::read_name(char c) {
  if (c == ':' && !name_.empty()) {
    state_ = state::before_value;
  } else if (!ascii::is_token_char(c)) {
    fail(reading_fault::malformed);
  } else {
    name_ += c;
    if (is_too_long()) fail(reading_fault::line_too_long);
  }
}

std::size_t field_section_reader::read_value(std::string_view bytes) {
  std::size_t length = 0;
  while (length < bytes.size() && (!ascii::is_control(bytes[length]) || bytes[length] == '\t')) ++length;
  const std::string_view run = bytes.substr(0, length);
  const std::size_t last = run.find_last_not_of(" \t");
  if (last != std::string_view::npos) solid_ = value_.size() + last + 1;
  if (is_too_long()) {
    fail(reading_fault::line_too_long);
    return length;
  }
  value_ += run;
  // Of the blanks at its end no more is kept than tells a line that goes on behind them from one at the
  // limit.
  if (value_.size() > limits_.length) value_.resize(limits_.length);
  if (length == bytes.size()) return length;
  if (bytes[length] == '\r') {
    state_ = state::after_value;
  } else {
    fail(reading_fault::malformed);
  }
  return length + 1;
}

void field_section_reader::end_line() {
  value_.resize(solid_);
  lines_.push_back({std::move(name_), std::move(value_)});
  name_.clear();
  value_.clear();
  solid_ = 0;
  state_ = state::start;
}

void field_section_reader::fail(reading_fault fault) {
  problem_ = {fault, name_.empty() ? "field line " + decimal(lines_.size() + 1) : name_};
}

}  // namespace kintone::http
