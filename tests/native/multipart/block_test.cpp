#include "core/multipart/block.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::multipart {
namespace {

using tests::exactly;

TEST(multipart_block, tells_which_bytes_are_equal) {
  for (int wanted = 0; wanted < 256; ++wanted) {
    for (int other = 0; other < 256; ++other) {
      for (std::size_t at = 0; at < block::size; ++at) {
        std::string text(block::size, static_cast<char>(other));
        text[at] = static_cast<char>(wanted);
        const std::string_view copy = text;
        const block same = block::at(copy.data()).equals(block::of(static_cast<char>(wanted)));
        ASSERT_EQ(same.bits(), wanted == other ? (1U << block::size) - 1 : 1U << at)
            << wanted << " " << other;
        ASSERT_TRUE(same.any());
      }
    }
  }
}

TEST(multipart_block, without_an_equal_byte_there_is_none) {
  for (int other = 1; other < 256; ++other) {
    const exactly text(std::string(block::size, static_cast<char>(other)));
    const block same = block::at(std::string_view(text).data()).equals(block::of('\0'));
    EXPECT_FALSE(same.any());
    EXPECT_EQ(same.bits(), 0U);
  }
}

TEST(multipart_block, answers_are_joined) {
  const exactly text("\r\n\r-\r\n\r-\r\n\r-\r\n\r-");
  const char* at = std::string_view(text).data();
  const block cr = block::at(at).equals(block::of('\r'));
  const block lf = block::at(at).equals(block::of('\n'));
  const unsigned mask = (1U << block::size) - 1;
  EXPECT_EQ(cr.bits(), 0x5555U & mask);
  EXPECT_EQ((cr | lf).bits(), 0x7777U & mask);
  EXPECT_EQ((cr & lf).bits(), 0U);
  EXPECT_EQ((cr & block::at(at + 1).equals(block::of('\n'))).bits(), 0x1111U & mask);
}

}  // namespace
}  // namespace kintone::multipart
