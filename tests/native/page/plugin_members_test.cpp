#include "core/page/plugin_members.h"

#include <gtest/gtest.h>

#include <string>

namespace kintone::page {
namespace {

constexpr const char* id = "faabchdodajloackbgnipilddblmkejp";
constexpr const char* url = "https://api.example.com/";

class served_settings_test : public testing::Test {
 protected:
  /// What a page saves for this app, of which the JSON texts are the described arguments.
  std::string save(const std::string& app, const std::string& member, const std::string& arguments) {
    const std::string told = "[" + app + ",[\"string\",\"" + id + "\"],\"" + member + "\"," + arguments + "]";
    return save_from_page(world_, json_or_null(told));
  }
  std::string save_proxy(const std::string& header, const std::string& data) {
    return save(R"(["number","5"])", "setProxyConfig",
                std::string(R"(["string",")") + url +
                    R"("],["string","POST"],["object","",[["X-Key",["string",")" + header +
                    R"("]]]],["object","",[["key",["string",")" + data + R"("]]]])");
  }

  world::world world_{world::settings(), world::entropy(), 0};
};

TEST_F(served_settings_test, G08_it_is_saved_for_the_app_of_the_page_whatever_screen_is_open) {
  EXPECT_EQ(save(R"(["number","5"])", "setConfig", R"(["object","",[["a",["string","1"]]]])"), "");
  EXPECT_EQ(world_.plugins().config_of(5, id), (plugin::config{{"a", "1"}}));
  EXPECT_TRUE(world_.plugins().config_of(1, id).empty());
  EXPECT_EQ(world_.here().name, "app.record.index");
}

TEST_F(served_settings_test, G06_a_mask_stands_for_what_was_saved) {
  EXPECT_EQ(save_proxy("secret", "hidden"), "");
  EXPECT_EQ(save_proxy("***", "***"), "");
  const plugin::proxy_config* saved = world_.plugins().saved(5, id, url, http::method::post);
  ASSERT_NE(saved, nullptr);
  EXPECT_EQ(saved->headers.front().value, "secret");
  EXPECT_EQ(saved->data.front().second, "\"hidden\"");
  EXPECT_EQ(save_proxy("other", "***"), "");
  saved = world_.plugins().saved(5, id, url, http::method::post);
  EXPECT_EQ(saved->headers.front().value, "other");
  EXPECT_EQ(saved->data.front().second, "\"hidden\"");
}

TEST_F(served_settings_test, what_is_wrong_is_told_and_nothing_is_saved) {
  EXPECT_NE(save(R"(["number","5"])", "setConfig", R"(["object","",[["a",["number","1"]]]])"), "");
  EXPECT_NE(save(R"(["number","0"])", "setConfig", R"(["object","",[]])"), "");
  EXPECT_NE(save(R"(["number","5"])", "getProxyConfig", R"(["string","https://a/"],["string","GET"])"), "");
  EXPECT_NE(save_from_page(world_, {}), "");
  EXPECT_TRUE(world_.plugins().config_of(5, id).empty());
}

}  // namespace
}  // namespace kintone::page
