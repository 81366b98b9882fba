#include "core/plugin/config_set.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kintone::plugin {
namespace {

proxy_config one(std::string url, http::method method, std::string value) {
  proxy_config c;
  c.url = std::move(url);
  c.method = method;
  c.headers.push_back({"X-A", std::move(value)});
  return c;
}

const std::string& value_of(const proxy_config* c) {
  static const std::string none = "none";
  return c == nullptr ? none : c->headers.front().value;
}

TEST(config_set, G04_the_longest_beginning_of_the_method_applies) {
  config_set all;
  EXPECT_EQ(all.applying("https://a.example/", http::method::get), nullptr);
  for (const char* url :
       {"https://a.example/", "https://a.example/v1/", "https://a.example/v1/x", "https://b"}) {
    all.put(one(url, http::method::get, url));
  }
  all.put(one("https://a.example/v1/y", http::method::post, "of POST"));
  const auto applying = [&all](std::string_view url) {
    return value_of(all.applying(url, http::method::get));
  };
  EXPECT_EQ(applying("https://a.example/v1/y"), "https://a.example/v1/");
  EXPECT_EQ(applying("https://a.example/v1/x"), "https://a.example/v1/x");
  EXPECT_EQ(applying("https://a.example/v1"), "https://a.example/");
  EXPECT_EQ(applying("https://a.exampl"), "none");
  EXPECT_EQ(applying("https://A.example/"), "none");
  EXPECT_EQ(applying("https://c.example/"), "none");
  EXPECT_EQ(applying(""), "none");
  EXPECT_EQ(value_of(all.applying("https://a.example/v1/z", http::method::post)), "none");
}

TEST(config_set, G02_the_same_url_and_method_overwrites_and_an_empty_one_deletes) {
  config_set all;
  all.put(one("https://a/", http::method::put, "first"));
  all.put(one("https://a/", http::method::put, "second"));
  EXPECT_EQ(value_of(all.saved("https://a/", http::method::put)), "second");
  all.put(one("https://a/", http::method::put, "third"));
  EXPECT_EQ(value_of(all.saved("https://a/", http::method::put)), "third");
  EXPECT_EQ(all.saved("https://a", http::method::put), nullptr);
  EXPECT_EQ(all.saved("https://a/", http::method::get), nullptr);
  proxy_config empty = one("https://a/", http::method::put, "");
  empty.headers.clear();
  all.put(empty);
  all.put(empty);
  EXPECT_EQ(all.begin(), all.end());
}

/// URLs of few letters, so that many begin alike, against what the rules say in a line each.
TEST(config_set, random_ones_come_to_what_the_rules_say) {
  std::mt19937 random(17);
  const auto below = [&random](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  const auto some_url = [&below] {
    std::string url;
    for (std::uint32_t n = below(8); n > 0; --n) url.push_back(static_cast<char>('a' + below(3)));
    return url;
  };
  const auto some_method = [&below] { return below(2) == 0 ? http::method::get : http::method::post; };
  for (int round = 0; round < 300; ++round) {
    config_set all;
    std::map<std::pair<http::method, std::string>, std::string> model;
    for (std::uint32_t n = 0; n < 40; ++n) {
      const std::string url = some_url();
      const http::method method = some_method();
      proxy_config c = one(url, method, std::to_string(n));
      model[{method, url}] = std::to_string(n);
      if (below(4) == 0) {
        c.headers.clear();
        model.erase({method, url});
      }
      all.put(std::move(c));
    }
    for (int asked = 0; asked < 40; ++asked) {
      const std::string url = some_url();
      const http::method method = some_method();
      std::string longest = "none";
      for (std::size_t length = 0; length <= url.size(); ++length) {
        const auto found = model.find({method, url.substr(0, length)});
        if (found != model.end()) longest = found->second;
      }
      EXPECT_EQ(value_of(all.applying(url, method)), longest) << url;
      const auto exact = model.find({method, url});
      EXPECT_EQ(value_of(all.saved(url, method)), exact == model.end() ? "none" : exact->second) << url;
    }
  }
}

}  // namespace
}  // namespace kintone::plugin
