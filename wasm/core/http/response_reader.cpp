#include "core/http/response_reader.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/http/field_list.h"

namespace kintone::http {
namespace {

/// `HTTP/1.1 200`, where `?` is 0 or 1 and `#` a digit (RFC 9112, section 4).
constexpr std::string_view status_line_start = "HTTP/1.? ###";

/// Bytes of a reason phrase, which nobody is told: a bound of ours.
constexpr std::uint32_t longest_reason = 8'000;

/// Hex digits of a chunk's size: what 64 bits hold.
constexpr std::uint32_t longest_size = 16;

/// Milliseconds. Node's servers close a connection that rested for 5 s, most others later.
constexpr std::uint32_t longest_rest = 4'000;

/// Where the other end says when it will close (`Keep-Alive: timeout=5`, in seconds): well before that.
std::uint32_t rest_by(const fields& lines) {
  constexpr std::string_view name = "timeout=";
  for (const std::string_view element : elements(lines, "keep-alive")) {
    if (!ascii::equals_ignoring_case(element.substr(0, name.size()), name)) continue;
    const std::string_view text = element.substr(name.size());
    const auto end = std::find_if_not(text.begin(), text.end(), ascii::is_digit);
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    const std::uint64_t seconds = std::min<std::uint64_t>(whole_number(digits).value_or(0), longest_rest);
    return std::min(longest_rest, static_cast<std::uint32_t>(seconds) * 500);
  }
  return longest_rest;
}

}  // namespace

read_bytes response_reader::read(std::string_view seen, std::uint64_t available) {
  read_bytes r;
  has_begun_ = has_begun_ || available > 0;
  const bool had_head = has_head_;
  while (r.passed < seen.size() && !is_in_body() && state_ != state::done &&
         problem_.fault == reading_fault::none && had_head == has_head_) {
    r.passed += read_framing(seen.substr(r.passed));
  }
  if (problem_.fault != reading_fault::none) {
    r.next = reading::failed;
  } else if (had_head != has_head_) {
    r.next = reading::head;
  } else {
    if (is_in_body()) {
      r.body = std::min(left_, available - r.passed);
      take(r.body);
    }
    r.next = state_ == state::done ? reading::ended : reading::more;
  }
  return r;
}

std::uint32_t response_reader::idle_time() const {
  return state_ == state::done && is_persistent_ ? rest_ : 0;
}

std::size_t response_reader::read_framing(std::string_view bytes) {
  if (state_ == state::head || state_ == state::trailers) return read_section(bytes);
  if (state_ == state::status_line) {
    read_status_line(bytes.front());
  } else {
    read_chunk_line(bytes.front());
  }
  return 1;
}

void response_reader::read_status_line(char c) {
  const std::size_t at = line_++;
  if (at < status_line_start.size()) {
    const char expected = status_line_start[at];
    const bool fits = expected == '?'   ? c == '0' || c == '1'
                      : expected == '#' ? ascii::is_digit(c)
                                        : c == expected;
    if (!fits) return fail(reading_fault::malformed, "status-line");
    if (expected == '?') minor_ = c - '0';
    if (expected == '#') status_ = 10 * status_ + (c - '0');
    if (at + 1 < status_line_start.size()) return;
    // P29: nobody asked for another protocol.
    if (status_ < 100 || status_ == 101) {
      const std::string digits = decimal(1'000 + static_cast<std::uint64_t>(status_));
      fail(reading_fault::malformed, "status-code " + digits.substr(1));
    }
    return;
  }
  if (is_line_ending_) {
    if (c != '\n') return fail(reading_fault::malformed, "status-line");
    line_ = 0;
    is_line_ending_ = false;
    state_ = state::head;
  } else if (c == '\r') {
    is_line_ending_ = true;
  } else if ((at == status_line_start.size() && c != ' ') || (ascii::is_control(c) && c != '\t') ||
             at > longest_reason) {
    fail(reading_fault::malformed, "status-line");
  }
}

std::size_t response_reader::read_section(std::string_view bytes) {
  const std::size_t read = section_.read(bytes);
  if (section_.problem().fault != reading_fault::none) {
    // What is wrong with a trailer is a fault of the body's end, unless it is a limit.
    const bool is_broken = state_ == state::trailers && section_.problem().fault == reading_fault::malformed;
    fail(is_broken ? reading_fault::broken_chunking : section_.problem().fault, section_.problem().where);
  } else if (section_.is_done()) {
    if (state_ == state::trailers) {
      state_ = state::done;
    } else if (status_ < 200) {
      section_ = field_section_reader(limits_);
      status_ = 0;
      state_ = state::status_line;
    } else {
      begin_body();
    }
  }
  return read;
}

void response_reader::begin_body() {
  const fields& lines = section_.lines();
  const auto known = framing_of(status_, lines);
  if (!known) {
    const bool is_length = count(lines, "content-length") > 0;
    return fail(reading_fault::malformed, is_length ? "Content-Length" : "Transfer-Encoding");
  }
  has_head_ = true;
  framing_ = *known;
  // RFC 9112, 9.3. HTTP/1.0 knows no chunks (6.1): who sends them is not to be trusted with another request.
  is_persistent_ =
      framing_.end != body_end::connection &&
      (minor_ == 1 ? !lists(lines, "connection", "close")
                   : lists(lines, "connection", "keep-alive") && count(lines, "transfer-encoding") == 0);
  rest_ = rest_by(lines);
  left_ = framing_.end == body_end::connection ? std::numeric_limits<std::uint64_t>::max() : framing_.length;
  state_ = framing_.end == body_end::chunked ? state::size : left_ == 0 ? state::done : state::body_bytes;
}

void response_reader::read_chunk_line(char c) {
  const auto broken = [this] { fail(reading_fault::broken_chunking, "chunk-size"); };
  switch (state_) {
    case state::size: {
      const int digit = ascii::hex_value(c);
      if (digit >= 0) {
        if (++line_ > longest_size) return broken();
        left_ = 16 * left_ + static_cast<std::uint64_t>(digit);
        return;
      }
      if (line_ == 0 || (c != ';' && c != '\r')) return broken();
      line_ = 0;
      state_ = c == ';' ? state::extension : state::size_end;
      return;
    }
    case state::extension:
      if (c == '\r') {
        line_ = 0;
        state_ = state::size_end;
      } else if (ascii::is_control(c) && c != '\t') {
        broken();
      } else if (++line_ > limits_.length) {
        fail(reading_fault::line_too_long, "chunk-ext");
      }
      return;
    case state::data_cr:
      if (c != '\r') return broken();
      state_ = state::data_lf;
      return;
    default:
      if (c != '\n') return broken();
      if (state_ == state::data_lf) {
        state_ = state::size;
      } else if (left_ > 0) {
        state_ = state::chunk_bytes;
      } else {
        section_ = field_section_reader(limits_);
        state_ = state::trailers;
      }
  }
}

void response_reader::take(std::uint64_t bytes) {
  left_ -= bytes;
  if (left_ == 0) state_ = state_ == state::chunk_bytes ? state::data_cr : state::done;
}

void response_reader::fail(reading_fault fault, std::string where) { problem_ = {fault, std::move(where)}; }

}  // namespace kintone::http
