#include "core/site/settings_page.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace kintone::site
