#include "core/site/folder.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::site {
namespace {

using tests::exactly;
using names = std::vector<std::string>;

TEST(folder, names_are_decoded_once) {
  EXPECT_EQ(file_path(exactly("/")), names{""});
  EXPECT_EQ(file_path(exactly("/a.html")), names{"a.html"});
  EXPECT_EQ(file_path(exactly("/sub/a.js")), (names{"sub", "a.js"}));
  EXPECT_EQ(file_path(exactly("/sub/")), (names{"sub", ""}));
  EXPECT_EQ(file_path(exactly("/a%20b%2Bc.html")), names{"a b+c.html"});
  EXPECT_EQ(file_path(exactly("/%E8%A1%A8.html")), names{"表.html"});
  EXPECT_EQ(file_path(exactly("/%2541")), names{"%41"});
  EXPECT_EQ(file_path(exactly("/a..b/c.")), (names{"a..b", "c."}));
}

TEST(folder, nothing_leads_out_or_to_what_is_hidden) {
  for (const char* path :
       {"",          "a",       "/.",         "/..",          "/../a",   "/a/../b",   "/a/./b",
        "/%2e%2e/a", "/%2E%2e", "/.%2e/a",    "/..%2fa",      "/..%5ca", "/a%2fb",    "/a\\b",
        "/a%5Cb",    "/..\\a",  "/.git",      "/.git/config", "/a/.env", "/%2egit",   "//a",
        "//",        "/a//b",   "/a%00.html", "/a%0a",        "/a%7f",   "/%",        "/%4",
        "/%zz",      "/%ff",    "/%c3",       "/c:",          "/c%3a/x", "/a.html:x", "/%ed%a0%80"}) {
    EXPECT_FALSE(file_path(exactly(path))) << path;
  }
}

TEST(folder, a_page_is_known_by_its_name) {
  EXPECT_TRUE(is_page("index.html"));
  EXPECT_FALSE(is_page("html"));
  EXPECT_FALSE(is_page("a.js"));
}

}  // namespace
}  // namespace kintone::site
