// Decimals of any length, exact: kintone keeps a number as text, and no double holds 34 digits (L15, D16 to
// D19).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kintone {

/// How a decimal loses places (kintone's `numberPrecision.roundingMode`, D18).
enum class rounding : std::uint8_t {
  /// To the nearer one; from the middle to the even one.
  half_even,
  /// Away from 0.
  up,
  /// Towards 0.
  down
};

/// A sign, digits without zeros at either end, and where the point stands: each number has one form alone, so
/// that two are equal where all of it is.
class exact_decimal {
 public:
  /// 0.
  exact_decimal() = default;
  explicit exact_decimal(std::uint64_t whole);

  /// Reads `[+-]digits[.digits][e[+-]digits]`, `.5` too, and nothing around it. Nothing where `text` is
  /// another one, or has its first digit further from the point than `decimal_places_most` (bounds.h).
  [[nodiscard]] static std::optional<exact_decimal> parse(std::string_view text);

  /// By value: `1.0` is `1`, `1e2` is `100`, `-0` is `0`.
  [[nodiscard]] std::strong_ordering operator<=>(const exact_decimal& other) const;
  [[nodiscard]] bool operator==(const exact_decimal& other) const = default;

  [[nodiscard]] bool is_zero() const { return digits_.empty(); }
  [[nodiscard]] bool is_negative() const { return is_negative_; }

  /// Digits in front of the point; 0 where the number is between -1 and 1.
  [[nodiscard]] std::uint64_t integer_digits() const;
  /// Digits behind the point.
  [[nodiscard]] std::uint64_t decimal_places() const;

  /// With at most `places` digits behind the point.
  [[nodiscard]] exact_decimal rounded(std::uint32_t places, rounding how) const;

  /// Without exponent, point and zeros that say nothing: `15`, `-0.5`, `0` (D17).
  [[nodiscard]] std::string plain() const;

 private:
  void normalize();

  bool is_negative_ = false;
  /// The number is 0.`digits_` times ten to the power of `point_`.
  std::int64_t point_ = 0;
  std::string digits_;
};

}  // namespace kintone
