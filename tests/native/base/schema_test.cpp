#include "core/base/schema.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/native/support.h"

namespace kintone::schema {
namespace {

using tests::number;
using tests::object;
using tests::of_type;
using tests::text;
using tests::threw;

struct box {
  std::string name;
  std::string size;
};

constexpr std::array<member<box>, 2> members = {{
    {"name",
     [](const argument& given, box& b, locale language) {
       b.name = given.text;
       return unless(given.is("string"), phrase::expected_text, language);
     },
     true},
    {"size",
     [](const argument& given, box& b, locale /*language*/) {
       b.size = given.text;
       if (given.is("array")) return misfit("1 … 9", "[0]", given.members[0].value);
       if (given.is("null")) return misfit::that("no box is without a size");
       return is_whole_number(given, 1, 9) ? misfit() : misfit("1 … 9");
     }},
}};

std::string fault(const argument& given, telling how = {}) {
  box b;
  return read(members, given, b, how);
}

TEST(schema, takes_each_member_where_it_belongs) {
  box b;
  EXPECT_EQ(read(members, object({{"size", number("9")}, {"name", text("a")}}), b, {}), "");
  EXPECT_EQ(b.name, "a");
  EXPECT_EQ(b.size, "9");
  EXPECT_EQ(fault({}), "");
  EXPECT_EQ(fault(object({{"size", {}}})), "");
}

TEST(schema, names_what_is_wrong_first_what_is_allowed_and_what_was_given) {
  EXPECT_EQ(fault(text("x")), R"(the option options must be { name, size }; given: "x")");
  EXPECT_EQ(fault(object({{"sise", number("1")}})),
            "the option sise is not known; known options: name, size");
  EXPECT_EQ(fault(object({{"sise", {}}})), "the option sise is not known; known options: name, size");
  EXPECT_EQ(fault(object({{"size", threw("no")}})), "the option size could not be read: no");
  EXPECT_EQ(fault(object({{"size", number("0")}, {"name", number("1")}})),
            "the option size must be 1 … 9; given: 0");
  EXPECT_EQ(fault(object({{"size", number("10")}}), {locale::en, phrase::argument_value}),
            "size must be 1 … 9; given: 10");
  EXPECT_EQ(fault(object({{"size", tests::array({number("1.5")})}})),
            "the option size[0] must be 1 … 9; given: 1.5");
  EXPECT_EQ(fault(object({{"size", of_type("null")}})), "no box is without a size");
}

TEST(schema, of_a_required_member_undefined_is_a_value) {
  EXPECT_EQ(fault(object({{"name", {}}})).rfind("the option name must be ", 0), 0U);
}

}  // namespace
}  // namespace kintone::schema
