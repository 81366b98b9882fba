#include "core/multipart/form_reader.h"

#include <gtest/gtest.h>

#include "tests/native/multipart/form_support.h"
#include "tests/native/support.h"

namespace kintone::multipart {
namespace {

const std::string header =
    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"dir/a.txt\"\r\n\r\n";

// The kinds of forms are cases: tests/native/multipart/*.json.

TEST(multipart_form_reader, limits_are_those_of_the_rules) {
  const form_limits limits;
  EXPECT_EQ(limits.file, 1'073'741'824U);
  EXPECT_EQ(limits.part_header, 16U * 1024);
  EXPECT_EQ(limits.text, 64U * 1024);
  EXPECT_EQ(limits.parts, 1'000U);
  EXPECT_EQ(boundary_length, 70U);
}

TEST(multipart_form_reader, tells_the_file_as_soon_as_its_header_was_read) {
  form_reader reader("b");
  EXPECT_TRUE(reader.feed(header.substr(0, header.size() - 1)));
  EXPECT_FALSE(reader.has_file());
  EXPECT_TRUE(reader.feed("\n"));
  EXPECT_TRUE(reader.has_file());
  EXPECT_EQ(reader.file_name(), "a.txt");
  EXPECT_EQ(reader.file_size(), 0U);
}

TEST(multipart_form_reader, tells_which_bytes_of_a_chunk_are_the_file_s) {
  form_reader reader("b");
  const auto expect_bytes = [&](const std::string& chunk, file_bytes expected) {
    EXPECT_TRUE(reader.feed(chunk));
    EXPECT_EQ(reader.bytes().held, expected.held) << chunk;
    EXPECT_EQ(reader.bytes().offset, expected.offset) << chunk;
    EXPECT_EQ(reader.bytes().length, expected.length) << chunk;
  };
  expect_bytes("preamble\r\n", {0, 0, 0});
  expect_bytes(header + "hello\r\n", {0, static_cast<std::uint32_t>(header.size()), 5});
  EXPECT_EQ(reader.file_size(), 5U);
  expect_bytes("--", {0, 0, 0});
  EXPECT_EQ(reader.file_size(), 5U);
  expect_bytes("hello", {4, 0, 5});
  EXPECT_EQ(reader.file_size(), 14U);
  expect_bytes("", {0, 0, 0});
  expect_bytes("\r", {0, 0, 0});
  expect_bytes("\r\n--b\r\n\r\nx", {1, 0, 0});
  expect_bytes("hello\r\n--b--", {0, 0, 0});
  expect_bytes("epilogue", {0, 0, 0});
  EXPECT_EQ(reader.end(), form_outcome::ok);
  EXPECT_EQ(reader.file_size(), 15U);
}

TEST(multipart_form_reader, bytes_of_a_second_file_are_not_told) {
  form_reader reader("b");
  EXPECT_TRUE(reader.feed(header + "1\r\n"));
  EXPECT_TRUE(reader.feed(header + "2\r\n--b--"));
  EXPECT_EQ(reader.bytes().length, 0U);
  EXPECT_EQ(reader.file_size(), 1U);
  EXPECT_EQ(reader.end(), form_outcome::two_files);
}

TEST(multipart_form_reader, a_fault_stays_and_is_told_at_once) {
  form_reader reader("b", {.file = 3});
  EXPECT_FALSE(reader.feed(header + "hello"));
  EXPECT_EQ(reader.bytes().length, 0U);
  EXPECT_FALSE(reader.feed("\r\n--b--"));
  EXPECT_EQ(reader.end(), form_outcome::too_large);
  EXPECT_EQ(reader.end(), form_outcome::too_large);
}

TEST(multipart_form_reader, nothing_counts_after_the_end) {
  form_reader reader("b");
  EXPECT_TRUE(reader.feed("--b--"));
  EXPECT_EQ(reader.end(), form_outcome::no_file);
  EXPECT_FALSE(reader.feed("\r\n" + header + "hello\r\n--b--"));
  EXPECT_FALSE(reader.has_file());
  EXPECT_EQ(reader.end(), form_outcome::no_file);
}

TEST(multipart_form_reader, every_body_that_ends_early_has_an_outcome) {
  const std::string body =
      "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"__REQUEST_TOKEN__\"\r\n\r\nt\r\n" + header +
      "hello\r\n--b--\r\n";
  for (std::size_t size = 0; size <= body.size(); ++size) {
    form_reader reader("b");
    EXPECT_TRUE(reader.feed(tests::exactly(body.substr(0, size))));
    EXPECT_EQ(reader.end(), size < body.size() - 2 ? form_outcome::broken : form_outcome::ok) << size;
  }
}

TEST(multipart_form_reader, a_large_file_stays_exact) {
  std::string content;
  for (unsigned i = 0; content.size() < 300'000; ++i) {
    content += static_cast<char>(i * 2'654'435'761U >> 24U);
    if (i % 97 == 0) content += "\r\n--";
    if (i % 997 == 0) content += "\r\n--boundar!";
  }
  const std::string body =
      "--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n" + content +
      "\r\n--boundary--";
  for (const std::size_t size : {1U, 61U, 1'000U, 16'384U, 65'536U, 1'000'000U}) {
    tests::feeding all("boundary");
    for (std::size_t at = 0; at < body.size(); at += size) all.feed(std::string_view(body).substr(at, size));
    const tests::form read = all.end();
    EXPECT_EQ(read.outcome, form_outcome::ok);
    EXPECT_TRUE(read.content == content) << size;
  }
}

}  // namespace
}  // namespace kintone::multipart
