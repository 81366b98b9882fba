#include "core/proxy/functions.h"

#include <gtest/gtest.h>

#include <set>

#include "core/base/algorithm.h"

namespace kintone::proxy {
namespace {

TEST(functions, are_found_by_their_names_and_their_paths_and_nothing_else) {
  for (const proxy_function& each : proxy_functions()) {
    EXPECT_EQ(function_called(each.name), &each);
    EXPECT_EQ(function_relayed_at(each.relay_path), &each);
  }
  for (const char* other : {"", "proxy", "kintone.proxy.", "kintone.Proxy", "/k/api/proxy/call.json/"}) {
    EXPECT_EQ(function_called(other), nullptr) << other;
    EXPECT_EQ(function_relayed_at(other), nullptr) << other;
  }
}

TEST(functions, are_whole) {
  std::set<std::string_view> names;
  std::set<std::string_view> paths;
  for (const proxy_function& each : proxy_functions()) {
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
    EXPECT_TRUE(paths.insert(each.relay_path).second) << each.name;
    EXPECT_TRUE(each.name.starts_with("kintone."));
    EXPECT_FALSE(each.methods.empty());
    EXPECT_NE(each.line_limit, nullptr);
    // What every rule of arguments speaks of.
    for (const char* name : {"url", "method", "headers", "data", "successCallback", "failureCallback"}) {
      EXPECT_TRUE(contains(each.parameters, std::string_view(name))) << name;
    }
  }
}

// P21: the documentation's pages differ.
TEST(functions, have_line_limits_of_their_own) {
  limits l;
  l.response_header_line = 2;
  l.upload_response_header_line = 1;
  EXPECT_EQ(l.*function_called("kintone.proxy")->line_limit, 2U);
  EXPECT_EQ(l.*function_called("kintone.proxy.upload")->line_limit, 1U);
}

// P02, U01
TEST(functions, take_kintones_methods) {
  for (const http::method each :
       {http::method::get, http::method::post, http::method::put, http::method::del}) {
    EXPECT_TRUE(contains(function_called("kintone.proxy")->methods, each));
    EXPECT_EQ(contains(function_called("kintone.proxy.upload")->methods, each), http::takes_body(each));
  }
}

}  // namespace
}  // namespace kintone::proxy
