#include "core/base/decimal.h"

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/bounds.h"
#include "core/base/number.h"

namespace kintone {
namespace {

/// The digits at the start of `rest`, which loses them.
std::string_view take_digits(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && ascii::is_digit(rest[length])) ++length;
  const std::string_view digits = rest.substr(0, length);
  rest.remove_prefix(length);
  return digits;
}

/// Whether a minus stood there; either sign is taken off.
bool take_sign(std::string_view& rest) {
  const bool is_minus = rest.starts_with('-');
  if (is_minus || rest.starts_with('+')) rest.remove_prefix(1);
  return is_minus;
}

/// Reads `e[+-]digits`, all of `rest`, or nothing at all. An exponent beyond every bound is as good as the
/// bound's double.
std::optional<std::int64_t> take_exponent(std::string_view rest) {
  if (rest.empty()) return 0;
  if (ascii::lower(rest.front()) != 'e') return std::nullopt;
  rest.remove_prefix(1);
  const bool is_minus = take_sign(rest);
  if (rest.empty() || !all_of(rest, ascii::is_digit)) return std::nullopt;
  constexpr std::uint64_t most = std::uint64_t{1} << 40U;
  const std::uint64_t size = std::min(whole_number(rest).value_or(most), most);
  return is_minus ? -static_cast<std::int64_t>(size) : static_cast<std::int64_t>(size);
}

}  // namespace

exact_decimal::exact_decimal(std::uint64_t whole) : digits_(decimal(whole)) {
  point_ = static_cast<std::int64_t>(digits_.size());
  normalize();
}

void exact_decimal::normalize() {
  std::size_t zeros = 0;
  while (zeros < digits_.size() && digits_[zeros] == '0') ++zeros;
  digits_.erase(0, zeros);
  point_ -= static_cast<std::int64_t>(zeros);
  while (!digits_.empty() && digits_.back() == '0') digits_.pop_back();
  if (!digits_.empty()) return;
  point_ = 0;
  is_negative_ = false;
}

std::optional<exact_decimal> exact_decimal::parse(std::string_view text) {
  exact_decimal read;
  read.is_negative_ = take_sign(text);
  const std::string_view whole = take_digits(text);
  std::string_view places;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    places = take_digits(text);
    if (places.empty()) return std::nullopt;
  }
  if (whole.empty() && places.empty()) return std::nullopt;
  const auto exponent = take_exponent(text);
  if (!exponent) return std::nullopt;
  read.digits_.reserve(whole.size() + places.size());
  read.digits_.append(whole).append(places);
  read.point_ = static_cast<std::int64_t>(whole.size()) + *exponent;
  read.normalize();
  if (read.point_ > decimal_places_most || read.point_ < -decimal_places_most) return std::nullopt;
  return read;
}

std::strong_ordering exact_decimal::operator<=>(const exact_decimal& other) const {
  const auto sign = [](const exact_decimal& d) { return d.is_zero() ? 0 : d.is_negative_ ? -1 : 1; };
  const int own = sign(*this);
  if (own != sign(other)) return own <=> sign(other);
  const exact_decimal& low = own < 0 ? other : *this;
  const exact_decimal& high = own < 0 ? *this : other;
  if (low.point_ != high.point_) return low.point_ <=> high.point_;
  return low.digits_.compare(high.digits_) <=> 0;
}

std::uint64_t exact_decimal::integer_digits() const {
  return point_ > 0 ? static_cast<std::uint64_t>(point_) : 0;
}

std::uint64_t exact_decimal::decimal_places() const {
  const std::int64_t places = static_cast<std::int64_t>(digits_.size()) - point_;
  return places > 0 ? static_cast<std::uint64_t>(places) : 0;
}

exact_decimal exact_decimal::rounded(std::uint32_t places, rounding how) const {
  if (decimal_places() <= places) return *this;
  exact_decimal left = *this;
  const std::int64_t kept = point_ + static_cast<std::int64_t>(places);
  if (kept < 0) {
    // All of it lies below half of the last place.
    left.digits_.clear();
  } else {
    left.digits_.resize(static_cast<std::size_t>(kept));
  }
  // What goes is no zero, as the digits end with none.
  bool is_up = how == rounding::up;
  if (how == rounding::half_even && kept >= 0) {
    const std::string_view gone = std::string_view(digits_).substr(static_cast<std::size_t>(kept));
    const bool is_odd = !left.digits_.empty() && (left.digits_.back() - '0') % 2 != 0;
    is_up = gone.front() > '5' || (gone.front() == '5' && (gone.size() > 1 || is_odd));
  }
  if (is_up) {
    std::size_t place = left.digits_.size();
    while (place > 0 && left.digits_[place - 1] == '9') left.digits_[--place] = '0';
    if (place > 0) {
      ++left.digits_[place - 1];
    } else {
      left.digits_.insert(left.digits_.begin(), '1');
      left.point_ = kept < 0 ? 1 - static_cast<std::int64_t>(places) : point_ + 1;
    }
  }
  left.normalize();
  return left;
}

std::string exact_decimal::plain() const {
  if (is_zero()) return "0";
  std::string text(is_negative_ ? "-" : "");
  const auto size = static_cast<std::int64_t>(digits_.size());
  if (point_ <= 0) {
    text.append("0.").append(static_cast<std::size_t>(-point_), '0').append(digits_);
  } else if (point_ >= size) {
    text.append(digits_).append(static_cast<std::size_t>(point_ - size), '0');
  } else {
    const auto whole = static_cast<std::size_t>(point_);
    text.append(digits_, 0, whole).append(1, '.').append(digits_, whole);
  }
  return text;
}

}  // namespace kintone
