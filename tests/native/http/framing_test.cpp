#include "core/http/framing.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::http {
namespace {

using enum body_end;

TEST(framing, is_told_by_the_head) {
  for (const auto& [status, lines, end, length] : {
           std::tuple{200, fields{}, connection, 0},
           {200, fields{{"Content-Length", "5"}}, body_end::length, 5},
           {200, fields{{"CONTENT-LENGTH", "0"}}, body_end::length, 0},
           {200, fields{{"Transfer-Encoding", "chunked"}}, chunked, 0},
           {200, fields{{"transfer-encoding", "gzip, Chunked"}}, chunked, 0},
           {200, fields{{"Transfer-Encoding", "gzip"}, {"Transfer-Encoding", "chunked"}}, chunked, 0},
           {200, fields{{"Transfer-Encoding", "gzip"}}, connection, 0},
           {204, fields{{"Content-Length", "5"}}, at_once, 0},
           {304, fields{{"Transfer-Encoding", "chunked"}}, at_once, 0},
           {205, fields{{"Content-Length", "5"}}, body_end::length, 5},
       }) {
    const auto f = framing_of(status, lines);
    ASSERT_TRUE(f.has_value());
    EXPECT_EQ(f->end, end) << status;
    EXPECT_EQ(f->length, static_cast<std::uint64_t>(length));
  }
}

TEST(framing, is_refused_where_it_can_be_read_in_two_ways) {
  for (const fields& lines : {
           fields{{"Content-Length", "5"}, {"content-length", "5"}},
           fields{{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}},
           fields{{"Transfer-Encoding", "identity"}, {"Content-Length", "5"}},
           fields{{"Content-Length", "5, 5"}},
           fields{{"Content-Length", "+5"}},
           fields{{"Content-Length", "-5"}},
           fields{{"Content-Length", "0x5"}},
           fields{{"Content-Length", ""}},
           fields{{"Content-Length", "99999999999999999999999"}},
           fields{{"Transfer-Encoding", "chunked, gzip"}},
           fields{{"Transfer-Encoding", "chunked, chunked"}},
       }) {
    for (const int status : {200, 204, 304}) {
      EXPECT_FALSE(framing_of(status, lines).has_value()) << lines.front().value;
    }
  }
}

TEST(framing, a_list_has_its_elements_in_any_case) {
  const fields lines = {{"Connection", "Upgrade, CLOSE"}, {"connection", ",x ,"}};
  EXPECT_TRUE(lists(lines, "connection", "close"));
  EXPECT_TRUE(lists(lines, "Connection", "X"));
  EXPECT_FALSE(lists(lines, "connection", "clos"));
  EXPECT_FALSE(lists(lines, "connection", ""));
  EXPECT_FALSE(lists({}, "connection", "close"));
}

}  // namespace
}  // namespace kintone::http
