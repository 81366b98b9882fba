#include "core/rest/fields/form.h"

#include <gtest/gtest.h>

#include "core/rest/fields/declaration.h"

namespace kintone::rest::fields {
namespace {

form read(std::string_view text) {
  form f;
  const misdeclaration m = read_form(*read_json(text), f);
  EXPECT_TRUE(m.is_right()) << m.path;
  return f;
}

TEST(rest_form, fields_have_places_and_are_found_by_their_codes) {
  const form f = read(R"({"A":"SINGLE_LINE_TEXT","G":"GROUP","T":{"type":"SUBTABLE","fields":
      {"C":"NUMBER","D":"DATE"}},"B":"NUMBER","U":{"type":"SUBTABLE","fields":{"E":"FILE"}}})");
  EXPECT_FALSE(f.is_open);
  EXPECT_EQ(f.values(), 2U);
  EXPECT_EQ(f.tables(), 2U);
  EXPECT_EQ(f.field_of("A")->column, 0U);
  EXPECT_EQ(f.field_of("B")->column, 1U);
  EXPECT_EQ(f.field_of("T")->column, 0U);
  EXPECT_EQ(f.field_of("U")->column, 1U);
  EXPECT_EQ(f.field_of("T")->cells[1].column, 1U);
  EXPECT_EQ(f.field_of("C"), nullptr);
  EXPECT_EQ(f.field_of("X"), nullptr);
  const auto cell = f.find("D");
  ASSERT_TRUE(cell);
  EXPECT_TRUE(cell->where.is_cell());
  EXPECT_EQ(f.field_at(cell->where).code, "D");
  EXPECT_EQ(f.field_at(f.find("B")->where).code, "B");
  EXPECT_EQ(f.find("$id")->type, field_type::id);
  EXPECT_FALSE(f.find("X"));
}

TEST(rest_form, D01_system_fields_are_made_where_there_are_none) {
  form f = read(R"({"Created_by":"SINGLE_LINE_TEXT","Who":"MODIFIER"})");
  f.complete(locale::en);
  std::string codes;
  for (const form_field& each : f.fields()) codes += each.code + " ";
  EXPECT_EQ(codes, "Created_by Who Record_number Created_by_0 Created_datetime Updated_datetime ");
  const form before = f;
  f.complete(locale::ja);
  EXPECT_EQ(f.fields().size(), before.fields().size());
}

TEST(rest_form, D06_what_a_lookup_fills_is_marked) {
  form f = read(R"({"K":{"type":"NUMBER","lookup":{"relatedApp":{"app":"2"},"relatedKeyField":"k",
      "fieldMappings":[{"field":"A","relatedField":"a"},{"field":"Gone","relatedField":"b"}]}},
      "A":"NUMBER","B":"NUMBER"})");
  f.complete(locale::en);
  EXPECT_TRUE(f.field_of("A")->is_filled);
  EXPECT_FALSE(f.field_of("B")->is_filled);
  EXPECT_FALSE(f.field_of("K")->is_filled);
}

TEST(rest_form, D31_an_open_app_learns_its_fields) {
  form f;
  f.learn("T", field_type::single_line_text);
  f.learn("L", std::nullopt);
  EXPECT_TRUE(f.field_of("L")->is_unknown_list);
  EXPECT_EQ(f.field_of("L")->type, field_type::check_box);
  f.learn("L", field_type::file);
  f.learn("T", field_type::file);
  EXPECT_EQ(f.field_of("L")->type, field_type::file);
  EXPECT_EQ(f.field_of("T")->type, field_type::single_line_text);
  EXPECT_EQ(f.values(), 2U);
}

TEST(rest_form, L12_options_are_in_the_order_of_their_indexes) {
  const form f = read(R"({"D":{"type":"DROP_DOWN","options":{"z":{"index":"1"},"a":{"index":"2"},
      "m":{"index":0}}}})");
  EXPECT_EQ(f.field_of("D")->options, (std::vector<std::string>{"m", "z", "a"}));
  EXPECT_EQ(f.find("D")->options, &f.field_of("D")->options);
}

TEST(rest_form, what_does_not_count_for_a_type_says_nothing) {
  const form f = read(R"({"R":{"type":"RADIO_BUTTON","options":{"a":{}},"required":true},
      "M":{"type":"MULTI_LINE_TEXT","unique":true,"maxLength":"1"},
      "T":{"type":"SINGLE_LINE_TEXT","maxValue":"1","unique":true,"maxLength":7}})");
  EXPECT_FALSE(f.field_of("R")->is_required);
  EXPECT_FALSE(f.field_of("M")->is_unique);
  EXPECT_FALSE(f.field_of("M")->max_length);
  EXPECT_FALSE(f.field_of("T")->max_value);
  EXPECT_TRUE(f.field_of("T")->is_unique);
  EXPECT_EQ(f.field_of("T")->max_length, 7U);
}

TEST(rest_form, D18_the_precision_of_an_app) {
  number_precision p;
  EXPECT_TRUE(read_precision({}, p).is_right());
  EXPECT_EQ(p.digits, 16U);
  const auto wrong = [&p](std::string_view text) { return read_precision(*read_json(text), p).path; };
  EXPECT_EQ(wrong(R"({"numberPrecision":{"digits":"30","decimalPlaces":"10","roundingMode":"UP"}})"), "");
  EXPECT_EQ(p.digits, 30U);
  EXPECT_EQ(p.decimal_places, 10U);
  EXPECT_EQ(p.how, rounding::up);
  for (const char* text : {R"({"digits":"0"})", R"({"digits":"31"})", R"({"decimalPlaces":11})",
                           R"({"digits":2,"decimalPlaces":3})", R"({"roundingMode":"NEAREST"})"}) {
    number_precision fresh;
    const std::string whole = R"({"numberPrecision":)" + std::string(text) + "}";
    EXPECT_EQ(read_precision(*read_json(whole), fresh).path, ".numberPrecision") << text;
  }
}

}  // namespace
}  // namespace kintone::rest::fields
