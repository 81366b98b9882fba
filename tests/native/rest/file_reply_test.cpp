#include "core/rest/file_reply.h"

#include <gtest/gtest.h>

#include "core/http/file_type.h"
#include "tests/native/support.h"

namespace kintone::rest {
namespace {

using tests::exactly;

std::string shown(std::string_view name) { return content_disposition(exactly(name)); }

TEST(rest_file_reply, F17_a_plain_name_is_quoted) {
  EXPECT_EQ(shown("test.txt"), R"(attachment; filename="test.txt")");
  EXPECT_EQ(shown("a b's; c.txt"), R"(attachment; filename="a b's; c.txt")");
  EXPECT_EQ(shown("double%22quote.txt"), R"(attachment; filename="double%22quote.txt")");
}

TEST(rest_file_reply, F17_unsafe_characters_are_underscores) {
  EXPECT_EQ(shown("a\"b*c:d<e>f?g|h/i\\j"), R"(attachment; filename="a_b_c_d_e_f_g_h_i_j")");
  EXPECT_EQ(shown(std::string_view("a\r\nX-Evil: 1\t\x7f\0", 15)),
            R"(attachment; filename="a__X-Evil_ 1___")");
}

TEST(rest_file_reply, F17_a_name_outside_ASCII_is_encoded_words) {
  EXPECT_EQ(shown("表.txt"), R"(attachment; filename="=?UTF-8?B?6KGoLnR4dA==?=")");
  EXPECT_EQ(shown("é:.txt"), R"(attachment; filename="=?UTF-8?B?w6lfLnR4dA==?=")");
}

/// `count` times `text`.
std::string times(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST(rest_file_reply, F17_a_long_name_is_cut_in_halves) {
  // 45 bytes are 60 characters of base64, 48 bytes 64.
  EXPECT_EQ(shown(times(15, "あ")), "attachment; filename=\"=?UTF-8?B?" + times(15, "44GC") + "?=\"");
  EXPECT_EQ(shown(times(16, "あ")), "attachment; filename=\"=?UTF-8?B?" + times(8, "44GC") + "?= =?UTF-8?B?" +
                                        times(8, "44GC") + "?=\"");
  const std::string quarter = "=?UTF-8?B?" + times(10, "44GC") + "?=";
  EXPECT_EQ(shown(times(40, "あ")),
            "attachment; filename=\"" + quarter + " " + quarter + " " + quarter + " " + quarter + "\"");
}

TEST(rest_file_reply, a_character_is_not_cut) {
  // Twelve of four bytes and two units each, behind one unit: the middle lies within a character.
  EXPECT_EQ(shown("x" + times(12, "😀")),
            "attachment; filename=\"=?UTF-8?B?ePCfmIDwn5iA8J+YgPCfmIDwn5iA?="
            " =?UTF-8?B?" +
                times(2, "8J+YgPCfmIDwn5iA") + "8J+YgA==?=\"");
}

TEST(rest_file_reply, F16_the_head_says_type_name_and_length) {
  const file f{.is_attached = true, .name = "a.csv", .size = 12, .content_type = "text/csv"};
  const http::reply r = file_reply(f);
  EXPECT_EQ(r.status, 200);
  EXPECT_EQ(*http::find(r.fields, "content-type"), "text/csv; charset=UTF-8");
  EXPECT_EQ(*http::find(r.fields, "content-length"), "12");
  EXPECT_EQ(*http::find(r.fields, "content-disposition"), R"(attachment; filename="a.csv")");
  EXPECT_EQ(*http::find(r.fields, "x-content-type-options"), "nosniff");
}

}  // namespace
}  // namespace kintone::rest
