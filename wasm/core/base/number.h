// Whole numbers as decimal digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kintone {

[[nodiscard]] std::string decimal(std::uint64_t number);

/// The same with a comma in front of each three digits, as kintone's messages have it: `10,000`.
[[nodiscard]] std::string grouped(std::uint64_t number);

/// The number whose digits `text` is, and nothing but them; nothing where 64 bits do not hold it.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view text);

}  // namespace kintone
