#include "core/multipart/boundary_scanner.h"

#include <algorithm>

#include "core/multipart/delimiter_search.h"

namespace kintone::multipart {

boundary_scanner::boundary_scanner(std::string_view boundary) : delimiter_("\r\n--") {
  delimiter_ += boundary;
}

void boundary_scanner::begin_content() {
  matched_ = 0;
  tail_ = tail::nothing;
  opening_ = 0;
}

// F03: some parsers take it for the part's end, others for its content, in which a second file would hide.
bool boundary_scanner::opens_with_delimiter(std::string_view chunk) {
  if (!opening_) return false;
  const std::string_view dashed = std::string_view(delimiter_).substr(2);
  const std::string_view expected = dashed.substr(*opening_, chunk.size());
  if (!chunk.starts_with(expected)) {
    opening_.reset();
    return false;
  }
  *opening_ += expected.size();
  return *opening_ == dashed.size();
}

boundary_scanner::step boundary_scanner::feed(std::string_view chunk) {
  step s;
  if (opens_with_delimiter(chunk)) {
    s.what = event::broken;
    return s;
  }
  if (matched_ < delimiter_.size()) find(chunk, s);
  if (matched_ == delimiter_.size()) read_tail(chunk, s);
  return s;
}

void boundary_scanner::find(std::string_view chunk, step& s) {
  if (matched_ > 0) {
    const std::string_view rest = std::string_view(delimiter_).substr(matched_, chunk.size());
    if (chunk.starts_with(rest)) {
      matched_ += rest.size();
      s.used = rest.size();
      return;
    }
    s.held = matched_;
  }
  s.content = find_delimiter(chunk, delimiter_);
  matched_ = std::min(chunk.size() - s.content, delimiter_.size());
  s.used = s.content + matched_;
}

void boundary_scanner::read_tail(std::string_view chunk, step& s) {
  while (s.used < chunk.size() && s.what == event::more) s.what = read_tail(chunk[s.used++]);
}

boundary_scanner::event boundary_scanner::read_tail(char c) {
  switch (tail_) {
    case tail::cr:
      return c == '\n' ? event::part : event::broken;
    case tail::dash:
      return c == '-' ? event::close : event::broken;
    case tail::nothing:
      if (c == '-') {
        tail_ = tail::dash;
        return event::more;
      }
      [[fallthrough]];
    case tail::blanks:
      if (c != '\r' && c != ' ' && c != '\t') return event::broken;
      tail_ = c == '\r' ? tail::cr : tail::blanks;
      return event::more;
  }
  return event::broken;
}

}  // namespace kintone::multipart
