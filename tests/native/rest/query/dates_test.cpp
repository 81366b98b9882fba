#include "core/rest/query/function.h"
#include "tests/native/rest/query/query_support.h"

namespace kintone::rest::query {
namespace {

std::string date_text(std::int64_t days) {
  const fields::calendar_date d = fields::date_of(days);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(d.year), static_cast<int>(d.month),
                static_cast<int>(d.day));
  return text;
}

/// `first last`, or one day alone.
std::string days(const std::string& call, const std::string& today) {
  const auto t = parse("day = " + call);
  if (!t) return "L07";
  const day_span span = days_of(t->where->test.values[0], fields::parse_date(today).value_or(0));
  return span.first == span.last ? date_text(span.first) : date_text(span.first) + " " + date_text(span.last);
}

TEST(rest_query_dates, L23_days) {
  EXPECT_EQ(days("TODAY()", "2024-02-29"), "2024-02-29");
  EXPECT_EQ(days("YESTERDAY()", "2024-03-01"), "2024-02-29");
  EXPECT_EQ(days("TOMORROW()", "2023-12-31"), "2024-01-01");
  EXPECT_EQ(days("FROM_TODAY(0, DAYS)", "2024-02-29"), "2024-02-29");
  EXPECT_EQ(days("FROM_TODAY(-5, DAYS)", "2024-03-03"), "2024-02-27");
  EXPECT_EQ(days("FROM_TODAY(2, WEEKS)", "2024-02-29"), "2024-03-14");
  EXPECT_EQ(days("FROM_TODAY(1, MONTHS)", "2024-01-31"), "2024-02-29");
  EXPECT_EQ(days("FROM_TODAY(-3, MONTHS)", "2024-01-15"), "2023-10-15");
  EXPECT_EQ(days("FROM_TODAY(1, YEARS)", "2024-02-29"), "2025-02-28");
  EXPECT_EQ(days("FROM_TODAY(-1, YEARS)", "2024-02-28"), "2023-02-28");
}

TEST(rest_query_dates, L23_weeks_begin_on_sunday) {
  // A Thursday.
  EXPECT_EQ(days("THIS_WEEK()", "2024-02-29"), "2024-02-25 2024-03-02");
  EXPECT_EQ(days("LAST_WEEK()", "2024-02-29"), "2024-02-18 2024-02-24");
  EXPECT_EQ(days("NEXT_WEEK()", "2024-02-29"), "2024-03-03 2024-03-09");
  EXPECT_EQ(days("THIS_WEEK(SUNDAY)", "2024-02-29"), "2024-02-25");
  EXPECT_EQ(days("THIS_WEEK(SATURDAY)", "2024-02-29"), "2024-03-02");
  EXPECT_EQ(days("LAST_WEEK(MONDAY)", "2024-02-29"), "2024-02-19");
  EXPECT_EQ(days("THIS_WEEK()", "2024-02-25"), "2024-02-25 2024-03-02");
  EXPECT_EQ(days("THIS_WEEK()", "2024-03-02"), "2024-02-25 2024-03-02");
}

TEST(rest_query_dates, L23_months_and_years) {
  EXPECT_EQ(days("THIS_MONTH()", "2024-02-10"), "2024-02-01 2024-02-29");
  EXPECT_EQ(days("LAST_MONTH()", "2024-01-10"), "2023-12-01 2023-12-31");
  EXPECT_EQ(days("NEXT_MONTH()", "2024-12-10"), "2025-01-01 2025-01-31");
  EXPECT_EQ(days("THIS_MONTH(1)", "2024-02-10"), "2024-02-01");
  EXPECT_EQ(days("THIS_MONTH(29)", "2024-02-10"), "2024-02-29");
  // A day that the month lacks.
  EXPECT_EQ(days("THIS_MONTH(30)", "2024-02-10"), "2024-03-01");
  EXPECT_EQ(days("THIS_MONTH(31)", "2023-02-10"), "2023-03-01");
  EXPECT_EQ(days("LAST_MONTH(LAST)", "2024-03-10"), "2024-02-29");
  EXPECT_EQ(days("THIS_YEAR()", "2024-02-10"), "2024-01-01 2024-12-31");
  EXPECT_EQ(days("LAST_YEAR()", "2024-02-10"), "2023-01-01 2023-12-31");
  EXPECT_EQ(days("NEXT_YEAR()", "2024-02-10"), "2025-01-01 2025-12-31");
}

TEST(rest_query_dates, L23_however_far_away) {
  for (const char* unit : {"DAYS", "WEEKS", "MONTHS", "YEARS"}) {
    for (const char* count : {"99999999999999999999", "-99999999999999999999"}) {
      const auto t = parse(std::string("day = FROM_TODAY(") + count + ", " + unit + ")");
      const day_span span = days_of(t->where->test.values[0], 0);
      EXPECT_EQ(span.first > 0, count[0] != '-');
    }
  }
}

class rest_query_spans : public query_fixture {
 protected:
  static constexpr std::int64_t minute = fields::milliseconds_of_minute;

  /// At 2024-02-29T15:30Z, which in Tokyo is half past midnight of the next day.
  void SetUp() override {
    by_.now = fields::parse_instant("2024-02-29T15:30Z").value_or(0) * minute + 59'999;
  }
};

TEST_F(rest_query_spans, L24_a_day_meets_a_span) {
  add_all("day", {"2024-02-24", "2024-02-25", "2024-03-02", "2024-03-03", ""});
  EXPECT_EQ(ids("day = THIS_WEEK()"), "3 2");
  EXPECT_EQ(ids("day != THIS_WEEK()"), "5 4 1");
  EXPECT_EQ(ids("day < THIS_WEEK()"), "5 1");
  EXPECT_EQ(ids("day > THIS_WEEK()"), "4");
  EXPECT_EQ(ids("day <= THIS_WEEK()"), "5 3 2 1");
  EXPECT_EQ(ids("day >= THIS_WEEK()"), "4 3 2");
}

TEST_F(rest_query_spans, L24_an_instant_meets_a_local_span) {
  add_all("at", {"2024-02-28T23:59Z", "2024-02-29T00:00Z", "2024-02-29T14:59Z", "2024-02-29T15:00Z",
                 "2024-02-29T23:59Z", "2024-03-01T00:00Z", "2024-03-01T15:00Z"});
  EXPECT_EQ(ids("at = TODAY()"), "5 4 3 2");
  EXPECT_EQ(ids("at < TODAY()"), "1");
  EXPECT_EQ(ids("at > TODAY()"), "7 6");
  const fields::zone_offset tokyo[] = {{0, 540}};
  by_.zone = tokyo;
  EXPECT_EQ(ids("at = TODAY()"), "6 5 4");
  EXPECT_EQ(ids("at = YESTERDAY()"), "3 2 1");
  EXPECT_EQ(ids("at <= YESTERDAY()"), "3 2 1");
  EXPECT_EQ(ids("at >= TOMORROW()"), "7");
  EXPECT_EQ(ids("at = THIS_MONTH()"), "7 6 5 4");
  EXPECT_EQ(ids("at = LAST_MONTH(LAST)"), "3 2 1");
  const fields::zone_offset honolulu[] = {{0, -600}};
  by_.zone = honolulu;
  EXPECT_EQ(ids("at = TODAY()"), "6 5 4 3");
}

TEST_F(rest_query_spans, L23_now_is_an_instant) {
  add_all("at", {"2024-02-29T15:29Z", "2024-02-29T15:30Z", "2024-02-29T15:31Z"});
  EXPECT_EQ(ids("at = NOW()"), "2");
  EXPECT_EQ(ids("at < NOW()"), "1");
  EXPECT_EQ(ids("at > NOW()"), "3");
  EXPECT_EQ(ids("at >= NOW()"), "3 2");
}

TEST_F(rest_query_spans, L24_spans_of_cells_that_meet_and_lie_apart) {
  for (const char* each : {"2024-02-24", "2024-02-29", "2024-03-10", "2024-03-20"}) {
    add_rows({{{"cell_day", {each}}}});
  }
  EXPECT_EQ(ids("cell_day in (TODAY(), THIS_WEEK(), \"2024-03-20\", THIS_MONTH())"), "4 2 1");
  EXPECT_EQ(ids("cell_day not in (THIS_MONTH())"), "4 3");
}

}  // namespace
}  // namespace kintone::rest::query
