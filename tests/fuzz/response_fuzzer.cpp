// Any bytes as an answer: whole, byte by byte, in random pieces and through windows of few bytes they are the
// same answer; what is held is within the limits, and what a section of field lines is made of is written and
// read again. The first byte chooses what stands before the bytes, the second the pieces.
#include <array>
#include <random>

#include "tests/fuzz/check.h"
#include "tests/native/reading_support.h"

namespace {

using namespace kintone;
using fuzz::require;

/// Small, so that they are reached.
constexpr http::line_limits limits{.count = 3, .length = 24};

constexpr std::array<std::string_view, 6> beginnings = {
    "",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
    "HTTP/1.1 103 Early Hints\r\n",
};

std::vector<std::size_t> cuts_of(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  const unsigned most = 1U + (1U << seed % 6U);
  std::vector<std::size_t> cuts;
  for (std::size_t at = random() % most; at < size; at += random() % most) cuts.push_back(at);
  return cuts;
}

void as_answer(const std::string& bytes, unsigned seed) {
  const std::string whole = tests::read_cut(bytes, {}, limits);
  std::vector<std::size_t> every;
  for (std::size_t i = 1; i < bytes.size(); ++i) every.push_back(i);
  require(tests::read_cut(bytes, every, limits) == whole, "it is the same byte by byte");
  require(tests::read_cut(bytes, cuts_of(bytes.size(), seed), limits) == whole,
          "it is the same in any pieces");
  require(tests::read_cut(bytes, {}, limits, 1 + seed % 7) == whole, "it is the same through any window");
}

void as_section(std::string_view bytes) {
  http::field_section_reader reader(limits);
  require(reader.read(bytes) <= bytes.size(), "no more than there is");
  require(reader.lines().size() <= limits.count, "a section keeps to its limit");
  std::string written;
  for (const http::field& line : reader.lines()) {
    require(http::line_length(line) <= limits.length, "a line keeps to its limit");
    require(http::is_field_name(line.name) && http::is_field_value(line.value), "a line is one");
    written += line.name + ": " + line.value + "\r\n";
  }
  written += "\r\n";
  http::field_section_reader again(limits);
  require(again.read(written) == written.size() && again.is_done(),
          "what was read is written and read again");
  require(again.lines().size() == reader.lines().size(), "and is the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  as_section(text);
  if (size >= 2) {
    as_answer(std::string(beginnings[data[0] % beginnings.size()]) + std::string(text.substr(2)), data[1]);
  }
  return 0;
}
