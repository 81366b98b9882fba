#include "core/rest/file_registry.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "core/base/limits.h"
#include "tests/native/json.h"

namespace kintone::rest {
namespace {

using ids = std::vector<file_id>;

class rest_file_registry : public testing::Test {
 protected:
  world::random chance_{world::entropy_from_seed("files")};
  file_registry files_{chance_};

  /// A temporary file, as its number and its key.
  std::pair<file_id, std::string> issued(std::uint64_t size = 1, number space = 0, std::uint64_t now = 0) {
    const file_id id = files_.begin();
    return {id, files_.issue(id, "a.txt", size, space, now)};
  }
};

TEST_F(rest_file_registry, F12_an_upload_key_is_a_UUID_and_no_download_key) {
  const auto [id, key] = issued(5);
  EXPECT_TRUE(std::regex_match(
      key, std::regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")));
  ASSERT_NE(files_.find_upload(key, 0), nullptr);
  EXPECT_EQ(files_.find_upload(key, 0)->id, id);
  EXPECT_EQ(files_.find_download(key, 0), nullptr);
  EXPECT_EQ(files_.find(id)->content_type, "text/plain");
}

TEST_F(rest_file_registry, F15_a_download_key_is_another_and_of_48_hex_digits) {
  const auto [id, key] = issued();
  files_.attach({id});
  const std::string download = files_.find(id)->key;
  EXPECT_TRUE(std::regex_match(download, std::regex("[0-9A-F]{48}")));
  EXPECT_EQ(files_.find_download(download, 0)->id, id);
  EXPECT_EQ(files_.find_upload(download, 0), nullptr);
  // F12: the upload key worked once.
  EXPECT_EQ(files_.find_upload(key, 0), nullptr);
  EXPECT_EQ(files_.find_download(key, 0), nullptr);
  // Attached once more it keeps its key.
  files_.attach({id});
  EXPECT_EQ(files_.find(id)->key, download);
}

TEST_F(rest_file_registry, no_two_keys_are_the_same) {
  std::set<std::string> keys;
  for (int i = 0; i < 200; ++i) {
    const auto [id, key] = issued();
    files_.attach({id});
    keys.insert(key);
    keys.insert(files_.find(id)->key);
  }
  EXPECT_EQ(keys.size(), 400U);
}

TEST_F(rest_file_registry, F12_a_temporary_file_dies_after_three_days) {
  const auto [id, key] = issued(7, 0, 1000);
  files_.expire(1000 + file_life - 1);
  EXPECT_NE(files_.find_upload(key, 0), nullptr);
  EXPECT_EQ(files_.take_gone(), ids{});
  files_.expire(1000 + file_life);
  EXPECT_EQ(files_.find_upload(key, 0), nullptr);
  EXPECT_EQ(files_.find(id), nullptr);
  EXPECT_EQ(files_.take_gone(), ids{id});
  EXPECT_EQ(files_.take_gone(), ids{});
  EXPECT_EQ(files_.disk_usage(), 0U);
}

TEST_F(rest_file_registry, an_attached_file_outlives_them) {
  const auto first = issued(1, 0, 0);
  const auto second = issued(1, 0, 5);
  const auto third = issued(1, 0, 5);
  files_.attach({first.first, third.first});
  files_.expire(5 + file_life);
  EXPECT_EQ(files_.take_gone(), ids{second.first});
  EXPECT_NE(files_.find(first.first), nullptr);
  files_.release({first.first, second.first});
  EXPECT_EQ(files_.take_gone(), ids{first.first});
  EXPECT_EQ(files_.find(first.first), nullptr);
}

TEST_F(rest_file_registry, a_temporary_file_is_released_by_time_alone) {
  const auto [id, key] = issued();
  files_.release({id, 99});
  EXPECT_NE(files_.find_upload(key, 0), nullptr);
  files_.attach({99});
  EXPECT_EQ(files_.disk_usage(), 1U);
}

TEST_F(rest_file_registry, F11_a_key_is_good_in_its_space) {
  const auto [id, key] = issued(1, 3);
  EXPECT_EQ(files_.find_upload(key, 0), nullptr);
  EXPECT_EQ(files_.find_upload(key, 4), nullptr);
  EXPECT_NE(files_.find_upload(key, 3), nullptr);
  files_.attach({id});
  EXPECT_EQ(files_.find_download(files_.find(id)->key, 0), nullptr);
  EXPECT_NE(files_.find_download(files_.find(id)->key, 3), nullptr);
}

TEST_F(rest_file_registry, F13_temporary_and_attached_files_count) {
  (void)files_.begin();
  EXPECT_EQ(files_.disk_usage(), 0U);
  const auto big = issued(1'073'741'824);
  (void)issued(0);
  const auto small = issued(3);
  EXPECT_EQ(files_.disk_usage(), 1'073'741'827U);
  files_.attach({big.first, small.first});
  EXPECT_EQ(files_.disk_usage(), 1'073'741'827U);
  files_.release({big.first});
  EXPECT_EQ(files_.disk_usage(), 3U);
}

TEST_F(rest_file_registry, it_can_be_looked_at) {
  const auto [first, key] = issued(4, 3, 10);
  const auto [second, used] = issued(2);
  files_.attach({second});
  const json view = *parse_json(files_.view());
  ASSERT_EQ(view.size(), 2U);
  EXPECT_EQ(json_text(view[0]), R"({"id":)" + std::to_string(first) +
                                    R"(,"name":"a.txt","size":4,"contentType":"text/plain","fileKey":")" +
                                    key + R"(","state":"temporary","expires":)" +
                                    std::to_string(10 + file_life) + R"(,"guestSpace":3})");
  EXPECT_EQ(string_of(member(view[1], "state")), "attached");
  EXPECT_FALSE(view[1].contains("expires"));
  EXPECT_FALSE(view[1].contains("guestSpace"));
}

TEST_F(rest_file_registry, cleared_it_has_no_files_and_no_number_comes_again) {
  const auto [first, key] = issued(4);
  const auto [second, used] = issued(2);
  files_.attach({second});
  files_.clear();
  EXPECT_EQ(files_.take_gone(), (std::vector<file_id>{first, second}));
  EXPECT_EQ(files_.disk_usage(), 0U);
  EXPECT_EQ(files_.find_upload(key, 0), nullptr);
  EXPECT_EQ(files_.find(second), nullptr);
  files_.expire(file_life * 2);
  EXPECT_TRUE(files_.take_gone().empty());
  EXPECT_GT(files_.begin(), second);
}

}  // namespace
}  // namespace kintone::rest
