#include "core/multipart/boundary_scanner.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::multipart {
namespace {

using tests::exactly;
using event = boundary_scanner::event;

void expect_step(boundary_scanner& scanner, std::string_view chunk, boundary_scanner::step expected) {
  const boundary_scanner::step s = scanner.feed(exactly(chunk));
  EXPECT_EQ(s.what, expected.what) << testing::PrintToString(chunk);
  EXPECT_EQ(s.held, expected.held) << testing::PrintToString(chunk);
  EXPECT_EQ(s.content, expected.content) << testing::PrintToString(chunk);
  EXPECT_EQ(s.used, expected.used) << testing::PrintToString(chunk);
}

boundary_scanner in_content() {
  boundary_scanner scanner("bound");
  EXPECT_EQ(scanner.feed("--bound\r\n").what, event::part);
  scanner.begin_content();
  return scanner;
}

TEST(multipart_boundary_scanner, tells_its_delimiter) {
  EXPECT_EQ(boundary_scanner("a b").delimiter(), "\r\n--a b");
}

TEST(multipart_boundary_scanner, content_goes_up_to_the_delimiter) {
  boundary_scanner scanner = in_content();
  expect_step(scanner, "hello", {event::more, 0, 5, 5});
  expect_step(scanner, "hello\r\n--bound\r\nX: y", {event::part, 0, 5, 16});
  scanner.begin_content();
  expect_step(scanner, "hello\r\n--bound--hello", {event::close, 0, 5, 16});
}

TEST(multipart_boundary_scanner, what_may_begin_a_delimiter_is_held_back) {
  boundary_scanner scanner = in_content();
  expect_step(scanner, "hello\r", {event::more, 0, 5, 6});
  expect_step(scanner, "\n--", {event::more, 0, 0, 3});
  expect_step(scanner, "bo", {event::more, 0, 0, 2});
  expect_step(scanner, "xyz", {event::more, 6, 3, 3});
  expect_step(scanner, "xyz", {event::more, 0, 3, 3});
}

TEST(multipart_boundary_scanner, what_was_held_back_can_be_the_delimiter) {
  boundary_scanner scanner = in_content();
  expect_step(scanner, "\r\n--boun", {event::more, 0, 0, 8});
  expect_step(scanner, "d \r\nX", {event::part, 0, 0, 4});
}

TEST(multipart_boundary_scanner, another_may_begin_where_one_is_given_up) {
  boundary_scanner scanner = in_content();
  expect_step(scanner, "\r\n--b", {event::more, 0, 0, 5});
  expect_step(scanner, "\r", {event::more, 5, 0, 1});
  expect_step(scanner, "\r", {event::more, 1, 0, 1});
  expect_step(scanner, "\n--bo\r\n--bound\r\n", {event::part, 1, 5, 16});
}

TEST(multipart_boundary_scanner, the_line_behind_a_delimiter_may_be_cut_anywhere) {
  boundary_scanner scanner = in_content();
  expect_step(scanner, "\r\n--bound", {event::more, 0, 0, 9});
  expect_step(scanner, " ", {event::more, 0, 0, 1});
  expect_step(scanner, "\t\r", {event::more, 0, 0, 2});
  expect_step(scanner, "\nX", {event::part, 0, 0, 1});
  scanner.begin_content();
  expect_step(scanner, "\r\n--bound-", {event::more, 0, 0, 10});
  expect_step(scanner, "-", {event::close, 0, 0, 1});
}

TEST(multipart_boundary_scanner, only_the_first_delimiter_needs_no_line_end) {
  boundary_scanner scanner("bound");
  expect_step(scanner, "-", {event::more, 0, 0, 1});
  expect_step(scanner, "-bound\r\n", {event::part, 0, 0, 8});
  scanner.begin_content();
  expect_step(scanner, "x--bound\r\n", {event::more, 0, 8, 10});
}

TEST(multipart_boundary_scanner, no_delimiter_stands_right_behind_a_part_header) {
  boundary_scanner whole = in_content();
  expect_step(whole, "--bound\r\n", {event::broken, 0, 0, 0});
  boundary_scanner cut = in_content();
  expect_step(cut, "--bo", {event::more, 0, 4, 4});
  expect_step(cut, "und", {event::broken, 0, 0, 0});
  boundary_scanner other = in_content();
  expect_step(other, "--bo", {event::more, 0, 4, 4});
  expect_step(other, "!--bound", {event::more, 0, 8, 8});
}

TEST(multipart_boundary_scanner, tells_what_must_not_follow_a_delimiter) {
  for (const char* wrong : {"x", "-x", "- ", "-\r", "\rx", "\r\r", "\n", " \n", " -", " x", "\t\r "}) {
    boundary_scanner scanner = in_content();
    EXPECT_EQ(scanner.feed(exactly(std::string("\r\n--bound") + wrong)).what, event::broken) << wrong;
  }
}

}  // namespace
}  // namespace kintone::multipart
