#include "core/multipart/boundary.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::multipart {
namespace {

using tests::exactly;

std::string in(const std::string& parameters) {
  return boundary_of(exactly("multipart/form-data; " + parameters)).value_or("none");
}

// The kinds of Content-Type are cases: tests/native/multipart/content-type.json.

TEST(multipart_boundary, is_the_text_of_its_parameter) {
  EXPECT_EQ(in("boundary=a"), "a");
  EXPECT_EQ(in("boundary=\"a b\""), "a b");
  EXPECT_EQ(in("boundary=\"a\\b\\c\""), "abc");
  EXPECT_EQ(in("x=y; Boundary=a/b ; z"), "none");
  EXPECT_EQ(in("x=y; Boundary=a/b ; z=1"), "a/b");
}

TEST(multipart_boundary, holds_the_characters_of_RFC_2046) {
  const std::string allowed = "'()+_,-./:=? 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  for (const std::string& byte : tests::every_byte()) {
    if (byte == "\\" || byte == "\"") continue;
    const std::string boundary = "a" + byte + "b";
    EXPECT_EQ(in("boundary=\"" + boundary + "\""), allowed.find(byte) < allowed.size() ? boundary : "none");
  }
  EXPECT_EQ(in("boundary=\"a\\\\b\""), "none");
  EXPECT_EQ(in("boundary=\"a\\\"b\""), "none");
}

TEST(multipart_boundary, has_1_to_70_characters) {
  for (const std::size_t length : {1U, 69U, 70U}) {
    EXPECT_EQ(in("boundary=" + std::string(length, 'x')), std::string(length, 'x'));
  }
  for (const std::size_t length : {0U, 71U, 1'000U}) {
    EXPECT_EQ(in("boundary=" + std::string(length, 'x')), "none");
  }
}

}  // namespace
}  // namespace kintone::multipart
