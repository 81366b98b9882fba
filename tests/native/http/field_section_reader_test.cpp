#include "core/http/field_section_reader.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::http {
namespace {

using tests::exactly;

constexpr line_limits small{.count = 3, .length = 12};

/// What a reader makes of `text` in pieces of `size` bytes: its lines, its fault, the bytes behind it.
std::string seen(std::string_view text, std::size_t size) {
  field_section_reader reader(small);
  std::size_t at = 0;
  while (at < text.size() && !reader.is_done() && reader.problem().fault == reading_fault::none) {
    const std::string_view piece = text.substr(at, size);
    const std::size_t read = reader.read(exactly(piece));
    EXPECT_LE(read, piece.size());
    at += read;
  }
  std::string told;
  for (const field& line : reader.lines()) told += "[" + line.name + "|" + line.value + "]";
  constexpr const char* faults[] = {"", " malformed ", " too many ", " too long ", " broken "};
  told += faults[static_cast<std::size_t>(reader.problem().fault)] + reader.problem().where;
  if (reader.is_done()) told += " done " + std::string(text.substr(at));
  return told;
}

TEST(field_section_reader, reads_the_same_in_any_pieces) {
  const std::string fits = "X: 123456789";  // 12 bytes.
  for (const auto& [text, expected] : std::initializer_list<std::pair<std::string, std::string>>{
           {"\r\nrest", " done rest"},
           {"A: 1\r\nb:2\r\n\r\n", "[A|1][b|2] done "},
           {"A: \t 1 2 \t \r\n\r\n", "[A|1 2] done "},
           {"A:\r\n\r\n", "[A|] done "},
           {"A:    \r\n\r\n", "[A|] done "},
           {"A: \xe9\xff\r\n\r\n", "[A|\xe9\xff] done "},
           {"A: a:b\r\n\r\n", "[A|a:b] done "},
           {fits + "\r\n\r\n", "[X|123456789] done "},
           {fits + "                    \r\n\r\n", "[X|123456789] done "},
           {fits + "0\r\n\r\n", " too long X"},
           {fits + "                    0", " too long X"},
           {"X:" + std::string(10'000, ' ') + "1\r\n\r\n", "[X|1] done "},
           {"X: 1" + std::string(10'000, ' ') + "\r\n\r\n", "[X|1] done "},
           {"X: 1" + std::string(10'000, ' ') + "2", " too long X"},
           {std::string(10'000, 'n'), " too long nnnnnnnnnnn"},
           {"X: " + std::string(10'000, 'v'), " too long X"},
           {"a:1\r\nb:2\r\nc:3\r\n\r\n", "[a|1][b|2][c|3] done "},
           {"a:1\r\nb:2\r\nc:3\r\nd", "[a|1][b|2][c|3] too many field line 4"},
           {" a:1\r\n", " malformed field line 1"},
           {"a:1\r\n b\r\n", "[a|1] malformed field line 2"},
           {":1\r\n", " malformed field line 1"},
           {"a :1\r\n", " malformed a"},
           {"a b:1\r\n", " malformed a"},
           {"a\r\n", " malformed a"},
           {"a\xc3:1\r\n", " malformed a"},
           {"a:1\n", " malformed a"},
           {"a:1\rb", " malformed a"},
           {std::string("a:\0", 3), " malformed a"},
           {"a:b\x07", " malformed a"},
           {"a:b\x7f", " malformed a"},
           {"\n", " malformed field line 1"},
           {"\rx", " malformed field line 1"},
           {"a:1\r\n\rx", "[a|1] malformed field line 2"},
           {"a: 1", ""},
       }) {
    for (const std::size_t size :
         {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, text.size()}) {
      EXPECT_EQ(seen(text, size), expected) << text.substr(0, 40) << " in pieces of " << size;
    }
  }
}

}  // namespace
}  // namespace kintone::http
