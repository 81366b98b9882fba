#include "core/world/random.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "tests/native/support.h"

namespace kintone::world {
namespace {

using namespace std::string_literals;
using tests::exactly;

std::string drawn(const entropy& key, std::size_t from, std::size_t length) {
  constexpr std::string_view digits = "0123456789abcdef";
  random source(key);
  std::string hex;
  for (std::size_t i = 0; i < from + length; ++i) {
    const unsigned byte = source.byte();
    if (i >= from) hex += {digits[byte >> 4U], digits[byte & 0x0FU]};
  }
  return hex;
}

// RFC 8439, A.1: test vectors 1 to 4, whose counters are 0, 1, 1 and 2.
TEST(random, is_chacha20) {
  EXPECT_EQ(drawn({}, 0, 64),
            "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
            "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586");
  EXPECT_EQ(drawn({}, 64, 64),
            "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
            "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f");
  entropy last_is_one{};
  last_is_one[31] = 1;
  EXPECT_EQ(drawn(last_is_one, 64, 64),
            "3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a"
            "8eca00bbb4a73bdad192b5c42f73f2fd4e273644c8b36125a64addeb006c13a0");
  entropy second_is_ff{};
  second_is_ff[1] = 0xff;
  EXPECT_EQ(drawn(second_is_ff, 128, 64),
            "72d54dfbf12ec44b362692df94137f328fea8da73990265ec1bbbea1ae9af0ca"
            "13b25aa26cb4a648cb9b9d1be65b2c0924a66c54d545ec1b7374f4872e99f096");
}

TEST(random, characters_are_equally_likely) {
  random source({});
  constexpr int expected = 2000;
  std::map<char, int> seen;
  for (const char c : source.alphanumeric(62 * expected)) ++seen[c];
  ASSERT_EQ(seen.size(), 62U);
  double chi_squared = 0;
  for (const auto& [c, count] : seen) {
    EXPECT_TRUE(ascii::is_alpha(c) || ascii::is_digit(c)) << c;
    chi_squared += static_cast<double>((count - expected) * (count - expected)) / expected;
  }
  // 61 degrees of freedom: above 112 once in ten thousand. Bytes modulo 62 alone would give above 2,000.
  EXPECT_LT(chi_squared, 112);
}

TEST(random, a_text_has_the_length_asked_for) {
  random source({});
  for (const std::size_t length : {0U, 1U, 19U, 20U, 21U, 1000U})
    EXPECT_EQ(source.alphanumeric(length).size(), length);
}

TEST(random, a_uuid_has_the_shape_of_version_4) {
  random source({});
  const std::regex shape("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  std::set<std::string> seen;
  for (int i = 0; i < 500; ++i) {
    const std::string uuid = source.uuid();
    EXPECT_TRUE(std::regex_match(uuid, shape)) << uuid;
    EXPECT_TRUE(seen.insert(uuid).second) << uuid;
  }
}

TEST(random, the_same_key_gives_the_same_again) {
  random one(entropy_from_seed("number:1"));
  random same(entropy_from_seed("number:1"));
  random other(entropy_from_seed("number:2"));
  const std::string first = one.uuid();
  EXPECT_EQ(first, same.uuid());
  EXPECT_NE(first, other.uuid());
  EXPECT_EQ(one.alphanumeric(100), same.alphanumeric(100));
}

TEST(random, every_byte_of_a_seed_counts) {
  std::set<entropy> keys;
  std::size_t seeds = 0;
  for (const std::size_t length : {0U, 1U, 30U, 31U, 32U, 33U, 62U, 63U, 64U, 65U, 100U}) {
    const std::string seed(length, 'x');
    keys.insert(entropy_from_seed(exactly(seed)));
    ++seeds;
    for (std::size_t i = 0; i < length; ++i) {
      std::string changed = seed;
      changed[i] = 'y';
      keys.insert(entropy_from_seed(changed));
      ++seeds;
    }
  }
  EXPECT_EQ(keys.size(), seeds);
}

TEST(random, one_more_character_gives_another_key_whatever_it_is) {
  for (const std::size_t length : {0U, 1U, 30U, 31U, 32U, 61U, 62U, 63U, 64U}) {
    const std::string seed(length, 'x');
    for (const std::string& byte : tests::every_byte()) {
      EXPECT_NE(entropy_from_seed(seed), entropy_from_seed(seed + byte))
          << length << " " << static_cast<int>(byte[0]);
    }
  }
}

TEST(random, entropy_is_read_from_64_hex_digits) {
  std::string hex;
  entropy expected{};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    expected[i] = static_cast<std::uint8_t>(i * 8 + i % 8);
    hex += "0123456789abcdef"[expected[i] >> 4U];
    hex += "0123456789abcdef"[expected[i] & 0x0fU];
  }
  EXPECT_EQ(entropy_from_hex(exactly(hex)), expected);
  EXPECT_EQ(entropy_from_hex(exactly(hex + "ff")), expected);
}

TEST(random, any_other_text_gives_a_key_too) {
  EXPECT_EQ(entropy_from_hex(exactly("")), entropy{});
  EXPECT_EQ(entropy_from_hex(exactly("f")), entropy{});
  entropy first_is_ff{};
  first_is_ff[0] = 0xff;
  EXPECT_EQ(entropy_from_hex(exactly("fff")), first_is_ff);
  for (const std::string& byte : tests::every_byte()) (void)entropy_from_hex(exactly(byte + byte));
}

TEST(random, compares_whole_texts_in_constant_time) {
  EXPECT_TRUE(equal_in_constant_time(exactly(""), exactly("")));
  EXPECT_TRUE(equal_in_constant_time(exactly("a\0b"s), exactly("a\0b"s)));
  EXPECT_FALSE(equal_in_constant_time(exactly("a"), exactly("")));
  EXPECT_FALSE(equal_in_constant_time(exactly(""), exactly("a")));
  EXPECT_FALSE(equal_in_constant_time(exactly("abc"), exactly("abcd")));
  // Each place decides, and each bit of it.
  const std::string token(36, 'a');
  for (std::size_t i = 0; i < token.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = token;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1U << bit));
      EXPECT_FALSE(equal_in_constant_time(exactly(token), exactly(changed)));
    }
  }
  // Two differences that would cancel each other out.
  EXPECT_FALSE(equal_in_constant_time("ab", "ba"));
}

}  // namespace
}  // namespace kintone::world
