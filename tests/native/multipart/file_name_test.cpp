#include "core/multipart/file_name.h"

#include <gtest/gtest.h>

#include "core/base/utf8.h"
#include "tests/native/multipart/form_reference.h"
#include "tests/native/support.h"

namespace kintone::multipart {
namespace {

using tests::exactly;

// The kinds of names are cases: tests/native/multipart/file-name.json.

TEST(multipart_file_name, is_what_stands_behind_the_last_slash_of_either_kind) {
  EXPECT_EQ(file_name_of(exactly("a\\b/c.txt")), "c.txt");
  EXPECT_EQ(file_name_of(exactly("a/b\\c.txt")), "c.txt");
  EXPECT_EQ(file_name_of(exactly("c.txt")), "c.txt");
}

TEST(multipart_file_name, may_be_missing) {
  for (const char* filename : {"", "/", "a/", "a\\"})
    EXPECT_EQ(file_name_of(exactly(filename)), "") << filename;
}

TEST(multipart_file_name, bytes_are_read_as_the_Encoding_standard_says) {
  const std::vector<std::string> bytes = {"a",    "\x7f", "\x80", "\x8f", "\x90", "\x9f", "\xa0",
                                          "\xbf", "\xc0", "\xc2", "\xdf", "\xe0", "\xe1", "\xed",
                                          "\xef", "\xf0", "\xf1", "\xf4", "\xf5", "\xff"};
  for (const std::string& a : bytes) {
    for (const std::string& b : bytes) {
      for (const std::string& c : bytes) {
        for (const std::string& d : bytes) {
          const std::string all = a + b + c + d + "z";
          const std::string name = file_name_of(exactly(all));
          ASSERT_EQ(name, tests::plainly::decode(all)) << testing::PrintToString(all);
          ASSERT_TRUE(utf8::is_valid(name));
        }
      }
    }
  }
}

}  // namespace
}  // namespace kintone::multipart
