// Feeds a body in any chunks, each in a heap buffer of exactly its size. What never may be is thrown.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/multipart/form_reader.h"
#include "tests/native/multipart/form_reference.h"

namespace kintone::tests {

inline const char* name_of(multipart::form_outcome o) {
  static constexpr const char* names[] = {"ok", "no file", "two files", "broken", "too large"};
  return names[static_cast<std::size_t>(o)];
}

/// The body as a form_reader reads it, chunk by chunk.
class feeding {
 public:
  explicit feeding(std::string_view boundary, const multipart::form_limits& limits = {})
      : reader_(boundary, limits) {}

  void feed(std::string_view chunk) {
    const auto copy = std::make_unique<char[]>(chunk.size());
    std::copy(chunk.begin(), chunk.end(), copy.get());
    const bool goes_on = reader_.feed({copy.get(), chunk.size()});
    const multipart::file_bytes& bytes = reader_.bytes();
    if (!goes_on && bytes.held + bytes.length > 0) throw std::logic_error("bytes of what is read no further");
    if (has_stopped_ && goes_on) throw std::logic_error("reads on after all");
    if (bytes.held >= reader_.delimiter().size()) throw std::logic_error("a delimiter is no content");
    if (bytes.offset + bytes.length > chunk.size()) throw std::logic_error("bytes beyond the chunk");
    if (bytes.held > 0 && bytes.offset > 0) throw std::logic_error("what was held back is not in front");
    has_stopped_ = !goes_on;
    content_ += reader_.delimiter().substr(0, bytes.held);
    content_.append(copy.get() + bytes.offset, bytes.length);
  }

  form end() {
    form read;
    read.outcome = reader_.end();
    if (has_stopped_ && read.outcome != multipart::form_outcome::broken &&
        read.outcome != multipart::form_outcome::too_large) {
      throw std::logic_error("stopped without an error");
    }
    if (reader_.feed("\r\n") || reader_.end() != read.outcome) throw std::logic_error("an outcome stays");
    if (read.outcome == multipart::form_outcome::broken || read.outcome == multipart::form_outcome::too_large)
      return read;
    if (reader_.file_size() != content_.size()) throw std::logic_error("the size is not that of the bytes");
    read.has_file = reader_.has_file();
    read.file_name = reader_.file_name();
    read.content = content_;
    read.token = reader_.request_token();
    return read;
  }

 private:
  multipart::form_reader reader_;
  bool has_stopped_ = false;
  std::string content_;
};

/// Cuts `body` at the offsets, which grow.
inline form read_cut(std::string_view body, const std::vector<std::size_t>& cuts, std::string_view boundary,
                     const multipart::form_limits& limits) {
  feeding all(boundary, limits);
  std::size_t begin = 0;
  for (const std::size_t cut : cuts) {
    all.feed(body.substr(begin, cut - begin));
    begin = cut;
  }
  all.feed(body.substr(begin));
  return all.end();
}

/// Calls with each way to cut a body of `size` bytes: not at all, at every byte, at every one place; short
/// ones at every two places too, long ones at the places near an end and at some between.
inline void for_each_cut(std::size_t size, const std::function<void(const std::vector<std::size_t>&)>& call) {
  constexpr std::size_t shortness = 200;
  constexpr std::size_t length = 4'000;
  call({});
  std::vector<std::size_t> every;
  for (std::size_t i = 1; i < size; ++i) every.push_back(i);
  call(every);
  for (std::size_t i = 1; i < size; ++i) {
    if (size > length && i > 300 && i + 300 < size && i % 509 != 0) continue;
    call({i});
    for (std::size_t j = i + 1; j < size && size <= shortness; ++j) call({i, j});
  }
}

}  // namespace kintone::tests
