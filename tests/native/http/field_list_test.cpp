#include "core/http/field_list.h"

#include <gtest/gtest.h>

namespace kintone::http {
namespace {

using list = std::vector<std::string_view>;

TEST(field_list, elements_may_stand_in_several_lines) {
  const fields lines = {{"Accept", " a ,b;q=0.5,,\t, c"}, {"Other", "no"}, {"ACCEPT", ""}, {"accept", "d,"}};
  EXPECT_EQ(elements(lines, "accept"), (list{"a", "b;q=0.5", "c", "d"}));
  EXPECT_EQ(elements(lines, "none"), list{});
}

TEST(field_list, cookies_have_semicolons_between_them) {
  const fields lines = {{"Cookie", "a=1; b=2;c=3,4"}};
  EXPECT_EQ(elements(lines, "cookie", ';'), (list{"a=1", "b=2", "c=3,4"}));
}

}  // namespace
}  // namespace kintone::http
