#include "core/world/random.h"

#include <algorithm>
#include <bit>

#include "core/base/ascii.h"

namespace kintone::world {
namespace {

using cipher_block = std::array<std::uint32_t, 16>;

void quarter_round(cipher_block& s, std::size_t a, std::size_t b, std::size_t c, std::size_t d) {
  s[a] += s[b];
  s[d] = std::rotl(s[d] ^ s[a], 16);
  s[c] += s[d];
  s[b] = std::rotl(s[b] ^ s[c], 12);
  s[a] += s[b];
  s[d] = std::rotl(s[d] ^ s[a], 8);
  s[c] += s[d];
  s[b] = std::rotl(s[b] ^ s[c], 7);
}

/// RFC 8439, 2.3.1: ten double rounds, then the input is added.
cipher_block chacha20(const cipher_block& input) {
  cipher_block s = input;
  for (int i = 0; i < 10; ++i) {
    quarter_round(s, 0, 4, 8, 12);
    quarter_round(s, 1, 5, 9, 13);
    quarter_round(s, 2, 6, 10, 14);
    quarter_round(s, 3, 7, 11, 15);
    quarter_round(s, 0, 5, 10, 15);
    quarter_round(s, 1, 6, 11, 12);
    quarter_round(s, 2, 7, 8, 13);
    quarter_round(s, 3, 4, 9, 14);
  }
  for (std::size_t i = 0; i < s.size(); ++i) s[i] += input[i];
  return s;
}

constexpr std::uint32_t little_endian(const std::uint8_t* bytes) {
  return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8U |
         static_cast<std::uint32_t>(bytes[2]) << 16U | static_cast<std::uint32_t>(bytes[3]) << 24U;
}

}  // namespace

random::random(const entropy& key) : state_{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574} {
  for (std::size_t i = 0; i < 8; ++i) state_[4 + i] = little_endian(key.data() + 4 * i);
}

void random::refill() {
  const cipher_block words = chacha20(state_);
  for (std::size_t i = 0; i < block_.size(); ++i) {
    block_[i] = static_cast<std::uint8_t>(words[i / 4] >> (8U * (i % 4)));
  }
  if (++state_[12] == 0) ++state_[13];
  used_ = 0;
}

std::uint8_t random::byte() {
  if (used_ == block_.size()) refill();
  return block_[used_++];
}

std::string random::alphanumeric(std::size_t length) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  constexpr std::size_t fair = 256 - 256 % alphabet.size();
  std::string text;
  while (text.size() < length) {
    const std::uint8_t drawn = byte();
    if (drawn < fair) text.push_back(alphabet[drawn % alphabet.size()]);
  }
  return text;
}

std::string random::uuid() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < 16; ++i) {
    std::uint8_t drawn = byte();
    if (i == 6) drawn = static_cast<std::uint8_t>(0x40U | (drawn & 0x0FU));
    if (i == 8) drawn = static_cast<std::uint8_t>(0x80U | (drawn & 0x3FU));
    if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
    text += {digits[drawn >> 4U], digits[drawn & 0x0FU]};
  }
  return text;
}

entropy entropy_from_seed(std::string_view seed) {
  // 31 bytes at a time, and their number in the last byte, are mixed into the key of one ChaCha20 block,
  // whose output is the next key.
  entropy key{};
  do {
    const std::string_view part = seed.substr(0, key.size() - 1);
    for (std::size_t i = 0; i < part.size(); ++i) key[i] ^= static_cast<std::uint8_t>(part[i]);
    key[key.size() - 1] ^= static_cast<std::uint8_t>(part.size());
    seed.remove_prefix(part.size());
    random mixed(key);
    for (std::uint8_t& each : key) each = mixed.byte();
  } while (!seed.empty());
  return key;
}

entropy entropy_from_hex(std::string_view hex) {
  entropy key{};
  for (std::size_t i = 0; i < std::min(key.size(), hex.size() / 2); ++i) {
    const int value = ascii::hex_value(hex[2 * i]) * 16 + ascii::hex_value(hex[2 * i + 1]);
    key[i] = static_cast<std::uint8_t>(value);
  }
  return key;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned>(a[i] ^ b[i]);
  return difference == 0;
}

}  // namespace kintone::world
