#include "core/site/settings_page.h"

#include <gtest/gtest.h>

#include "tests/native/site/site_support.h"

namespace kintone::site {
namespace {

TEST(settings_page_test, W07_it_is_of_an_app_and_a_plugin) {
  const auto page = settings_page_at("/k/admin/app/5/plugin/config?pluginId=abc");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->app, 5U);
  EXPECT_EQ(page->plugin_id, "abc");
  EXPECT_EQ(settings_page_at("/k/admin/app/12/plugin/config?a=pluginId=x&pluginId=abc&b#c")->plugin_id,
            "abc");
  EXPECT_EQ(settings_page_at("/k/admin/app/12/plugin/config?pluginId=abc#c")->plugin_id, "abc");
}

TEST(settings_page_test, other_paths_are_none) {
  for (const char* other :
       {"/k/admin/app/5/plugin/config", "/k/admin/app/5/plugin/config?",
        "/k/admin/app/5/plugin/config?id=abc", "/k/admin/app/0/plugin/config?pluginId=abc",
        "/k/admin/app/x/plugin/config?pluginId=abc", "/k/admin/app/5/plugin/?pluginId=abc", "/k/admin/app/5",
        "/k/admin/app/", "/admin/app/5", "", "/k/admin/app/5/plugin/config?xpluginId=abc"}) {
    EXPECT_FALSE(settings_page_at(other)) << other;
  }
}

TEST_F(site_test, a_settings_page_is_sent_with_the_session) {
  const decision d = site_.receive(get("/k/admin/app/5/plugin/config?pluginId=abc"));
  EXPECT_EQ(d.leads_to, destination::settings);
  EXPECT_EQ(d.path, std::vector<std::string>{"abc"});
  EXPECT_NE(http::find(d.answer.fields, "set-cookie"), nullptr);
  EXPECT_EQ(site_.receive(get("/k/admin/app/5/plugin/")).leads_to, destination::rest);
}

TEST_F(site_test, a_settings_page_saves_as_a_page_calls) {
  const request_head saving = relayed("/_shim/plugin.json");
  EXPECT_EQ(site_.receive(saving).leads_to, destination::save);
  request_head r = saving;
  r.method = "GET";
  EXPECT_EQ(site_.receive(r).leads_to, destination::answer);
  for (const auto& [name, status] : {std::pair{"Cookie", 401}, {"Origin", 403}, {"Content-Type", 415}}) {
    r = saving;
    remove(r, name);
    EXPECT_EQ(site_.receive(r).answer.status, status) << name;
  }
  EXPECT_EQ(code_of(site(world_, {"0.0.0.0", std::nullopt, true}).receive(saving).answer), "SHIM_RELAY_OFF");
}

TEST_F(site_test, scripts_of_plugins_are_for_pages_of_ours) {
  const decision d = site_.receive(get("/_shim/plugin/abc/app.record.index/0"));
  EXPECT_EQ(d.leads_to, destination::plugin);
  EXPECT_EQ(d.path, (std::vector<std::string>{"abc", "app.record.index", "0"}));
  EXPECT_EQ(site_.receive(get("/_shim/plugin/")).path, std::vector<std::string>{""});
  request_head r = get("/_shim/plugin/abc");
  r.fields.push_back({"Sec-Fetch-Site", "cross-site"});
  EXPECT_EQ(refused(r, 403), "SHIM_ORIGIN_REFUSED");
}

}  // namespace
}  // namespace kintone::site
