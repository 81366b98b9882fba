#include "core/multipart/part_header.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::multipart {
namespace {

using tests::exactly;
using state = part_header::state;

// The kinds of part headers are cases: tests/native/multipart/part-header.json and file-name.json.

TEST(multipart_part_header, reads_up_to_its_end) {
  const std::string header = "Content-Disposition: form-data; name=\"a\"; filename=\"b\"\r\nX: y\r\n\r\n";
  for (std::size_t cut = 0; cut <= header.size(); ++cut) {
    part_header reader("\r\n--b", 1'000);
    const std::string body = header + "\r\ncontent";
    const std::size_t first = reader.feed(exactly(body.substr(0, cut)));
    EXPECT_EQ(first, cut);
    EXPECT_EQ(reader.where(), cut < header.size() ? state::more : state::done);
    EXPECT_EQ(first + reader.feed(exactly(body.substr(cut))), header.size());
    EXPECT_EQ(reader.where(), state::done);
    EXPECT_EQ(reader.found().name, "a");
    EXPECT_EQ(reader.found().filename, "b");
  }
}

TEST(multipart_part_header, may_say_nothing) {
  for (const char* header : {"\r\n", "X: y\r\n\r\n", "Content-Disposition: form-data\r\n\r\n",
                             "Content-Disposition: attachment; name=a; filename=b\r\n\r\n"}) {
    part_header reader("\r\n--b", 1'000);
    EXPECT_EQ(reader.feed(exactly(header)), std::string_view(header).size());
    EXPECT_EQ(reader.where(), state::done) << header;
    EXPECT_FALSE(reader.found().name || reader.found().filename) << header;
  }
}

TEST(multipart_part_header, tells_texts_as_their_bytes) {
  part_header reader("\r\n--b", 1'000);
  const std::string header =
      "Content-Disposition: form-data; name=\"\xE9\"; filename=\"c:\\d\\\"\\\\e\"\r\n\r\n";
  EXPECT_EQ(reader.feed(exactly(header)), header.size());
  EXPECT_EQ(reader.found().name, "\xE9");
  EXPECT_EQ(reader.found().filename, "c:\\d\"\\e");
}

TEST(multipart_part_header, stays_broken) {
  part_header reader("\r\n--b", 1'000);
  EXPECT_EQ(reader.feed(exactly("X\r\n\r\n")), 5U);
  EXPECT_EQ(reader.where(), state::broken);
  EXPECT_EQ(reader.feed(exactly("\r\n")), 0U);
  EXPECT_EQ(reader.where(), state::broken);
}

TEST(multipart_part_header, does_not_grow_beyond_its_limit) {
  part_header reader("\r\n--b", 10);
  EXPECT_EQ(reader.feed(exactly("X: 45678")), 8U);
  EXPECT_EQ(reader.feed(exactly("9ab")), 0U);
  EXPECT_EQ(reader.where(), state::broken);
}

}  // namespace
}  // namespace kintone::multipart
