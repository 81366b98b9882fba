#include "core/http/media_type.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::http {
namespace {

using tests::exactly;

struct example {
  const char* content_type;
  const char* charset;
};

TEST(media_type, the_charset_is_found) {
  for (const auto& [content_type, charset] : {
           example{"text/html;charset=utf-8", "utf-8"},
           {"text/html; charset=Shift_JIS", "shift_jis"},
           {"text/html; CHARSET=EUC-JP", "euc-jp"},
           {"text/html ;\tcharset\t=\tutf-8 ", "utf-8"},
           {"text/html; charset=\"utf-8\"", "utf-8"},
           {"text/html; charset=\" utf-8 \"", "utf-8"},
           {"text/html; charset=\"ut\\f-8\"", "utf-8"},
           {"text/html; a=b; charset=x; c=d", "x"},
           {"text/html; a=\"; charset=wrong\"; charset=x", "x"},
           {"text/html; a=\"\\\"; charset=wrong\"; charset=x", "x"},
           {"text/html; a; charset=x", "x"},
           {"text/html;;; charset=x", "x"},
           {"text/html; charset=x; charset=y", "x"},
           {";charset=x", "x"},
           {"text/html; charset=\"x\"y; a=b", "x"},
       }) {
    EXPECT_EQ(charset_of(exactly(content_type)), charset) << content_type;
  }
}

TEST(media_type, without_a_charset_there_is_none) {
  for (const char* content_type : {"", ";", "text/html", "text/html;", "text/html; ", "text/html; charset",
                                   "text/html; charset=", "text/html; charset=\"\"", "text/html; charset=\"",
                                   "text/html; xcharset=x", "text/html; charset2=x", "charset=x",
                                   "text/html; a=\"; charset=x", "text/html; a=\"\\", "text/html; =x"}) {
    EXPECT_EQ(charset_of(exactly(content_type)), "") << content_type;
  }
}

TEST(media_type, utf8_has_six_labels) {
  for (const char* label :
       {"utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8"}) {
    EXPECT_TRUE(is_utf8_label(exactly(label))) << label;
  }
  for (const char* label : {"", "utf-16", "utf_8", "utf-8 ", "shift_jis", "utf-80", "us-ascii"}) {
    EXPECT_FALSE(is_utf8_label(exactly(label))) << label;
  }
}

TEST(media_type, bytes_outside_ascii_stay) { EXPECT_EQ(charset_of(exactly("a/b; charset=\xe9")), "\xe9"); }

}  // namespace
}  // namespace kintone::http
