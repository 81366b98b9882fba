#include "core/http/address.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::http {
namespace {

using tests::exactly;

address v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) {
  return {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d};
}

TEST(address, ipv4_is_read_as_mapped_ipv6) {
  EXPECT_EQ(parse_address(exactly("192.0.2.1")), v4(192, 0, 2, 1));
  EXPECT_EQ(parse_address(exactly("0.0.0.0")), v4(0, 0, 0, 0));
  EXPECT_EQ(parse_address(exactly("255.255.255.255")), v4(255, 255, 255, 255));
  EXPECT_EQ(parse_address(exactly("::ffff:192.0.2.1")), v4(192, 0, 2, 1));
  EXPECT_EQ(parse_address(exactly("::ffff:c000:201")), v4(192, 0, 2, 1));
}

TEST(address, ipv6_is_read) {
  address expected{};
  EXPECT_EQ(parse_address(exactly("::")), expected);
  expected[15] = 1;
  for (const char* text :
       {"::1", "[::1]", "::1%lo", "[::1%lo]", "0:0:0:0:0:0:0:1", "0000::0001", "0:0::0:1", "::0.0.0.1"}) {
    EXPECT_EQ(parse_address(exactly(text)), expected) << text;
  }
  expected = {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xab, 0xcd, 0xef, 0x01};
  for (const char* text : {"2001:db8::abcd:ef01", "2001:DB8::ABCD:EF01", "2001:db8:0:0:0:0:abcd:ef01",
                           "2001:db8::171.205.239.1"}) {
    EXPECT_EQ(parse_address(exactly(text)), expected) << text;
  }
  expected = {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0};
  EXPECT_EQ(parse_address(exactly("1:2:3:4:5:6:7::")), expected);
}

TEST(address, anything_else_is_none) {
  for (const char* wrong : {"",
                            "[]",
                            "[",
                            "]",
                            "%",
                            "a",
                            "localhost",
                            "1",
                            "1.2.3",
                            "1.2.3.",
                            ".1.2.3",
                            "1.2.3.4.",
                            "1.2.3.4.5",
                            "1..2.3",
                            "256.0.0.1",
                            "1.2.3.1000",
                            "1.2.3.4 ",
                            " 1.2.3.4",
                            "-1.2.3.4",
                            "0x1.2.3.4",
                            "1.2.3.4a",
                            "2130706433",
                            ":",
                            ":::",
                            "::1::",
                            "1::2::3",
                            ":1",
                            "1:",
                            ":1::2",
                            "1::2:",
                            "1:2:3:4:5:6:7",
                            "1:2:3:4:5:6:7:8:9",
                            "::1:2:3:4:5:6:7:8",
                            "1:2:3:4:5:6:7:8::",
                            "12345::",
                            "::g",
                            "::1.2.3",
                            "::1.2.3.4:5",
                            "::1.2.3.4.5",
                            "1:2:3:4:5:6:7:1.2.3.4",
                            "1.2.3.4::",
                            "1.2.3.4::1",
                            "1.2.3.4:1:2:3:4:5:6",
                            "::1]"}) {
    EXPECT_FALSE(parse_address(exactly(wrong))) << wrong;
  }
}

TEST(address, a_part_with_a_leading_zero_is_none) {
  // 010 is 8 to some readers and 10 to others.
  for (const char* wrong : {"010.0.0.1", "10.00.0.1", "10.0.0.01", "::ffff:10.0.0.01"}) {
    EXPECT_FALSE(parse_address(exactly(wrong))) << wrong;
  }
}

bool reaches(const char* text) {
  const auto parsed = parse_address(exactly(text));
  EXPECT_TRUE(parsed) << text;
  return parsed && is_public(*parsed);
}

TEST(address, the_public_internet_is_public) {
  for (const char* text : {"1.1.1.1", "8.8.8.8", "93.184.216.34", "223.255.255.255", "2606:4700::1111",
                           "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1",
                           "2001:4860:4860::8888", "2001:200::1", "2400::1"}) {
    EXPECT_TRUE(reaches(text)) << text;
  }
}

struct range {
  const char* before;
  const char* first;
  const char* last;
  const char* after;
};

TEST(address, a_special_block_begins_and_ends_where_its_registry_says) {
  for (const auto& [before, first, last, after] : {
           range{nullptr, "0.0.0.0", "0.255.255.255", "1.0.0.0"},
           {"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
           {"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"},
           {"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"},
           {"168.63.129.15", "168.63.129.16", "168.63.129.16", "168.63.129.17"},
           {"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"},
           {"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"},
           {"191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"},
           {"192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"},
           {"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"},
           {"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"},
           {"198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"},
           {"203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"},
           {"223.255.255.255", "224.0.0.0", "255.255.255.255", nullptr},
           {"2000:ffff::", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"},
           {"2001:db7:ffff::", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"},
           {"3ffe:ffff::", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"},
           {nullptr, "::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::"},
           {"3fff:ffff::", "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nullptr},
       }) {
    EXPECT_TRUE(before == nullptr || reaches(before)) << first;
    EXPECT_FALSE(reaches(first)) << first;
    EXPECT_FALSE(reaches(last)) << last;
    EXPECT_TRUE(after == nullptr || reaches(after)) << last;
  }
}

TEST(address, what_stands_for_an_ipv4_address_counts_as_it) {
  for (const char* text :
       {"::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::169.254.169.254", "64:ff9b::a00:1",
        "2002:7f00:1::", "2002:a9fe:a9fe::1", "::ffff:0:127.0.0.1", "::127.0.0.1", "fd00:ec2::254",
        "fe80::1%eth0", "fec0::1", "ff02::1", "::1", "::"}) {
    EXPECT_FALSE(reaches(text)) << text;
  }
}

TEST(address, loopback_is_127_and_1_in_every_form) {
  for (const char* text : {"127.0.0.1", "127.255.255.255", "::1", "[::1]", "::ffff:127.0.0.1",
                           "64:ff9b::127.0.0.1", "2002:7f00:1::"}) {
    EXPECT_TRUE(is_loopback(*parse_address(text))) << text;
  }
  for (const char* text :
       {"126.255.255.255", "128.0.0.0", "0.0.0.0", "::", "::2", "10.0.0.1", "8.8.8.8", "fe80::1"}) {
    EXPECT_FALSE(is_loopback(*parse_address(text))) << text;
  }
}

TEST(address, is_the_same_in_each_of_its_spellings) {
  for (const auto& [one, other] : {std::pair{"127.0.0.1", "::ffff:127.0.0.1"},
                                   {"::ffff:7f00:1", "127.0.0.1"},
                                   {"::1", "0:0:0:0:0:0:0:1"},
                                   {"[::1]", "::1"},
                                   {"fe80::1%eth0", "FE80::1"}}) {
    EXPECT_TRUE(is_same_address(exactly(one), exactly(other))) << one;
  }
  for (const auto& [one, other] :
       {std::pair{"127.0.0.1", "127.0.0.2"}, {"::1", "127.0.0.1"}, {"a", "a"}, {"", ""}}) {
    EXPECT_FALSE(is_same_address(exactly(one), exactly(other))) << one;
  }
}

}  // namespace
}  // namespace kintone::http
