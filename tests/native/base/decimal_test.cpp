#include "core/base/decimal.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "core/base/bounds.h"
#include "core/base/number.h"
#include "tests/native/support.h"

namespace kintone {
namespace {

using tests::exactly;

std::string plain(std::string_view text) {
  const auto read = exact_decimal::parse(exactly(text));
  return read ? read->plain() : "none";
}

std::string rounded(std::string_view text, std::uint32_t places, rounding how) {
  return exact_decimal::parse(text).value_or(exact_decimal(404)).rounded(places, how).plain();
}

TEST(exact_decimal, D17_is_printed_plain) {
  EXPECT_EQ(plain("1.5e1"), "15");
  EXPECT_EQ(plain("007.50"), "7.5");
  EXPECT_EQ(plain("-0"), "0");
  EXPECT_EQ(plain("-0.000e5"), "0");
  EXPECT_EQ(plain(".5"), "0.5");
  EXPECT_EQ(plain("+12"), "12");
  EXPECT_EQ(plain("-1.20E-3"), "-0.0012");
  EXPECT_EQ(plain("1e+3"), "1000");
  EXPECT_EQ(plain("123.456e2"), "12345.6");
  EXPECT_EQ(plain("1234567890123456789012345678901234.5"), "1234567890123456789012345678901234.5");
}

TEST(exact_decimal, others_are_none) {
  for (const char* text :
       {"",   "+",  "-",     ".",    "5.",       "1.e5", "1e",    "1e+",   "e5",    "--1",
        "1 ", " 1", "1,000", "0x10", "Infinity", "NaN",  "1_000", "1.2.3", "1e1.5", "１"}) {
    EXPECT_EQ(plain(text), "none") << text;
  }
}

TEST(exact_decimal, the_exponent_is_bounded) {
  const auto most = static_cast<std::uint64_t>(decimal_places_most);
  // The first digit is as far from the point as the bound, and one further.
  EXPECT_EQ(plain("1e" + std::to_string(most - 1)).size(), most);
  EXPECT_EQ(plain("1e" + std::to_string(most)), "none");
  EXPECT_EQ(plain("1e-" + std::to_string(most + 1)).size(), most + 3);
  EXPECT_EQ(plain("1e-" + std::to_string(most + 2)), "none");
  EXPECT_EQ(plain("1e99999999999999999999999999"), "none");
  EXPECT_EQ(plain("0e99999999999999999999999999"), "0");
}

TEST(exact_decimal, L15_is_compared_by_value) {
  const std::vector<std::string> ascending = {"-1e30",
                                              "-10",
                                              "-9.5",
                                              "-9.49",
                                              "-1",
                                              "-0.5",
                                              "-0.01",
                                              "0",
                                              "0.001",
                                              "0.01",
                                              "0.5",
                                              "1",
                                              "1.0000000000000000000000000000000001",
                                              "9",
                                              "10",
                                              "10.5",
                                              "1e30"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      const auto a = exact_decimal::parse(ascending[i]);
      const auto b = exact_decimal::parse(ascending[j]);
      EXPECT_EQ(*a <=> *b, i <=> j) << ascending[i] << " " << ascending[j];
      EXPECT_EQ(*a == *b, i == j);
    }
  }
  EXPECT_EQ(exact_decimal::parse("1.0"), exact_decimal::parse("1"));
  EXPECT_EQ(exact_decimal::parse("1e2"), exact_decimal(100));
  EXPECT_EQ(exact_decimal::parse("-0"), exact_decimal());
}

TEST(exact_decimal, D18_is_rounded_half_to_even) {
  for (const auto& [text, places, expected] :
       std::vector<std::tuple<const char*, unsigned, const char*>>{{"0.5", 0, "0"},
                                                                   {"1.5", 0, "2"},
                                                                   {"2.5", 0, "2"},
                                                                   {"2.51", 0, "3"},
                                                                   {"-0.5", 0, "0"},
                                                                   {"-1.5", 0, "-2"},
                                                                   {"0.00005", 4, "0"},
                                                                   {"0.00015", 4, "0.0002"},
                                                                   {"0.000051", 4, "0.0001"},
                                                                   {"9.99995", 4, "10"},
                                                                   {"-9.9999", 2, "-10"},
                                                                   {"0.006", 2, "0.01"},
                                                                   {"0.0009", 2, "0"},
                                                                   {"123", 2, "123"},
                                                                   {"1.25", 2, "1.25"},
                                                                   {"-0.00005", 4, "0"},
                                                                   {"0.05", 1, "0"},
                                                                   {"0.95", 1, "1"},
                                                                   {"0.85", 1, "0.8"}}) {
    EXPECT_EQ(rounded(text, places, rounding::half_even), expected) << text;
  }
}

TEST(exact_decimal, D18_is_rounded_up_and_down) {
  EXPECT_EQ(rounded("0.00001", 4, rounding::up), "0.0001");
  EXPECT_EQ(rounded("0.0000001", 4, rounding::up), "0.0001");
  EXPECT_EQ(rounded("-0.00001", 4, rounding::up), "-0.0001");
  EXPECT_EQ(rounded("1.21", 1, rounding::up), "1.3");
  EXPECT_EQ(rounded("9.91", 0, rounding::up), "10");
  EXPECT_EQ(rounded("1.29", 1, rounding::down), "1.2");
  EXPECT_EQ(rounded("-1.29", 1, rounding::down), "-1.2");
  EXPECT_EQ(rounded("0.09", 1, rounding::down), "0");
  EXPECT_EQ(rounded("-0.009", 1, rounding::down), "0");
}

TEST(exact_decimal, D19_digits_are_counted) {
  const auto digits = [](const char* text) { return exact_decimal::parse(text)->integer_digits(); };
  EXPECT_EQ(digits("0"), 0U);
  EXPECT_EQ(digits("0.5"), 0U);
  EXPECT_EQ(digits("-9"), 1U);
  EXPECT_EQ(digits("1000"), 4U);
  EXPECT_EQ(digits("999999999999.9999"), 12U);
  EXPECT_EQ(exact_decimal::parse("999999999999.99995")->rounded(4, rounding::half_even).integer_digits(),
            13U);
  EXPECT_EQ(exact_decimal::parse("1.0500")->decimal_places(), 2U);
  EXPECT_EQ(exact_decimal::parse("100")->decimal_places(), 0U);
}

/// Scaled integers are a plain measure for all small ones.
TEST(exact_decimal, agrees_with_integers) {
  for (int thousandths = -2'105; thousandths <= 2'105; ++thousandths) {
    const std::string text = std::to_string(thousandths) + "e-3";
    const int size = std::abs(thousandths);
    const int down = size / 10;
    const int rest = size % 10;
    const int even = down + (rest > 5 || (rest == 5 && down % 2 != 0) ? 1 : 0);
    const int up = down + (rest > 0 ? 1 : 0);
    const auto expected = [thousandths](int hundredths) {
      return plain(std::to_string(thousandths < 0 ? -hundredths : hundredths) + "e-2");
    };
    EXPECT_EQ(rounded(text, 2, rounding::half_even), expected(even)) << text;
    EXPECT_EQ(rounded(text, 2, rounding::up), expected(up)) << text;
    EXPECT_EQ(rounded(text, 2, rounding::down), expected(down)) << text;
    EXPECT_EQ(exact_decimal::parse(text) <=> exact_decimal(1), thousandths <=> 1'000);
  }
}

TEST(number, is_grouped_by_three) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(500), "500");
  EXPECT_EQ(grouped(1'000), "1,000");
  EXPECT_EQ(grouped(10'000), "10,000");
  EXPECT_EQ(grouped(2'147'483'647), "2,147,483,647");
}

}  // namespace
}  // namespace kintone
