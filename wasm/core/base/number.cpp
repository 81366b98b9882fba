#include "core/base/number.h"

#include <limits>

#include "core/base/ascii.h"

namespace kintone {

std::string decimal(std::uint64_t number) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + number % 10));
    number /= 10;
  } while (number != 0);
  return digits;
}

std::string grouped(std::uint64_t number) {
  std::string digits = decimal(number);
  constexpr std::size_t group = 3;
  for (std::size_t place = digits.size(); place > group;) digits.insert(place -= group, 1, ',');
  return digits;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  if (text.empty()) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : text) {
    if (!ascii::is_digit(c)) return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (number > (most - digit) / 10) return std::nullopt;
    number = number * 10 + digit;
  }
  return number;
}

}  // namespace kintone
