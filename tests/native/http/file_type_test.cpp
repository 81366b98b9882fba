#include "core/http/file_type.h"

#include <gtest/gtest.h>

namespace kintone::http {
namespace {

TEST(content_type, F17_a_type_goes_by_the_extension) {
  EXPECT_EQ(content_type_of("a.html"), "text/html;charset=utf-8");
  EXPECT_EQ(content_type_of("A.HTM"), "text/html;charset=utf-8");
  EXPECT_EQ(content_type_of("a.b.js"), "text/javascript;charset=utf-8");
  EXPECT_EQ(content_type_of("a.txt"), "text/plain;charset=utf-8");
  EXPECT_EQ(content_type_of("a.csv"), "text/csv; charset=UTF-8");
  EXPECT_EQ(content_type_of("a.json"), "application/json");
  EXPECT_EQ(content_type_of("a.pdf"), "application/pdf");
  for (const char* unknown : {"", "a", "a.", ".", "html", "a.unknown"}) {
    EXPECT_EQ(content_type_of(unknown), "application/octet-stream") << unknown;
  }
}

}  // namespace
}  // namespace kintone::http
