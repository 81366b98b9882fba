#include "core/rest/query/check.h"

#include "tests/native/rest/query/query_support.h"

namespace kintone::rest::query {
namespace {

using rest_query_check = query_fixture;

TEST_F(rest_query_check, L07_has_the_code_of_the_parameter) {
  EXPECT_EQ(judged("a ="), "CB_VA01");
  EXPECT_EQ(text_of(phrase::query_format, locale::ja), "クエリ記法が間違っています。");
}

TEST_F(rest_query_check, L08_names_are_codes_of_the_form) {
  EXPECT_EQ(judged("text = \"x\" and cell in (\"x\") and $id > 0 order by no asc"), "ok");
  EXPECT_EQ(judged("Text = \"x\""), "GAIA_IQ11 Text");
  EXPECT_EQ(judged("$revision = 1"), "GAIA_IQ11 $revision");
  EXPECT_EQ(judged("order by nothing"), "GAIA_IQ11 nothing");
  EXPECT_EQ(message_of(error::field_not_found, locale::ja, {"X"}),
            "指定されたフィールド（X）が見つかりません。");
  EXPECT_EQ(message_of(error::field_not_found, locale::en, {"X"}), "Specified field (X) not found.");
}

TEST_F(rest_query_check, L09_a_dot_is_for_related_records) {
  EXPECT_EQ(judged("table.cell in (\"x\")"), "GAIA_IR02 table.cell");
  EXPECT_EQ(judged("nothing.cell = 1"), "GAIA_IR02 nothing.cell");
  EXPECT_EQ(judged("ref.cell = 1"), "SHIM_QUERY_NOT_SUPPORTED ref.cell");
  EXPECT_EQ(judged("order by table.cell"), "GAIA_IR02 table.cell");
}

/// Every operator as a test of a field, with a value that fits whatever it is.
std::string with(const std::string& field, const std::string& name, const std::string& value) {
  if (name.starts_with("is")) return field + " " + name;
  return field + " " + name + (name.ends_with("in") ? " (" + value + ")" : " " + value);
}

TEST_F(rest_query_check, L10_operators_by_types) {
  const std::vector<std::string> equality = {"=", "!="};
  const std::vector<std::string> order = {">", "<", ">=", "<="};
  const std::vector<std::string> membership = {"in", "not in"};
  const std::vector<std::string> words = {"like", "not like"};
  const std::vector<std::string> presence = {"is empty", "is not empty"};
  struct row {
    std::vector<std::string> fields;
    std::string value;
    std::vector<std::vector<std::string>> allowed;
  };
  const std::vector<row> rows = {
      {{"$id", "no", "n", "calc"}, "1", {equality, order, membership}},
      {{"created", "at"}, "\"2012-01-11T11:30:00Z\"", {equality, order}},
      {{"day"}, "\"2012-01-11\"", {equality, order}},
      {{"clock"}, "\"11:30\"", {equality, order}},
      {{"text", "url"}, "\"x\"", {equality, membership, words}},
      {{"long", "rich", "files"}, "\"x\"", {words, presence}},
      {{"radio", "check", "multi", "drop"}, "\"A\"", {membership}},
      {{"creator", "assignee", "users", "orgs", "groups"}, "\"x\"", {membership}},
      {{"status"}, "\"new\"", {equality, membership}},
      {{"table", "box", "categories", "ref"}, "\"x\"", {}},
      // L11.
      {{"cell"}, "\"x\"", {membership, words}},
      {{"cell_n"}, "1", {order, membership}},
      {{"cell_day"}, "\"2012-01-11\"", {order, membership}},
      {{"cell_long"}, "\"x\"", {membership, words, presence}},
      {{"cell_drop"}, "\"A\"", {membership}},
  };
  for (const row& each : rows) {
    for (const std::string& field : each.fields) {
      for (const auto* group : {&equality, &order, &membership, &words, &presence}) {
        const bool is_allowed =
            std::find(each.allowed.begin(), each.allowed.end(), *group) != each.allowed.end();
        for (const std::string& name : *group) {
          const bool is_cell_equality = field.starts_with("cell") && group == &equality;
          const std::string refused = is_cell_equality ? "GAIA_IQ07 " : "GAIA_IQ03 ";
          EXPECT_EQ(judged(with(field, name, each.value)), is_allowed ? "ok" : refused + field + " " + name);
        }
      }
    }
  }
  EXPECT_EQ(message_of(error::operator_not_allowed, locale::ja, {"X", "="}),
            "Xフィールドのフィールドタイプには演算子=を使用できません。");
  EXPECT_EQ(message_of(error::operator_not_for_cell, locale::ja, {"X", "="}),
            "テーブルに設定している場合、Xフィールドのフィールドタイプには、演算子=を使用できません。");
}

TEST_F(rest_query_check, L12_a_value_is_an_option) {
  for (const char* field : {"radio", "check", "multi", "drop", "cell_drop"}) {
    EXPECT_EQ(judged(std::string(field) + " in (\"A\", \"\")"), "ok");
    EXPECT_EQ(judged(std::string(field) + " not in (\"A\", \"Z\")"),
              std::string("GAIA_IQ10 ") + field + " Z");
  }
  EXPECT_EQ(judged("status = \"other\""), "GAIA_IQ10 status other");
  EXPECT_EQ(judged("drop in (5)"), "GAIA_IQ10 drop 5");
  // In front of the operator's rule.
  EXPECT_EQ(judged("drop = \"Z\""), "GAIA_IQ10 drop Z");
  EXPECT_EQ(judged("drop = \"A\""), "GAIA_IQ03 drop =");
  form_.add("free", fields::field_type::drop_down);
  EXPECT_EQ(judged("free in (\"whatever\")"), "ok");
  EXPECT_EQ(message_of(error::option_not_found, locale::ja, {"X", "v"}),
            "フィールド「X」の項目に「v」は存在しません。");
}

TEST_F(rest_query_check, L13_the_process_and_users) {
  EXPECT_EQ(judged("users in (\"whoever\")"), "ok");
  form_.users = {"sato"};
  EXPECT_EQ(judged("users in (\"sato\", \"\", LOGINUSER())"), "ok");
  for (const char* field : {"creator", "assignee", "users"}) {
    EXPECT_EQ(judged(std::string(field) + " in (\"kato\")"), "GAIA_IL26 kato");
  }
  EXPECT_EQ(judged("orgs in (\"kato\") and groups in (\"kato\")"), "ok");
  form_.is_processed = false;
  EXPECT_EQ(judged("status = \"nothing\""), "GAIA_ST02");
  EXPECT_EQ(judged("assignee in (\"sato\")"), "GAIA_ST02");
  EXPECT_EQ(judged("order by status asc"), "GAIA_ST02");
  EXPECT_EQ(judged("users in (\"sato\")"), "ok");
}

TEST_F(rest_query_check, L17_forms_of_dates) {
  EXPECT_EQ(judged("day = \"\" and clock = \"\" and at = \"\""), "ok");
  for (const char* wrong : {"day = \"2012-1-11\"", "day = 20120111", "day > \"2012-02-30\"",
                            "clock < \"9:00\"", "at = \"2012-01-11\"", "at = \"2012-01-11T11:30\"",
                            "created = \"x\"", "cell_day in (\"2012-01-11\", \"x\")"}) {
    EXPECT_EQ(judged(wrong), "CB_VA01") << wrong;
  }
}

TEST_F(rest_query_check, L25_functions_and_what_they_take) {
  for (const char* right :
       {"at = NOW()", "at > TODAY()", "created < YESTERDAY()", "day = TOMORROW()",
        "day != FROM_TODAY(-5, WEEKS)", "day = THIS_WEEK()", "day = LAST_WEEK(SUNDAY)",
        "day = NEXT_WEEK(SATURDAY)", "day = THIS_MONTH()", "day = LAST_MONTH(1)", "day = NEXT_MONTH(31)",
        "day = THIS_MONTH(LAST)", "day = THIS_YEAR()", "day = LAST_YEAR()", "day = NEXT_YEAR()",
        "users in (LOGINUSER())", "orgs in (PRIMARY_ORGANIZATION())", "cell_day in (TODAY())"}) {
    EXPECT_EQ(judged(right), "ok") << right;
  }
  for (const char* wrong :
       {"day = FROM_TODAY()", "day = FROM_TODAY(5)", "day = FROM_TODAY(5, DAYS, DAYS)",
        "day = FROM_TODAY(DAYS, 5)", "day = TODAY(1)", "at = NOW(1)", "day = THIS_YEAR(1)",
        "day = THIS_WEEK(SUNDAY, MONDAY)", "day = THIS_MONTH(1, 2)", "day = THIS_WEEK(DAYS)",
        "users in (LOGINUSER(1))", "orgs in (PRIMARY_ORGANIZATION(1))"}) {
    EXPECT_EQ(judged(wrong), "GAIA_IL08") << wrong;
  }
  EXPECT_EQ(judged("day = FROM_TODAY(5, HOURS)"), "GAIA_IQ25");
  EXPECT_EQ(judged("day = FROM_TODAY(5, 5)"), "GAIA_IQ25");
  EXPECT_EQ(judged("day = THIS_MONTH(0)"), "GAIA_IQ23 0");
  EXPECT_EQ(judged("day = THIS_MONTH(32)"), "GAIA_IQ23 32");
  EXPECT_EQ(judged("day = LAST_MONTH(-1)"), "GAIA_IQ23 -1");
  EXPECT_EQ(judged("day = NEXT_MONTH(FIRST)"), "GAIA_IQ23 FIRST");
  for (const auto& [text, told] : std::vector<std::pair<const char*, const char*>>{
           {"day = NOW()", "GAIA_IQ03 day ="},
           {"clock = TODAY()", "GAIA_IQ03 clock ="},
           {"n > TODAY()", "GAIA_IQ03 n >"},
           {"text = LOGINUSER()", "GAIA_IQ03 text ="},
           {"text like TODAY()", "GAIA_IQ03 text like"},
           {"day = LOGINUSER()", "GAIA_IQ03 day ="},
           {"orgs in (LOGINUSER())", "GAIA_IQ03 orgs in"},
           {"users not in (PRIMARY_ORGANIZATION())", "GAIA_IQ03 users not in"},
           {"groups in (PRIMARY_ORGANIZATION())", "GAIA_IQ03 groups in"},
           {"drop in (TODAY())", "GAIA_IQ03 drop in"}}) {
    EXPECT_EQ(judged(text), told) << text;
  }
  EXPECT_EQ(message_of(error::query_day_invalid, locale::ja, {"32"}),
            "指定した日にち（32）は無効です。1から31までの整数で指定します。");
  EXPECT_EQ(message_of(error::query_illegal, locale::ja), "クエリの指定が不正です。");
}

TEST_F(rest_query_check, L26_limit_and_offset) {
  EXPECT_EQ(judged("limit 0 offset 0"), "ok");
  EXPECT_EQ(judged("limit 500 offset 10000"), "ok");
  EXPECT_EQ(judged("limit 501"), "GAIA_QU01 500");
  EXPECT_EQ(judged("limit 99999999999999999999999"), "GAIA_QU01 500");
  EXPECT_EQ(judged("offset 10001"), "GAIA_QU02 10,000");
  EXPECT_EQ(message_of(error::limit_too_large, locale::ja, {"500"}),
            "limit には 500 以下の値を指定してください。");
  EXPECT_EQ(message_of(error::limit_too_large, locale::en, {"500"}), "limit must be 500 or less.");
  EXPECT_EQ(message_of(error::offset_too_large, locale::ja, {"10,000"}),
            "offset には 10,000 以下の値を指定してください。");
  checked_query q;
  EXPECT_EQ(read("", form_, by_, q), nullptr);
  EXPECT_EQ(q.limit, records_shown);
}

TEST_F(rest_query_check, L28_what_records_are_not_sorted_by) {
  for (const char* field : {"$id", "no", "created", "status", "text", "n", "calc", "radio", "drop", "day",
                            "clock", "at", "url"}) {
    EXPECT_EQ(judged(std::string("order by ") + field), "ok") << field;
  }
  for (const char* field : {"cell", "cell_n", "check", "multi", "files", "rich", "long", "users", "creator",
                            "assignee", "orgs", "groups", "table", "box", "ref", "categories"}) {
    EXPECT_EQ(judged(std::string("order by n asc, ") + field),
              std::string("SHIM_FIELD_NOT_SORTABLE ") + field);
  }
}

TEST_F(rest_query_check, the_first_mistake_of_the_text_is_told) {
  EXPECT_EQ(judged("nothing = 1 and text > 1 order by cell limit 501 offset 10001"), "GAIA_IQ11 nothing");
  EXPECT_EQ(judged("n = 1 and text > 1 order by cell limit 501 offset 10001"), "GAIA_IQ03 text >");
  EXPECT_EQ(judged("order by cell limit 501 offset 10001"), "SHIM_FIELD_NOT_SORTABLE cell");
  EXPECT_EQ(judged("limit 501 offset 10001"), "GAIA_QU01 500");
}

TEST_F(rest_query_check, L21_whether_it_searches_for_words) {
  const auto has_words = [this](std::string_view text) {
    checked_query q;
    EXPECT_EQ(read(text, form_, by_, q), nullptr);
    return q.has_words;
  };
  EXPECT_TRUE(has_words("n = 1 and (text = \"x\" or long not like \"x\")"));
  EXPECT_FALSE(has_words("text = \"like\" and long is empty"));
}

}  // namespace
}  // namespace kintone::rest::query
