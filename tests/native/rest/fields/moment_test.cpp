#include "core/rest/fields/moment.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::rest::fields {
namespace {

using tests::exactly;

/// Day by day, by the calendar's own rule.
TEST(rest_fields, days_are_counted_over_400_years) {
  std::int64_t days = days_from(1899, 12, 31);
  EXPECT_EQ(days_from(1970, 1, 1), 0);
  int weekday = weekday_of(days);
  for (std::int64_t year = 1900; year < 2301; ++year) {
    const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const int lengths[] = {31, is_leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (std::int64_t month = 1; month <= 12; ++month) {
      ASSERT_EQ(days_in_month(year, month), lengths[month - 1]) << year << "-" << month;
      for (std::int64_t day = 1; day <= lengths[month - 1]; ++day) {
        ++days;
        weekday = (weekday + 1) % 7;
        ASSERT_EQ(days_from(year, month, day), days);
        const calendar_date read = date_of(days);
        ASSERT_TRUE(read.year == year && read.month == month && read.day == day) << year << month << day;
        ASSERT_EQ(weekday_of(days), weekday);
      }
    }
  }
  EXPECT_EQ(weekday_of(days_from(2026, 11, 29)), 0);
  EXPECT_EQ(days_from(2026, 13, 1), days_from(2027, 1, 1));
  EXPECT_EQ(days_from(2026, 0, 1), days_from(2025, 12, 1));
  EXPECT_EQ(days_from(2026, -11, 1), days_from(2025, 1, 1));
}

TEST(rest_fields, L17_dates_and_times_have_one_form) {
  EXPECT_EQ(parse_date(exactly("1970-01-02")), 1);
  EXPECT_EQ(parse_date(exactly("2024-02-29")), days_from(2024, 2, 29));
  for (const char* wrong :
       {"", "2023-02-29", "2012-1-11", "2012-01-32", "2012-00-01", "2012-13-01", "2012-01-00", "2012/01/11",
        "12-01-11", "2012-01-11 ", "2012-01-11T00:00Z", "2012-01"}) {
    EXPECT_EQ(parse_date(exactly(wrong)), std::nullopt) << wrong;
  }
  EXPECT_EQ(parse_time(exactly("00:00")), 0);
  EXPECT_EQ(parse_time(exactly("23:59")), 1'439);
  for (const char* wrong : {"", "24:00", "11:60", "1:30", "11:30:00", "11", "11-30", "+1:30"}) {
    EXPECT_EQ(parse_time(exactly(wrong)), std::nullopt) << wrong;
  }
}

TEST(rest_fields, L17_an_instant_has_a_zone) {
  const std::int64_t minute = days_from(2012, 1, 11) * minutes_of_day + 11 * 60 + 30;
  for (const char* same :
       {"2012-01-11T11:30:00Z", "2012-01-11T11:30Z", "2012-01-11T11:30:59Z", "2012-01-11T20:30:00+09:00",
        "2012-01-11T20:30+0900", "2012-01-10T23:30:00-12:00"}) {
    EXPECT_EQ(parse_instant(exactly(same)), minute) << same;
  }
  for (const char* wrong :
       {"", "2012-01-11", "2012-01-11T11:30:00", "2012-01-11 11:30Z", "2012-01-11T11:30:60Z",
        "2012-01-11T11:30:00.000Z", "2012-01-11T11:30:00z", "2012-01-11T11:30+9", "2012-01-11T11:30+24:00",
        "2012-01-11T11:30ZZ", "2012-02-30T11:30Z"}) {
    EXPECT_EQ(parse_instant(exactly(wrong)), std::nullopt) << wrong;
  }
}

TEST(rest_fields, L23_a_day_is_local) {
  constexpr std::int64_t hour = 3'600'000;
  const zone_offset tokyo[] = {{0, 540}};
  EXPECT_EQ(local_day({}, 0), 0);
  EXPECT_EQ(local_day({}, -1), -1);
  EXPECT_EQ(local_day(tokyo, 15 * hour - 1), 0);
  EXPECT_EQ(local_day(tokyo, 15 * hour), 1);
  EXPECT_EQ(beginning_of_day(tokyo, 1), 15 * 60);
  // Forward at 00:00 local time of day 2, back at 00:00 of day 4.
  const zone_offset summer[] = {{0, 0}, {48 * hour, 60}, {96 * hour - hour, 0}};
  EXPECT_EQ(beginning_of_day(summer, 1), 24 * 60);
  // 00:00 is not there: the day begins at 01:00.
  EXPECT_EQ(beginning_of_day(summer, 2), 48 * 60);
  EXPECT_EQ(beginning_of_day(summer, 3), 71 * 60);
  // 23:00 to 00:00 of day 3 comes twice; day 4 begins after the second time.
  EXPECT_EQ(beginning_of_day(summer, 4), 96 * 60);
  EXPECT_EQ(local_day(summer, 95 * hour), 3);
  EXPECT_EQ(beginning_of_day(summer, 5), 120 * 60);
  // 23:30 comes twice: the first one counts. 00:30 of day 2 is not there.
  EXPECT_EQ(instant_of(summer, 95 * 60 + 30), 94 * 60 + 30);
  EXPECT_EQ(instant_of(summer, 48 * 60 + 30), 48 * 60);
  EXPECT_EQ(instant_of(summer, 49 * 60), 48 * 60);
  EXPECT_EQ(local_minutes(summer, 48 * 60 - 1), 48 * 60 - 1);
  EXPECT_EQ(local_minutes(summer, 48 * 60), 49 * 60);
  EXPECT_EQ(local_minutes(summer, 95 * 60), 95 * 60);
  // Before the first row its offset holds.
  const zone_offset later[] = {{1'000 * hour, 540}};
  EXPECT_EQ(local_day(later, 15 * hour), 1);
}

}  // namespace
}  // namespace kintone::rest::fields
