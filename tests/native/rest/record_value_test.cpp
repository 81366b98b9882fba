#include "core/rest/record_value.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"

namespace kintone::rest {
namespace {

class rest_record_value : public testing::Test {
 protected:
  form form_;
  bool is_open_ = true;

  struct read_field {
    std::string code;
    std::string type;
    std::string value = {};
    std::vector<std::string> keys = {};
  };

  /// The one field of `text`, or the fault's path (or fact) in its place.
  read_field field(std::string_view text) {
    std::vector<given_field> fields;
    const auto wrong = read_record(*read_json(text), "record", is_open_, form_, fields);
    if (wrong) return {wrong->fact, "fault"};
    if (fields.empty()) return {"", "none"};
    return {fields[0].code, form_[fields[0].code].type, fields[0].value.json, fields[0].keys};
  }
};

TEST_F(rest_record_value, F14_a_list_with_a_fileKey_makes_an_attachment_field) {
  const read_field f = field(R"({"A":{"value":[{"fileKey":"k1"},{"fileKey":"k2","name":"n","size":"1"}]}})");
  EXPECT_EQ(f.code, "A");
  EXPECT_EQ(f.type, "FILE");
  EXPECT_EQ(f.keys, (std::vector<std::string>{"k1", "k2"}));
  EXPECT_EQ(form_["A"].type, "FILE");
  EXPECT_EQ(field(R"({"A":{"value":[]}})").type, "FILE");
  EXPECT_EQ(field(R"({"A":{"value":null}})").type, "FILE");
  EXPECT_EQ(field(R"({"A":{}})").type, "FILE");
}

TEST_F(rest_record_value, an_attachment_field_takes_nothing_else) {
  form_["A"].type = "FILE";
  for (const char* wrong : {R"("k")", "1", "{}", "true", R"(["k"])", "[null]", "[{}]", R"([{"fileKey":1}])",
                            R"([{"fileKey":"k"},{"name":"n"}])", R"([[{"fileKey":"k"}]])"}) {
    const read_field f = field(R"({"A":{"value":)" + std::string(wrong) + "}}");
    EXPECT_EQ(f.type, "fault") << wrong;
    EXPECT_EQ(f.code, "record.A.value") << wrong;
  }
}

TEST_F(rest_record_value, a_text_is_kept_as_a_string) {
  EXPECT_EQ(field(R"({"T":{"value":"a"}})").value, R"("a")");
  EXPECT_EQ(field(R"({"T":{"value":12}})").value, R"("12")");
  EXPECT_EQ(field(R"({"T":{"value":-1.50}})").value, R"("-1.50")");
  EXPECT_EQ(field(R"({"T":{"value":null}})").value, "null");
  EXPECT_EQ(form_["T"].type, "SINGLE_LINE_TEXT");
  for (const char* wrong : {"true", "{}", "[]", R"([{"fileKey":"k"}])"}) {
    EXPECT_EQ(field(R"({"T":{"value":)" + std::string(wrong) + "}}").type, "fault") << wrong;
  }
}

TEST_F(rest_record_value, other_lists_are_kept_as_they_are) {
  EXPECT_EQ(field(R"({"C":{"value":[]}})").type, "");
  EXPECT_EQ(form_["C"].type, "");
  EXPECT_EQ(field(R"({"C":{"value":["a","b"]}})").type, "CHECK_BOX");
  EXPECT_EQ(form_["C"].type, "CHECK_BOX");
  EXPECT_EQ(field(R"({"U":{"value":[{"code":"x"}]}})").type, "USER_SELECT");
  EXPECT_EQ(field(R"({"C":{"value":"a"}})").type, "fault");
}

TEST_F(rest_record_value, an_empty_list_may_become_an_attachment_field) {
  (void)field(R"({"A":{"value":[]}})");
  EXPECT_EQ(field(R"({"A":{"value":[{"fileKey":"k"}]}})").type, "FILE");
}

TEST_F(rest_record_value, a_table_is_refused_by_its_name) {
  EXPECT_EQ(field(R"({"T":{"value":[{"value":{}}]}})").code, "record.T.value");
  is_open_ = false;
  form_["D"].type = "SUBTABLE";
  EXPECT_EQ(field(R"({"D":{"value":[]}})").code, "record.D.value");
}

TEST_F(rest_record_value, what_a_declared_app_has_not_is_ignored) {
  is_open_ = false;
  form_["A"].type = "FILE";
  EXPECT_EQ(field(R"({"B":{"value":[{"fileKey":"k"}]}})").type, "none");
  EXPECT_EQ(field(R"({"B":1})").type, "none");
  EXPECT_EQ(form_.fields().size(), 1U);
}

TEST_F(rest_record_value, the_records_own_fields_are_no_fields_of_the_form) {
  EXPECT_EQ(field(R"({"$id":{"value":"1"},"$revision":1})").type, "none");
  EXPECT_TRUE(form_.fields().empty());
}

TEST_F(rest_record_value, a_record_is_an_object_of_objects) {
  EXPECT_EQ(field("null").type, "none");
  EXPECT_EQ(field("[]").code, "record");
  EXPECT_EQ(field(R"("a")").code, "record");
  EXPECT_EQ(field(R"({"A":1})").code, "record.A");
}

TEST_F(rest_record_value, an_open_app_learns_so_many_fields) {
  for (std::size_t i = 0; i < app_fields; ++i) {
    const std::string code = "F" + std::to_string(i);
    EXPECT_EQ(field(R"({")" + code + R"(":{"value":"a"}})").code, code);
  }
  EXPECT_EQ(field(R"({"F0":{"value":"b"}})").code, "F0");
  EXPECT_EQ(field(R"({"More":{"value":"a"}})").code, "record");
}

TEST_F(rest_record_value, F15_files_are_shown_with_strings) {
  world::random chance(world::entropy_from_seed("values"));
  file_registry files(chance);
  const file_id id = files.begin();
  (void)files.issue(id, "表.csv", 12, 0, 0);
  files.attach({id});
  form_["T"].type = "NUMBER";
  form_["A"].type = "FILE";
  form_["B"].type = "FILE";
  form_["C"].type = "";
  form_["U"].type = "USER_SELECT";
  json_writer text;
  text.open('{');
  write_fields(text, form_, {{R"("1")", {}}, {"", {id}}}, files);
  EXPECT_EQ(text.close('}').text(),
            R"({"A":{"type":"FILE","value":[{"contentType":"text/csv","fileKey":")" + files.find(id)->key +
                R"(","name":"表.csv","size":"12"}]},"B":{"type":"FILE","value":[]},)"
                R"("C":{"type":"CHECK_BOX","value":[]},"T":{"type":"NUMBER","value":"1"},)"
                R"("U":{"type":"USER_SELECT","value":[]}})");
}

}  // namespace
}  // namespace kintone::rest
