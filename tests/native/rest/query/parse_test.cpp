#include "core/rest/query/parse.h"

#include <gtest/gtest.h>

#include <random>

#include "core/base/limits.h"
#include "tests/native/support.h"

namespace kintone::rest::query {
namespace {

using tests::exactly;

/// The canonical text; `L07` where there is none.
std::string canonical(std::string_view text) {
  const auto t = parse(exactly(text));
  if (!t) return "L07";
  const std::string printed = text_of(*t);
  EXPECT_EQ(parse(printed), t) << text;
  return printed;
}

TEST(rest_query_parse, L01_nothing_but_blanks_is_every_record) {
  EXPECT_EQ(canonical(""), "");
  EXPECT_EQ(canonical(" \t\r\n\xE3\x80\x80"), "");
  EXPECT_EQ(parse(""), tree());
}

TEST(rest_query_parse, L02_the_order_of_clauses) {
  EXPECT_EQ(canonical("a = 1 order by b asc limit 5 offset 10"), "a = 1 order by b asc limit 5 offset 10");
  EXPECT_EQ(canonical("order by b, c desc,d asc"), "order by b desc, c desc, d asc");
  EXPECT_EQ(canonical("limit 5"), "limit 5");
  EXPECT_EQ(canonical("offset 5"), "offset 5");
  EXPECT_EQ(canonical("a = 1 offset 5"), "a = 1 offset 5");
  for (const char* wrong :
       {"offset 5 limit 5", "limit 5 order by a", "order by a a = 1", "limit 5 limit 5", "limit", "offset",
        "order a", "order by", "by a", "a = 1 and", "and a = 1", "a = 1 or or b = 1", "a = 1 b = 2", "a = 1,",
        "order by a,", "order by a asc desc", "order by 'a'", "limit 1 1"}) {
    EXPECT_EQ(canonical(wrong), "L07") << wrong;
  }
}

TEST(rest_query_parse, L02_and_binds_tighter_than_or) {
  EXPECT_EQ(canonical("a=1 or b=1 and c=1"), "a = 1 or b = 1 and c = 1");
  EXPECT_EQ(canonical("(a=1 or b=1) and c=1"), "(a = 1 or b = 1) and c = 1");
  EXPECT_EQ(canonical("(a=1)and((b=1 and(c=1)))"), "a = 1 and b = 1 and c = 1");
  EXPECT_EQ(canonical("(a=1 or (b=1 or c=1 and d=1))"), "a = 1 or b = 1 or c = 1 and d = 1");
  const tree t = *parse("a=1 or b=1 and c=1");
  EXPECT_EQ(t.where->is, condition::kind::any);
  EXPECT_EQ(t.where->parts[1].is, condition::kind::all);
  for (const char* wrong : {"(a=1", "a=1)", "()", "(a=1)(b=1)", "(order by a)", "not (a = 1)"}) {
    EXPECT_EQ(canonical(wrong), "L07") << wrong;
  }
}

TEST(rest_query_parse, L02_brackets_nest_so_deep) {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '(') + "a = 1" + std::string(levels, ')');
  };
  EXPECT_EQ(query_nesting, 64U);
  EXPECT_EQ(canonical(nested(query_nesting)), "a = 1");
  EXPECT_EQ(canonical(nested(query_nesting + 1)), "L07");
  EXPECT_EQ(canonical(nested(100'000)), "L07");
}

TEST(rest_query_parse, L03_blanks) {
  EXPECT_EQ(canonical("数値 >=5and 数値 <=7order by 数値 asc"), "数値 >= 5 and 数値 <= 7 order by 数値 asc");
  EXPECT_EQ(canonical("a　in\t(\"x\" ,\r\n\"y\"　)"), "a in (\"x\", \"y\")");
  EXPECT_EQ(canonical("a like\"x\"or b not in(1,2)and c is not empty"),
            "a like \"x\" or b not in (1, 2) and c is not empty");
  EXPECT_EQ(canonical("limit 5offset 6"), "limit 5 offset 6");
  EXPECT_EQ(canonical("a = TODAY( )and b = FROM_TODAY ( -5 ,DAYS )"),
            "a = TODAY() and b = FROM_TODAY(-5, DAYS)");
  for (const char* wrong : {"a ! = 1", "a > = 1", "a isempty", "a notin (1)", "a is notempty", "orderby a",
                            "limit5", "a = 1 -- x", "a = 1 /* x */", "a = 1 # x", "a\v= 1",
                            "a = \xC2\xA0"
                            "1"}) {
    EXPECT_EQ(canonical(wrong), "L07") << wrong;
  }
}

TEST(rest_query_parse, L04_strings) {
  const auto value = [](const char* text) {
    const auto t = parse(exactly(text));
    return t ? t->where->test.values[0].text : "L07";
  };
  EXPECT_EQ(value(R"(a = "")"), "");
  EXPECT_EQ(value(R"(a = " 　x ")"), " 　x ");
  EXPECT_EQ(value(R"(a = "\"\\\t\n\r")"), "\"\\\t\n\r");
  EXPECT_EQ(value(R"(a = "and or ) limit 5")"), "and or ) limit 5");
  EXPECT_EQ(canonical(R"(a = "\"\\\t\n\r'")"), R"(a = "\"\\\t\n\r'")");
  for (const char* wrong :
       {"a = 'x'", "a = \"x", "a = \"x\\\"", "a = \"\\x\"", "a = \"\\u0041\"", "a = \"\\/\"", "a = \"x\ty\"",
        "a = \"x\ny\"", "a = \"x\ry\"", "a = x", "a = `x`", "a = \"\\", "a = \"x\"\"y\""}) {
    EXPECT_EQ(canonical(wrong), "L07") << wrong;
  }
}

TEST(rest_query_parse, L05_the_case_of_keywords_and_functions) {
  for (const char* wrong :
       {"a = 1 AND b = 1", "a = 1 Or b = 1", "a LIKE \"x\"", "a IN (1)", "a Is empty", "a is EMPTY",
        "a NOT in (1)", "ORDER BY a", "order by a ASC", "LIMIT 5", "OFFSET 5", "a = today()", "a = Today()",
        "a = FROM_TODAY(5, days)", "a = FROM_TODAY(5, Days)"}) {
    EXPECT_EQ(canonical(wrong), "L07") << wrong;
  }
}

TEST(rest_query_parse, L06_numbers_are_bare_or_quoted) {
  for (const char* number : {"0", "5", "+5", "-5", "007", "1.50", ".5", "-.5", "1e5", "1E+5", "1.5e-10"}) {
    const tree t = parse(std::string("a = ") + number).value_or(tree{});
    ASSERT_TRUE(t.where) << number;
    EXPECT_EQ(t.where->test.values[0], (written_value{value_kind::number, number}));
  }
  for (const char* wrong : {"a = 5.", "a = .", "a = +", "a = --5", "a = 1,000", "a = 0x10", "a = 1e",
                            "a = 5x", "a = １", "a = 1.2.3", "a = Infinity"}) {
    EXPECT_EQ(canonical(wrong), "L07") << wrong;
  }
}

TEST(rest_query_parse, L07_what_does_not_fit_the_grammar) {
  for (const char* wrong : {"a",
                            "a =",
                            "= 1",
                            "a == 1",
                            "a === 1",
                            "a <> 1",
                            "a => 1",
                            "a in 1",
                            "a in ()",
                            "a in (1,)",
                            "a in (1 2)",
                            "a in (1",
                            "a like (1)",
                            "a not = 1",
                            "a not 1",
                            "a is 1",
                            "a is not",
                            "a not empty",
                            "a empty",
                            "a = FOO()",
                            "a = TODAY",
                            "a = TODAY(",
                            "a = FROM_TODAY(5,)",
                            "a = FROM_TODAY(\"5\", DAYS)",
                            "a = FROM_TODAY(+5, DAYS)",
                            "a = FROM_TODAY(5 DAYS)",
                            "limit -1",
                            "offset -1",
                            "limit +1",
                            "limit 1.5",
                            "limit 1e1",
                            "limit \"1\"",
                            "limit a",
                            "a-b = 1",
                            "not = 1",
                            "not in (1)",
                            "order by not",
                            ".a = 1",
                            "a. = 1",
                            "a..b = 1",
                            "a.b.c = 1",
                            "a .b = 1",
                            "a. b = 1",
                            "a.$ = ",
                            "a = b",
                            "\xFF",
                            "a = \"\\"}) {
    EXPECT_EQ(canonical(wrong), "L07") << wrong;
  }
}

TEST(rest_query_parse, L08_names_of_every_script) {
  for (const char* name :
       {"$id",   "レコード番号", "2020年", "文字列__1行_", "ＡＢＣ", "・", "a.b", "売上.金額",
        "a.$id", "order",        "limit",  "offset",       "and",    "or", "in",  "like",
        "is",    "empty",        "by",     "asc",          "desc",   "5"}) {
    EXPECT_EQ(canonical(std::string(name) + "=1"), std::string(name) + " = 1");
    EXPECT_EQ(canonical(std::string("order by ") + name), std::string("order by ") + name + " desc");
  }
  EXPECT_EQ(canonical("limit = 5 limit 5"), "limit = 5 limit 5");
}

TEST(rest_query_parse, L26_a_number_beyond_64_bits_is_the_largest) {
  EXPECT_EQ(canonical("limit 99999999999999999999999"), "limit 18446744073709551615");
}

TEST(rest_query_parse, a_query_that_is_cut_anywhere_is_read_or_refused) {
  const std::string whole =
      R"((a.b not in ("x\"", -1.5e3) or 数値 <= TODAY()) and c is not empty order by d asc limit 5 offset 6)";
  EXPECT_NE(canonical(whole), "L07");
  for (std::size_t i = 0; i <= whole.size(); ++i) (void)canonical(whole.substr(0, i));
}

/// Trees of every shape that the parser can give.
class random_trees {
 public:
  explicit random_trees(unsigned seed) : random_(seed) {}

  tree next() {
    tree t;
    if (chance(5)) t.where = a_condition(4, condition::kind::test);
    for (std::size_t i = below(3); i > 0; --i) t.order.push_back({name(), chance(2)});
    if (chance(2)) t.limit = below(1000);
    if (chance(2)) t.offset = below(100'000);
    return t;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  /// Of `of`, all but one times.
  bool chance(std::size_t of) { return below(of) != 0; }
  template <typename list>
  auto one_of(const list& each) {
    return each[below(std::size(each))];
  }

  std::string name() {
    static const char* const names[] = {"a",     "$id", "数値", "a.b", "order", "by",
                                        "limit", "in",  "is",   "and", "5x",    "空・"};
    return one_of(names);
  }

  written_value value() {
    static const char* const strings[] = {"", "x", "a \"b\" \\", "\t\n\r", " 　", "'", "数値 = 5", "1"};
    static const char* const numbers[] = {"0", "-1", "+.5", "1.50e-3", "1E5"};
    switch (below(3)) {
      case 0:
        return {value_kind::string, one_of(strings)};
      case 1:
        return {value_kind::number, one_of(numbers)};
      default:
        static const written_value calls[] = {{value_kind::function, "TODAY", {}},
                                              {value_kind::function, "FROM_TODAY", {"-5", "DAYS"}},
                                              {value_kind::function, "THIS_MONTH", {"LAST"}},
                                              {value_kind::function, "LOGINUSER", {"1", "2", "THREE"}}};
        return one_of(calls);
    }
  }

  condition a_test() {
    condition c;
    c.test.field = name();
    c.test.what = static_cast<operation>(below(8));
    const bool has_negation = !name_of(c.test.what, true).empty();
    c.test.is_negated = has_negation && chance(2);
    std::size_t count = c.test.what == operation::empty ? 0 : 1;
    if (c.test.what == operation::in) count += below(3);
    while (count-- > 0) c.test.values.push_back(value());
    return c;
  }

  condition a_condition(std::size_t depth, condition::kind around) {
    if (depth == 0 || !chance(3)) return a_test();
    condition c;
    c.is = around == condition::kind::all   ? condition::kind::any
           : around == condition::kind::any ? condition::kind::all
           : chance(2)                      ? condition::kind::all
                                            : condition::kind::any;
    for (std::size_t count = 2 + below(3); count > 0; --count)
      c.parts.push_back(a_condition(depth - 1, c.is));
    return c;
  }

  std::mt19937 random_;
};

TEST(rest_query_parse, a_printed_tree_parses_to_itself) {
  random_trees trees(20261130);
  std::size_t conditions = 0;
  for (int i = 0; i < 20'000; ++i) {
    const tree t = trees.next();
    const std::string text = text_of(t);
    ASSERT_EQ(parse(exactly(text)), t) << text;
    if (t.where && t.where->is != condition::kind::test) ++conditions;
  }
  EXPECT_GT(conditions, 5'000U);
}

}  // namespace
}  // namespace kintone::rest::query
