#include "core/rest/fields/value.h"

#include <gtest/gtest.h>

#include "core/rest/fields/declaration.h"
#include "core/rest/fields/packed.h"

namespace kintone::rest::fields {
namespace {

std::vector<std::string> items_of(std::string_view list) {
  std::vector<std::string> items;
  for_each_item(list, [&items](std::string_view each) { items.emplace_back(each); });
  return items;
}

TEST(rest_packed, items_of_every_length_come_back) {
  const std::vector<std::string> items = {
      "", "a", std::string(127, 'x'), std::string(128, 'y'), std::string(40'000, 'z'), std::string("\0b", 2)};
  std::string list;
  for (const std::string& each : items) append_item(list, each);
  EXPECT_EQ(items_of(list), items);
  EXPECT_TRUE(items_of("").empty());
}

TEST(rest_packed, files_are_four_bytes_each) {
  std::string list;
  for (const file_id id : {1U, 0xFFFFFFFFU, 0x01020380U}) append_file(list, id);
  EXPECT_EQ(list.size(), 12U);
  std::vector<file_id> read;
  for_each_file(list, [&read](file_id id) { read.push_back(id); });
  EXPECT_EQ(read, (std::vector<file_id>{1, 0xFFFFFFFF, 0x01020380}));
}

class rest_value : public testing::Test {
 protected:
  form form_;
  objections wrong_;

  void SetUp() override {
    const auto m = read_form(*read_json(R"({"N":{"type":"NUMBER","minValue":"-5"},"T":"SINGLE_LINE_TEXT",
        "D":"DATE","C":{"type":"CHECK_BOX","options":{"a":{},"b":{}}},"U":"USER_SELECT","F":"FILE"})"),
                             form_);
    EXPECT_TRUE(m.is_right());
  }

  /// What is kept, or a code, or the paths that are wrong.
  std::string kept(const char* code, const char* text, bool is_cell = false) {
    wrong_.clear();
    std::string read;
    const auto refused =
        value_reader(form_, wrong_).read(*form_.field_of(code), *read_json(text), {"record", is_cell}, read);
    if (refused) return std::string(entry_of(refused->kind).code);
    std::string paths;
    for (const objection& each : wrong_) paths += each.path + " ";
    return paths.empty() ? read : paths;
  }
};

TEST_F(rest_value, D16_D28_numbers_of_fields_and_of_cells) {
  EXPECT_EQ(kept("N", R"(" 1.50 ")"), "1.5");
  EXPECT_EQ(kept("N", "-0.0"), "0");
  EXPECT_EQ(kept("N", R"("x")"), "record[N].value ");
  EXPECT_EQ(kept("N", R"(".5")"), "record[N].value ");
  EXPECT_EQ(kept("N", R"(".5")", true), "0.5");
  EXPECT_EQ(kept("N", R"("x")", true), "");
  EXPECT_EQ(kept("N", R"("１２")", true), "12");
  EXPECT_EQ(kept("N", "-6"), "record.N.value ");
  EXPECT_EQ(kept("N", R"("1e999999999999999999999")"), "record.N.value ");
  EXPECT_EQ(kept("N", "[]"), "CB_IJ01");
}

TEST_F(rest_value, D24_D26_texts_dates_and_lists) {
  EXPECT_EQ(kept("T", "null"), "");
  EXPECT_EQ(kept("T", "false"), "false");
  EXPECT_EQ(kept("T", "{}"), "CB_IJ01");
  EXPECT_EQ(kept("D", R"("2026-02-30")"), "record.D.value ");
  EXPECT_EQ(items_of(kept("C", R"(["b","a"])")), (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(kept("C", R"(["b","c"])"), "record.C.values[1].value ");
  EXPECT_EQ(kept("C", "null"), "");
  EXPECT_EQ(kept("C", R"([{}])"), "CB_IJ01");
  EXPECT_EQ(items_of(kept("U", R"([{"code":"x","name":"y"}])")), (std::vector<std::string>{"x"}));
  EXPECT_EQ(kept("U", R"([{"name":"y"}])"), "CB_IJ01");
  EXPECT_EQ(items_of(kept("F", R"([{"fileKey":"k"}])")), (std::vector<std::string>{"k"}));
  EXPECT_EQ(kept("F", R"([{}])"), "CB_IJ01");
}

TEST_F(rest_value, D31_an_open_app_tells_what_it_takes) {
  form_.is_open = true;
  EXPECT_EQ(kept("T", "{}"), "CB_VA01");
  EXPECT_EQ(kept("F", R"("k")"), "CB_VA01");
}

TEST(rest_moment_text, moments_as_kintone_writes_them) {
  EXPECT_EQ(instant_text(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(instant_text(-1), "1969-12-31T23:59:00Z");
  EXPECT_EQ(instant_text(*parse_instant("2024-02-29T23:59:59+09:00")), "2024-02-29T14:59:00Z");
  EXPECT_EQ(date_text(*parse_date("0012-03-04")), "0012-03-04");
  EXPECT_EQ(time_text(65), "01:05");
}

}  // namespace
}  // namespace kintone::rest::fields
