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
    return save_with(world_.issue_settings_token(5, id), app, member, arguments);
  }
  std::string save_with(const std::string& token, const std::string& app, const std::string& member,
                        const std::string& arguments) {
    const std::string told = R"([["string",")" + token + R"("],)" + app + R"(,["string",")" + id + R"("],")" +
                             member + "\"," + arguments + "]";
    const auto refused = save_from_page(world_, json_or_null(told));
    if (!refused) return "";
    return refused->kind == error::request_malformed ? refused->fault
                                                     : std::string(entry_of(refused->kind).code);
  }
  std::string save_proxy(const std::string& header, const std::string& data, const std::string& at = url,
                         const std::string& method = "POST", const std::string& name = "X-Key") {
    return save(R"(["number","5"])", "setProxyConfig",
                std::string(R"(["string",")") + at + R"("],["string",")" + method + R"("],["object","",[[")" +
                    name + R"(",["string",")" + header + R"("]]]],["object","",[["key",["string",")" + data +
                    R"("]]]])");
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

TEST_F(served_settings_test, G06_a_mask_stands_for_nothing_under_another_url_method_or_name) {
  EXPECT_EQ(save_proxy("secret", "hidden"), "");
  const std::string longer = std::string(url) + "v1/";
  const std::string elsewhere = "https://api.example.com.evil.example/";
  const std::string told =
      "kintone.plugin.app.setProxyConfig: headers.X-Key is ***, which stands for a saved value";
  for (const std::string& at : {longer, elsewhere, std::string("https://api.example.com")}) {
    EXPECT_TRUE(save_proxy("***", "***", at).starts_with(told));
    EXPECT_EQ(world_.plugins().saved(5, id, at, http::method::post), nullptr);
    EXPECT_EQ(save_proxy("another", "own", at), "");
  }
  EXPECT_TRUE(save_proxy("***", "own", url, "PUT").starts_with(told));
  EXPECT_NE(save_proxy("***", "own", url, "POST", "X-Other").find("headers.X-Other is ***"),
            std::string::npos);
  EXPECT_NE(save_proxy("own", "***", url, "PUT").find("data.key is ***"), std::string::npos);
  const plugin::proxy_config* saved = world_.plugins().saved(5, id, url, http::method::post);
  ASSERT_NE(saved, nullptr);
  EXPECT_EQ(saved->headers.front().value, "secret");
}

TEST_F(served_settings_test, G08_only_the_settings_page_of_this_plugin_and_app_saves) {
  const std::string settings = R"(["object","",[["a",["string","1"]]]])";
  const std::string app = R"(["number","5"])";
  // T05
  const std::string fault = "CB_CS01";
  for (const std::string& token :
       {world_.request_token(), world_.issue_request_token(), world_.issue_settings_token(6, id),
        world_.issue_settings_token(5, "another"), std::string("none"), std::string()}) {
    EXPECT_EQ(save_with(token, app, "setConfig", settings), fault);
  }
  const std::string token = world_.issue_settings_token(5, id);
  EXPECT_EQ(save_with(token, R"(["number","6"])", "setConfig", settings), fault);
  EXPECT_TRUE(world_.plugins().config_of(5, id).empty());
  EXPECT_EQ(save_with(token, app, "setConfig", settings), "");
  EXPECT_TRUE(world_.accept_request_token(token));
  world_.reload();
  EXPECT_EQ(save_with(token, app, "setConfig", settings), fault);
}

TEST_F(served_settings_test, what_is_wrong_is_told_and_nothing_is_saved) {
  EXPECT_NE(save(R"(["number","5"])", "setConfig", R"(["object","",[["a",["number","1"]]]])"), "");
  EXPECT_NE(save(R"(["number","0"])", "setConfig", R"(["object","",[]])"), "");
  EXPECT_NE(save(R"(["number","5"])", "getProxyConfig", R"(["string","https://a/"],["string","GET"])"), "");
  EXPECT_TRUE(save_from_page(world_, {}).has_value());
  EXPECT_TRUE(world_.plugins().config_of(5, id).empty());
}

}  // namespace
}  // namespace kintone::page
