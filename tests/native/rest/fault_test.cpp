#include "core/rest/fault.h"

#include <gtest/gtest.h>

#include "tests/native/rest/rest_support.h"

namespace kintone::rest {
namespace {

TEST(rest_fault, F20_an_error_names_its_code_in_a_field_too) {
  world::world w = a_world();
  const reply r = fault_reply(w, locale::en, *refuse(error::blob_not_found, "abc"));
  EXPECT_EQ(r.status, 404);
  EXPECT_EQ(code_of(r), "GAIA_BL01");
  EXPECT_EQ(*http::find(r.fields, "x-cybozu-error"), "GAIA_BL01");
  EXPECT_EQ(*http::find(r.fields, "content-type"), "application/json;charset=utf-8");
  const json body = *parse_json(r.body);
  EXPECT_EQ(string_of(member(body, "message")), "The specified file (id: abc) not found.");
  EXPECT_EQ(string_of(member(body, "id")).size(), error_id_length);
  EXPECT_FALSE(body.contains("errors"));
}

TEST(rest_fault, F21_in_the_language_that_is_asked_for) {
  world::world w = a_world(locale::en);
  const json body = *parse_json(fault_reply(w, locale::ja, *invalid("fileKey", phrase::field_required)).body);
  EXPECT_EQ(string_of(member(body, "code")), "CB_VA01");
  EXPECT_EQ(string_of(member(body, "message")), "入力内容が正しくありません。");
  EXPECT_EQ(json_text(member(body, "errors")), R"({"fileKey":{"messages":["必須です。"]}})");
}

TEST(rest_fault, Y04_D11_all_that_is_wrong_stands_in_one_answer) {
  world::world w = a_world();
  const verdict wrong = invalid({{"record.N.value", phrase::value_number},
                                 {"record.T.value", phrase::value_required},
                                 {"record.N.value", phrase::value_most, "10"}});
  const json body = *parse_json(fault_reply(w, locale::en, *wrong).body);
  EXPECT_EQ(json_text(member(body, "errors")),
            R"({"record.N.value":{"messages":["Only numbers are allowed.","The value must be 10 or less."]},)"
            R"("record.T.value":{"messages":["Required."]}})");
  EXPECT_FALSE(invalid(objections()));
}

TEST(rest_fault, what_was_given_is_no_markup_of_the_answer) {
  world::world w = a_world();
  const reply r = fault_reply(w, locale::en, *refuse(error::blob_not_found, "\"},\r\n\xff{0}"));
  const auto body = parse_json(r.body);
  ASSERT_TRUE(body);
  EXPECT_NE(string_of(member(*body, "message")).find("\"},\r\n\xEF\xBF\xBD{0}"), std::string_view::npos);
}

}  // namespace
}  // namespace kintone::rest
