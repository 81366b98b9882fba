// Any bytes as an upload's body: whole, byte by byte and in random chunks they are the same form, and the one
// that a plain reader reads with the whole body at hand. And any bytes as a Content-Type: the boundary that
// is read is written and read again. The first byte chooses a boundary, the second the chunks.
#include <array>
#include <random>

#include "core/multipart/boundary.h"
#include "tests/fuzz/check.h"
#include "tests/native/multipart/form_support.h"

namespace {

using namespace kintone;
using fuzz::require;

/// Small, so that they are reached.
constexpr multipart::form_limits limits{.file = 200, .part_header = 160, .text = 24, .parts = 4};

constexpr std::array<std::string_view, 6> boundaries = {
    "b",   "bound", "-",
    "a:b", "--b-",  "0123456789012345678901234567890123456789012345678901234567890123456789"};

std::vector<std::size_t> cuts_of(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  const unsigned most = 1U + (1U << seed % 8U);
  std::vector<std::size_t> cuts;
  for (std::size_t at = random() % most; at < size; at += random() % most) cuts.push_back(at);
  return cuts;
}

void as_body(std::string_view body, std::string_view boundary, unsigned seed) {
  const tests::form plain = tests::read_plainly(body, boundary, limits);
  require(tests::read_cut(body, {}, boundary, limits) == plain,
          "a body is the form that a plain reader reads");
  std::vector<std::size_t> every;
  for (std::size_t i = 1; i < body.size(); ++i) every.push_back(i);
  require(tests::read_cut(body, every, boundary, limits) == plain, "it is the same byte by byte");
  require(tests::read_cut(body, cuts_of(body.size(), seed), boundary, limits) == plain,
          "it is the same in any chunks");
  require(plain.content.size() <= limits.file && utf8::is_valid(plain.file_name),
          "a form keeps to its rules");
}

void as_content_type(std::string_view text) {
  const auto boundary = multipart::boundary_of(text);
  if (!boundary) return;
  require(!boundary->empty() && boundary->size() <= 70 && boundary->back() != ' ', "a boundary is one");
  require(multipart::boundary_of("multipart/form-data;boundary=\"" + *boundary + "\"") == boundary,
          "a boundary that was written is read again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  as_content_type(text);
  if (size >= 2) as_body(text.substr(2), boundaries[data[0] % boundaries.size()], data[1]);
  return 0;
}
