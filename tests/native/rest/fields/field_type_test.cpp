#include "core/rest/fields/field_type.h"

#include <gtest/gtest.h>

namespace kintone::rest::fields {
namespace {

TEST(rest_fields, every_type_is_found_by_its_name) {
  EXPECT_EQ(field_types().size(), static_cast<std::size_t>(field_type::field_type_count));
  for (const field_type_row& each : field_types()) {
    EXPECT_EQ(field_type_of(each.name), each.id);
    EXPECT_EQ(row_of(each.id).name, each.name);
    EXPECT_EQ(each.compared == comparison::none, each.allowed == no_operators) << each.name;
  }
  EXPECT_EQ(field_type_of("TEXT"), std::nullopt);
  EXPECT_EQ(field_type_of(""), std::nullopt);
}

TEST(rest_fields, D03_how_a_type_reads_where_it_is_empty) {
  const auto names = [](emptiness how) {
    std::string list;
    for (const field_type_row& each : field_types()) {
      if (each.when_empty == how) list += std::string(each.name) + " ";
    }
    return list;
  };
  EXPECT_EQ(names(emptiness::null), "RADIO_BUTTON DROP_DOWN DATE TIME ");
  EXPECT_EQ(names(emptiness::text), "SINGLE_LINE_TEXT MULTI_LINE_TEXT RICH_TEXT NUMBER CALC DATETIME LINK ");
  EXPECT_EQ(
      names(emptiness::list),
      "STATUS_ASSIGNEE CATEGORY CHECK_BOX MULTI_SELECT FILE USER_SELECT ORGANIZATION_SELECT GROUP_SELECT "
      "SUBTABLE ");
}

}  // namespace
}  // namespace kintone::rest::fields
