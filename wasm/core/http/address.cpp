#include "core/http/address.h"

#include <algorithm>
#include <span>

#include "core/base/ascii.h"

namespace kintone::http {
namespace {

struct address_block {
  address first;
  unsigned bits;
};

constexpr address v4(unsigned a, unsigned b = 0, unsigned c = 0, unsigned d = 0) {
  return {0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0xFF,
          0xFF,
          static_cast<std::uint8_t>(a),
          static_cast<std::uint8_t>(b),
          static_cast<std::uint8_t>(c),
          static_cast<std::uint8_t>(d)};
}

constexpr address v6(std::initializer_list<unsigned> groups) {
  address result{};
  std::size_t i = 0;
  for (const unsigned group : groups) {
    result[i++] = static_cast<std::uint8_t>(group >> 8U);
    result[i++] = static_cast<std::uint8_t>(group & 0xFFU);
  }
  return result;
}

constexpr unsigned mapped = 96;
constexpr address_block all_v4 = {v4(0), mapped};
constexpr address_block loopback_v4 = {v4(127), mapped + 8};
constexpr address_block loopback_v6 = {v6({0, 0, 0, 0, 0, 0, 0, 1}), 128};
constexpr address_block nat64 = {v6({0x64, 0xff9b}), 96};
constexpr address_block six_to_four = {v6({0x2002}), 16};
constexpr address_block global_unicast = {v6({0x2000}), 3};

// IANA IPv4 special-purpose address registry: what is not globally reachable, and multicast.
constexpr std::array special_v4 = {
    address_block{v4(0), mapped + 8},
    address_block{v4(10), mapped + 8},
    address_block{v4(100, 64), mapped + 10},
    loopback_v4,
    // Azure's host of each virtual machine: no special address by the registry, but as private as 169.254.
    address_block{v4(168, 63, 129, 16), mapped + 32},
    address_block{v4(169, 254), mapped + 16},
    address_block{v4(172, 16), mapped + 12},
    address_block{v4(192, 0, 0), mapped + 24},
    address_block{v4(192, 0, 2), mapped + 24},
    address_block{v4(192, 168), mapped + 16},
    address_block{v4(198, 18), mapped + 15},
    address_block{v4(198, 51, 100), mapped + 24},
    address_block{v4(203, 0, 113), mapped + 24},
    address_block{v4(224), mapped + 4},
    address_block{v4(240), mapped + 4},
};

// Within 2000::/3: protocol assignments (Teredo, ORCHID, …), documentation.
constexpr std::array special_v6 = {
    address_block{v6({0x2001}), 23},
    address_block{v6({0x2001, 0xdb8}), 32},
    address_block{v6({0x3fff}), 20},
};

constexpr bool is_in(const address& a, const address_block& b) {
  for (unsigned bit = 0; bit < b.bits; bit += 8) {
    const unsigned left = std::min(8U, b.bits - bit);
    const unsigned mask = (0xFF00U >> left) & 0xFFU;
    if (((a[bit / 8] ^ b.first[bit / 8]) & mask) != 0) return false;
  }
  return true;
}

bool is_in_any(const address& a, std::span<const address_block> blocks) {
  return any_of(blocks, [&a](const address_block& b) { return is_in(a, b); });
}

std::optional<address> parse_v4(std::string_view text) {
  std::array<unsigned, 4> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) {
      if (text.empty() || text.front() != '.') return std::nullopt;
      text.remove_prefix(1);
    }
    // A leading zero means octal to some readers.
    const std::size_t most_digits = text.starts_with('0') ? 1 : 3;
    std::size_t digits = 0;
    while (!text.empty() && ascii::is_digit(text.front()) && digits < most_digits) {
      parts[i] = parts[i] * 10 + static_cast<unsigned>(text.front() - '0');
      text.remove_prefix(1);
      ++digits;
    }
    if (digits == 0 || parts[i] > 255) return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  return v4(parts[0], parts[1], parts[2], parts[3]);
}

/// Reads groups of four hex digits separated by `:`; `end` is the number of bytes written from `out`.
bool parse_groups(std::string_view text, std::span<std::uint8_t> out, std::size_t& end) {
  end = 0;
  while (!text.empty()) {
    const std::size_t colon = text.find(':');
    const std::string_view group = text.substr(0, colon);
    if (group.find('.') != std::string_view::npos) {
      const auto last = parse_v4(group);
      if (!last || colon != std::string_view::npos || end + 4 > out.size()) return false;
      std::copy(last->end() - 4, last->end(), out.begin() + static_cast<std::ptrdiff_t>(end));
      end += 4;
      return true;
    }
    if (group.empty() || group.size() > 4 || end + 2 > out.size()) return false;
    unsigned value = 0;
    for (const char c : group) {
      const int digit = ascii::hex_value(c);
      if (digit < 0) return false;
      value = value * 16 + static_cast<unsigned>(digit);
    }
    out[end++] = static_cast<std::uint8_t>(value >> 8U);
    out[end++] = static_cast<std::uint8_t>(value & 0xFFU);
    if (colon == std::string_view::npos) return true;
    text.remove_prefix(colon + 1);
    if (text.empty()) return false;
  }
  return true;
}

std::optional<address> parse_v6(std::string_view text) {
  address result{};
  const std::size_t gap = text.find("::");
  std::size_t head = 0;
  if (gap == std::string_view::npos) {
    if (!parse_groups(text, result, head) || head != result.size()) return std::nullopt;
    return result;
  }
  address tail{};
  std::size_t tail_size = 0;
  // RFC 4291, 2.2: the dotted form stands at the end alone.
  if (text.substr(0, gap).find('.') != std::string_view::npos) return std::nullopt;
  if (!parse_groups(text.substr(0, gap), result, head)) return std::nullopt;
  if (!parse_groups(text.substr(gap + 2), tail, tail_size)) return std::nullopt;
  if (head + tail_size >= result.size()) return std::nullopt;
  std::copy_n(tail.begin(), tail_size, result.end() - static_cast<std::ptrdiff_t>(tail_size));
  return result;
}

/// The IPv4 address that an IPv6 address stands for, as a mapped one; `a` itself where it stands for none.
address unwrapped(const address& a) {
  if (is_in(a, nat64)) return v4(a[12], a[13], a[14], a[15]);
  if (is_in(a, six_to_four)) return v4(a[2], a[3], a[4], a[5]);
  return a;
}

}  // namespace

std::optional<address> parse_address(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  text = text.substr(0, text.find('%'));
  if (text.find(':') == std::string_view::npos) return parse_v4(text);
  return parse_v6(text);
}

bool is_public(const address& a) {
  const address judged = unwrapped(a);
  if (is_in(judged, all_v4)) return !is_in_any(judged, special_v4);
  return is_in(judged, global_unicast) && !is_in_any(judged, special_v6);
}

bool is_loopback(const address& a) {
  const address judged = unwrapped(a);
  return is_in(judged, loopback_v4) || is_in(judged, loopback_v6);
}

bool is_same_address(std::string_view one, std::string_view other) {
  const auto parsed = parse_address(one);
  return parsed && parsed == parse_address(other);
}

}  // namespace kintone::http
