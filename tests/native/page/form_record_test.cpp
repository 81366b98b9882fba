#include "core/page/form_record.h"

#include <gtest/gtest.h>

#include "core/page/form_event.h"
#include "core/rest/declarations.h"

namespace kintone::page {
namespace {

using rest::fields::field_type;
using rest::fields::form_field;

rest::fields::form some_form() {
  rest::fields::form f;
  f.is_open = false;
  const auto add = [&f](const char* code, field_type type) {
    form_field one;
    one.code = code;
    one.type = type;
    f.add(std::move(one));
  };
  add("Text", field_type::single_line_text);
  add("Number", field_type::number);
  add("Day", field_type::date);
  add("Rich", field_type::rich_text);
  add("Made", field_type::created_time);
  add("Files", field_type::file);
  add("Group", field_type::group);
  form_field table;
  table.code = "Table";
  table.type = field_type::subtable;
  form_field cell;
  cell.code = "Cell";
  cell.type = field_type::number;
  table.cells.push_back(std::move(cell));
  f.add(std::move(table));
  return f;
}

json_value stored() {
  return json_or_null(R"({
    "Text":{"value":""},"Number":{"value":"1"},"Day":{"value":null},"Rich":{"value":""},
    "Made":{"value":"2026-01-31T00:00:00Z"},"Files":{"value":[{"fileKey":"k"}]},
    "Table":{"value":[{"id":"3","value":{"Cell":{"value":""}}}]},
    "$id":{"type":"__ID__","value":"7"}})");
}

TEST(form_record, E13_a_new_form_has_no_value_where_kintone_has_undefined) {
  EXPECT_EQ(
      form_record(some_form(), json_or_null(R"({"Number":{"value":"1"}})"), record_shape::created),
      R"({"Text":{"type":"SINGLE_LINE_TEXT"},"Number":{"type":"NUMBER","value":"1"},"Day":{"type":"DATE"},)"
      R"("Rich":{"type":"RICH_TEXT","value":"<div><br /></div>"},"Files":{"type":"FILE","value":[]},)"
      R"("Table":{"type":"SUBTABLE","value":[]}})");
}

TEST(form_record, E13_an_edited_form_has_empty_texts_and_no_files) {
  EXPECT_EQ(
      form_record(some_form(), stored(), record_shape::edited),
      R"({"Text":{"type":"SINGLE_LINE_TEXT","value":""},"Number":{"type":"NUMBER","value":"1"},)"
      R"("Day":{"type":"DATE","value":""},"Rich":{"type":"RICH_TEXT","value":""},)"
      R"("Made":{"type":"CREATED_TIME","value":"2026-01-31T00:00:00Z"},"Files":{"type":"FILE","value":[]},)"
      R"("Table":{"type":"SUBTABLE","value":[{"id":"3","value":{"Cell":{"type":"NUMBER","value":""}}}]},)"
      R"("$id":{"type":"__ID__","value":"7"}})");
}

TEST(form_record, E13_a_shown_record_has_null_for_days_and_its_files) {
  const json_value shown = json_or_null(form_record(some_form(), stored(), record_shape::shown));
  EXPECT_TRUE(shown["Day"].contains("value"));
  EXPECT_TRUE(shown["Day"]["value"].is_null());
  EXPECT_EQ(shown["Files"]["value"].size(), 1U);
}

TEST(form_record, E14_what_fires_a_change) {
  EXPECT_EQ(firing_codes(some_form()), (std::vector<std::string>{"Text", "Number", "Day", "Table", "Cell"}));
}

TEST(form_record, what_is_saved_is_what_a_user_can_fill_in) {
  EXPECT_EQ(saved_record(some_form(), json_or_null(form_record(some_form(), stored(), record_shape::edited))),
            R"({"Text":{"value":""},"Number":{"value":"1"},"Day":{"value":""},"Rich":{"value":""},)"
            R"("Table":{"value":[{"id":"3","value":{"Cell":{"value":""}}}]}})");
}

TEST(form_record, R04_R05_what_set_takes) {
  const rest::fields::form f = some_form();
  const auto set = [&f](const char* record) { return set_record(f, json_or_null(record), locale::en); };
  EXPECT_EQ(set(R"({"Text":{"type":"SINGLE_LINE_TEXT","value":null},"Made":{"type":"CREATED_TIME","value":""},
                   "Files":{"type":"FILE","value":[]},"$id":{"value":"1"}})"),
            R"({"codes":["Text"],"cells":{}})");
  for (const char* refused : {R"({"None":{"type":"NUMBER","value":""}})", R"({"Text":{"value":""}})",
                              R"({"Text":{"type":"SINGLE_LINE_TEXT"}})",
                              R"({"Table":{"type":"SUBTABLE","value":[{"value":{}}]}})", R"({"Text":1})"}) {
    EXPECT_NE(set(refused).find(R"({"dialog":)"), std::string::npos) << refused;
  }
  EXPECT_EQ(set("7"), R"({"codes":[],"cells":{}})");
}

TEST(form_event, E12_numbers_are_not_uniform) {
  EXPECT_EQ(event_members("app.record.create.show", 5, 0, true), R"({"appId":5,"reuse":true})");
  EXPECT_EQ(event_members("app.record.create.submit.success", 5, 1, false), R"({"appId":5,"recordId":"1"})");
  EXPECT_EQ(event_members("mobile.app.record.create.submit.success", 5, 1, false),
            R"({"appId":"5","recordId":"1"})");
  EXPECT_EQ(event_members("app.record.edit.change.Price", 5, 1, false), R"({"appId":5,"recordId":1})");
  EXPECT_EQ(event_members("app.record.detail.process.proceed", 5, 1, false), "{}");
}

}  // namespace
}  // namespace kintone::page
