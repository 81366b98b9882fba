#include "core/rest/query/find.h"

#include "tests/native/rest/query/query_support.h"

namespace kintone::rest::query {
namespace {

using rest_query_find = query_fixture;

TEST_F(rest_query_find, L01_all_records_the_newest_first) {
  EXPECT_EQ(ids(""), "");
  add_all("text", {"a", "b", "c"});
  EXPECT_EQ(ids(""), "3 2 1");
  EXPECT_EQ(ids("limit 2 offset 1"), "2 1");
  EXPECT_EQ(total_, 3U);
  EXPECT_EQ(ids("limit 0"), "");
  EXPECT_EQ(total_, 3U);
  EXPECT_EQ(ids("offset 3"), "");
  EXPECT_EQ(ids("order by text asc limit 0"), "");
  EXPECT_EQ(total_, 3U);
  EXPECT_EQ(ids("order by text asc offset 5"), "");
}

TEST_F(rest_query_find, L01_so_many_where_nothing_is_said) {
  for (std::size_t i = 0; i <= records_shown; ++i) add("text", "x");
  for (const char* text : {"", "order by text asc", "order by $id asc"}) {
    const std::string shown = ids(text);
    EXPECT_EQ(std::count(shown.begin(), shown.end(), ' ') + 1, static_cast<std::ptrdiff_t>(records_shown));
    EXPECT_EQ(total_, records_shown + 1);
  }
}

TEST_F(rest_query_find, L02_and_or_and_brackets) {
  for (const char* n : {"1", "2", "3"}) add("n", n);
  EXPECT_EQ(ids("n = 1 or n = 2 and n = 3"), "1");
  EXPECT_EQ(ids("(n = 1 or n = 2) and n < 2"), "1");
  EXPECT_EQ(ids("n > 1 and n < 3"), "2");
}

TEST_F(rest_query_find, L14_texts_are_compared_by_code_points) {
  add_all("text", {"abc", "ABC", "ａｂｃ", "", "\xE3\x81\x8B\xE3\x82\x99", "\xE3\x81\x8C", " abc"});
  EXPECT_EQ(ids("text = \"abc\""), "1");
  EXPECT_EQ(ids("text in (\"abc\", \"が\")"), "6 1");
  EXPECT_EQ(ids("text != \"abc\""), "7 6 5 4 3 2");
  EXPECT_EQ(ids("text not in (\"abc\", \"ABC\")"), "7 6 5 4 3");
  EXPECT_EQ(ids("text = \"\""), "4");
  EXPECT_EQ(ids("text in (\"\")"), "4");
  EXPECT_EQ(ids("text != \"\""), "7 6 5 3 2 1");
}

TEST_F(rest_query_find, L15_numbers_are_exact_and_an_empty_one_is_the_least) {
  add_all("n", {"1", "100", "-5", "", "1234567890123456789012345678901234",
                "1234567890123456789012345678901235", "0"});
  EXPECT_EQ(ids("n = 1.0"), "1");
  EXPECT_EQ(ids("n = \"1e2\""), "2");
  EXPECT_EQ(ids("n = 1234567890123456789012345678901234"), "5");
  EXPECT_EQ(ids("n < 0"), "4 3");
  EXPECT_EQ(ids("n <= -5"), "4 3");
  EXPECT_EQ(ids("n < -1000000"), "4");
  EXPECT_EQ(ids("n > -1000000"), "7 6 5 3 2 1");
  EXPECT_EQ(ids("n >= 100"), "6 5 2");
  EXPECT_EQ(ids("n != 1"), "7 6 5 4 3 2");
  EXPECT_EQ(ids("n in (1, 0, 100)"), "7 2 1");
  EXPECT_EQ(ids("n not in (1, 0)"), "6 5 4 3 2");
  EXPECT_EQ(ids("n = \"\""), "4");
  EXPECT_EQ(ids("n in (\"\", 1)"), "4 1");
  EXPECT_EQ(ids("n != \"\""), "7 6 5 3 2 1");
  EXPECT_EQ(ids("n = 0"), "7");
}

TEST_F(rest_query_find, L06_numbers_in_quotes) {
  add_all("n", {"5", "0.5", "12"});
  EXPECT_EQ(ids("n = \"5\""), "1");
  EXPECT_EQ(ids("n = \".5\""), "2");
  EXPECT_EQ(ids("n = \"１２\""), "3");
  for (const char* nothing :
       {"n = \" 5\"", "n > \" 5\"", "n <= \"5 \"", "n in (\" 5\", \"x\")", "n < \"abc\""}) {
    EXPECT_EQ(ids(nothing), "") << nothing;
  }
  EXPECT_EQ(ids("n != \" 5\""), "3 2 1");
}

TEST_F(rest_query_find, L16_ids_are_integers) {
  for (int i = 0; i < 5; ++i) add();
  EXPECT_EQ(ids("$id = 2"), "2");
  EXPECT_EQ(ids("$id = \"2\" or no = 3"), "3 2");
  EXPECT_EQ(ids("$id in (1, 5, 99)"), "5 1");
  EXPECT_EQ(ids("$id not in (1, 5)"), "4 3 2");
  for (const char* nothing :
       {"$id = \"2.0\"", "$id = 2.0", "no > \"1.5\"", "$id = 1e0", "$id = \"\"", "no = \"CODE-1\"",
        "$id = 99999999999999999999", "$id < -99999999999999999999"}) {
    EXPECT_EQ(ids(nothing), "") << nothing;
  }
  EXPECT_EQ(ids("$id > -99999999999999999999 and no < 99999999999999999999"), "5 4 3 2 1");
  form_.app = "CODE";
  EXPECT_EQ(ids("no = \"CODE-2\""), "2");
  EXPECT_EQ(ids("no in (\"CODE-2\", 3, \"code-4\", \"CODE5\", \"CODE-\")"), "3 2");
  EXPECT_EQ(ids("$id = \"CODE-2\""), "");
}

TEST_F(rest_query_find, L16_what_is_said_of_ids_spares_the_others) {
  for (int i = 0; i < 1'000; ++i) add("n", "1");
  EXPECT_EQ(ids("n = 1 and $id > 996 order by $id asc limit 500"), "997 998 999 1000");
  EXPECT_LT(asked_, 50U);
  EXPECT_EQ(ids("(n = 1 or n = 2) and ($id >= 996 and $id <= 997)"), "997 996");
  EXPECT_LT(asked_, 50U);
  EXPECT_EQ(ids("$id = 7 and $id = 8"), "");
  EXPECT_EQ(ids("$id > 999 or $id < 2"), "1000 1");
  EXPECT_EQ(ids("$id != 1 and $id < 3"), "2");
}

TEST_F(rest_query_find, L17_dates_times_and_instants) {
  add_all("day", {"2012-01-11", "2012-01-12", ""});
  EXPECT_EQ(ids("day = \"2012-01-11\""), "1");
  EXPECT_EQ(ids("day > \"2012-01-11\""), "2");
  EXPECT_EQ(ids("day <= \"2012-01-11\""), "3 1");
  EXPECT_EQ(ids("day != \"2012-01-11\""), "3 2");
  EXPECT_EQ(ids("day = \"\""), "3");
  records_.clear();
  add_all("clock", {"09:00", "23:59", ""});
  EXPECT_EQ(ids("clock < \"10:00\""), "3 1");
  EXPECT_EQ(ids("clock >= \"09:00\""), "2 1");
  records_.clear();
  add_all("at", {"2012-01-11T11:30:00Z", "2012-01-11T11:31:00Z", ""});
  EXPECT_EQ(ids("at = \"2012-01-11T20:30:59+09:00\""), "1");
  EXPECT_EQ(ids("at > \"2012-01-11T11:30:59Z\""), "2");
  EXPECT_EQ(ids("at < \"2012-01-11T11:31:00Z\""), "3 1");
}

TEST_F(rest_query_find, L18_choices) {
  add_list("check", {"A", "B"});
  add_list("check", {"C"});
  add_list("check", {});
  EXPECT_EQ(ids("check in (\"A\")"), "1");
  EXPECT_EQ(ids("check in (\"B\", \"C\")"), "2 1");
  EXPECT_EQ(ids("check in (\"\")"), "3");
  EXPECT_EQ(ids("check in (\"\", \"C\")"), "3 2");
  EXPECT_EQ(ids("check not in (\"A\")"), "3 2");
  EXPECT_EQ(ids("check not in (\"\")"), "2 1");
  records_.clear();
  add_all("drop", {"A", "B", ""});
  EXPECT_EQ(ids("drop in (\"A\", \"\")"), "3 1");
  EXPECT_EQ(ids("drop not in (\"A\")"), "3 2");
}

TEST_F(rest_query_find, L19_users_and_organizations) {
  add_list("users", {"sato", "kato"});
  add_list("users", {"kato"});
  add_list("users", {});
  EXPECT_EQ(ids("users in (\"kato\")"), "2 1");
  EXPECT_EQ(ids("users not in (\"sato\")"), "3 2");
  EXPECT_EQ(ids("users in (\"\")"), "3");
  // Nobody is logged in.
  EXPECT_EQ(ids("users in (LOGINUSER())"), "");
  EXPECT_EQ(ids("users not in (LOGINUSER())"), "3 2 1");
  by_.login = "sato";
  EXPECT_EQ(ids("users in (LOGINUSER())"), "1");
  EXPECT_EQ(ids("users in (LOGINUSER(), \"\")"), "3 1");
}

TEST_F(rest_query_find, L19_without_a_primary_organization_the_condition_is_none) {
  add_list("orgs", {"sales"});
  add_list("orgs", {});
  records_[0].values["n"].text = "1";
  EXPECT_EQ(ids("orgs in (PRIMARY_ORGANIZATION())"), "2 1");
  EXPECT_EQ(ids("orgs not in (PRIMARY_ORGANIZATION())"), "2 1");
  EXPECT_EQ(ids("orgs in (PRIMARY_ORGANIZATION()) and n = 1"), "1");
  EXPECT_EQ(ids("orgs in (PRIMARY_ORGANIZATION()) or n = 1"), "1");
  EXPECT_EQ(ids("(orgs in (PRIMARY_ORGANIZATION()) or orgs in (PRIMARY_ORGANIZATION())) and n = 1"), "1");
  by_.organization = "sales";
  EXPECT_EQ(ids("orgs in (PRIMARY_ORGANIZATION())"), "1");
  EXPECT_EQ(ids("orgs not in (PRIMARY_ORGANIZATION())"), "2");
}

TEST_F(rest_query_find, L20_a_positive_test_wants_one_row_a_negative_one_all) {
  add_rows({{{"cell", {"a"}}, {"cell_n", {"1"}}}, {{"cell", {"b"}}, {"cell_n", {"2"}}}});
  add_rows({{{"cell", {"a"}}, {"cell_n", {"2"}}}});
  add_rows({});
  EXPECT_EQ(ids("cell in (\"a\")"), "2 1");
  EXPECT_EQ(ids("cell in (\"b\")"), "1");
  EXPECT_EQ(ids("cell not in (\"b\")"), "2");
  EXPECT_EQ(ids("cell not in (\"z\")"), "2 1");
  EXPECT_EQ(ids("cell like \"b\""), "1");
  EXPECT_EQ(ids("cell not like \"b\""), "2");
  EXPECT_EQ(ids("cell_n > 1"), "2 1");
  EXPECT_EQ(ids("cell_n <= 1"), "1");
  EXPECT_EQ(ids("cell_long is empty"), "2 1");
  EXPECT_EQ(ids("cell_long is not empty"), "");
}

TEST_F(rest_query_find, L20_positive_tests_of_a_table_pass_in_one_row) {
  add_rows({{{"cell", {"a"}}, {"cell_n", {"1"}}}, {{"cell", {"b"}}, {"cell_n", {"2"}}}});
  add_rows({{{"cell", {"a"}}, {"cell_n", {"2"}}}});
  EXPECT_EQ(ids("cell in (\"a\") and cell_n in (2)"), "2");
  EXPECT_EQ(ids("cell in (\"a\") and $id > 0 and (cell_n in (2))"), "2");
  EXPECT_EQ(ids("cell in (\"a\") or cell_n in (1)"), "2 1");
  // A negative one is for itself.
  EXPECT_EQ(ids("cell in (\"a\") and cell_n not in (3)"), "2 1");
  // So is what stands in `or`.
  EXPECT_EQ(ids("cell in (\"a\") and (cell_n in (2) or n = 1)"), "2 1");
  // Another table has rows of its own.
  records_[0].tables["table2"] = {{{"other_cell", {"x"}}}};
  EXPECT_EQ(ids("cell in (\"b\") and other_cell in (\"x\")"), "1");
}

TEST_F(rest_query_find, L21_words_of_texts_and_files) {
  add_all("text", {"gamma keyword", "", "東京都庁"});
  add("rich", "<div>gamma</div>");
  add_list("files", {"report.pdf", "写真.png"});
  EXPECT_EQ(ids("text like \"keyword\""), "1");
  EXPECT_EQ(ids("text like \"key\""), "");
  EXPECT_EQ(ids("text like \"京都\""), "3");
  EXPECT_EQ(ids("text not like \"keyword\""), "5 4 3 2");
  EXPECT_EQ(ids("rich like \"gamma\""), "4");
  EXPECT_EQ(ids("rich like \"div\""), "");
  EXPECT_EQ(ids("files like \"写真\""), "5");
  EXPECT_EQ(ids("files like \"report png\""), "");
}

TEST_F(rest_query_find, L22_empty_is_also_what_has_only_blanks) {
  add_all("long", {"", " \n\t ", "x", "\xE3\x80\x80"});
  add_list("files", {"a.txt"});
  EXPECT_EQ(ids("long is empty"), "5 2 1");
  EXPECT_EQ(ids("long is not empty"), "4 3");
  EXPECT_EQ(ids("files is not empty"), "5");
  EXPECT_EQ(ids("files is empty"), "4 3 2 1");
}

TEST_F(rest_query_find, L27_the_order) {
  add_all("n", {"10", "9", "", "9.0", "-1"});
  EXPECT_EQ(ids("order by n asc"), "3 5 4 2 1");
  EXPECT_EQ(ids("order by n"), "1 4 2 5 3");
  EXPECT_EQ(ids("order by n desc limit 2"), "1 4");
  EXPECT_EQ(ids("order by n asc limit 2 offset 1"), "5 4");
  EXPECT_EQ(ids("order by $id asc"), "1 2 3 4 5");
  EXPECT_EQ(ids("order by no asc limit 2 offset 3"), "4 5");
  EXPECT_EQ(ids("n > 0 order by n asc, $id asc"), "2 4 1");
  records_.clear();
  add_all("text", {"b", "ａ", "a", "B", "", "あ"});
  EXPECT_EQ(ids("order by text asc"), "5 4 3 1 6 2");
  records_.clear();
  add_all("day", {"2012-01-11", "", "2011-12-31"});
  EXPECT_EQ(ids("order by day asc"), "2 3 1");
  EXPECT_EQ(ids("order by clock asc, day desc"), "1 3 2");
}

TEST_F(rest_query_find, L27_several_records_with_ids_that_are_not_their_places) {
  add_all("n", {"1", "2", "3"});
  records_[0].id = 10;
  records_[1].id = 20;
  records_[2].id = 30;
  EXPECT_EQ(ids("$id > 10 order by n desc"), "30 20");
  EXPECT_EQ(ids("$id < 11"), "10");
  EXPECT_EQ(ids("$id >= 11 and $id <= 29"), "20");
}

TEST_F(rest_query_find, one_record_is_asked_for_itself) {
  add_all("n", {"1", "2"});
  checked_query q;
  ASSERT_EQ(read("n = 2 and $id > 0", form_, by_, q), nullptr);
  const memory_source s(form_, records_);
  EXPECT_FALSE(holds(q, s, 0));
  EXPECT_TRUE(holds(q, s, 1));
}

}  // namespace
}  // namespace kintone::rest::query
