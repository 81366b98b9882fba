#include "core/world/settings.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::world {
namespace {

using tests::parsed;

/// The options `{name: description}`, as JavaScript describes them.
result<settings> read(const std::string& name, const std::string& description) {
  return read_settings(json_or_null("[\"object\",\"\",[[\"" + name + "\"," + description + "]]]"));
}

settings taken(const std::string& name, const std::string& description) {
  const auto read_one = read(name, description);
  EXPECT_TRUE(read_one.is_right()) << name << " " << description << ": " << read_one.fault();
  return read_one.value();
}

std::string complaint(const std::string& name, const std::string& description) {
  return read(name, description).fault();
}

std::string text(const std::string& value) { return R"(["string",")" + value + R"("])"; }

TEST(settings, without_options_the_defaults_hold) {
  for (const char* none : {R"(["undefined"])", R"(["object","",[]])", "null"}) {
    const auto read_none = read_settings(json_or_null(none));
    ASSERT_TRUE(read_none.is_right()) << none;
    const settings* s = &read_none.value();
    EXPECT_EQ(s->origin, "https://example.kintone.com");
    EXPECT_EQ(s->language, locale::en);
    EXPECT_EQ(s->reach, network::offline);
    EXPECT_FALSE(s->seed);
    EXPECT_EQ(s->limits.timeout, 30'000U);
    EXPECT_EQ(s->limits.response_body, 10'485'760U);
    EXPECT_EQ(s->limits.response_header_lines, 100U);
    EXPECT_EQ(s->limits.response_header_line, 8'192U);
    EXPECT_EQ(s->limits.upload_response_header_line, 8'180U);
    EXPECT_EQ(s->limits.upload, 209'715'200U);
    EXPECT_FALSE(s->follow_redirects || s->promise_when_either || s->reject_unresolved_host ||
                 s->reject_binary_response || s->empty_object_as_json);
  }
}

TEST(settings, that_are_no_object_are_refused) {
  for (const char* wrong : {R"(["string","x"])", R"(["null"])", R"(["number","1"])", R"(["array","",[]])",
                            R"(["function"])", R"(["threw","x"])"}) {
    const std::string fault = read_settings(json_or_null(wrong)).fault();
    EXPECT_NE(fault.find("options"), std::string::npos) << wrong;
  }
}

TEST(settings, an_unknown_option_is_refused_by_its_name_and_the_known_ones_are_listed) {
  const std::string message = complaint("orign", text("x"));
  EXPECT_NE(message.find("orign"), std::string::npos) << message;
  for (const char* known : {"origin", "locale", "network", "fetch", "seed", "limits", "redirect",
                            "promiseWhen", "unresolvedHost", "binaryResponse", "emptyObjectBody", "ca"}) {
    EXPECT_NE(message.find(known), std::string::npos) << known;
  }
  EXPECT_NE(complaint("", text("x")), "");
  EXPECT_NE(complaint("__proto__", text("x")), "");
}

TEST(settings, an_option_that_is_undefined_is_left_out) {
  for (const char* name : {"origin", "locale", "network", "fetch", "seed", "limits", "redirect", "ca"}) {
    EXPECT_EQ(complaint(name, R"(["undefined"])"), "") << name;
  }
}

TEST(settings, each_option_with_a_wrong_value_is_named_with_the_value) {
  for (const char* name : {"origin", "locale", "network", "fetch", "seed", "limits", "redirect",
                           "promiseWhen", "unresolvedHost", "binaryResponse", "emptyObjectBody", "ca"}) {
    for (const char* wrong : {R"(["null"])", R"(["boolean","true"])", R"(["symbol","Symbol"])",
                              R"(["bigint","5"])", R"(["Map"])"}) {
      const std::string message = complaint(name, wrong);
      EXPECT_NE(message.find(std::string("option ") + name), std::string::npos) << name << message;
    }
    const std::string message = complaint(name, R"(["threw","Error: no"])");
    EXPECT_NE(message.find(name), std::string::npos) << message;
    EXPECT_NE(message.find("Error: no"), std::string::npos) << message;
  }
}

TEST(settings, a_complaint_is_made_in_the_language_chosen_wherever_it_stands) {
  for (const char* options : {R"(["object","",[["locale",["string","ja"]],["nope",["null"]]]])",
                              R"(["object","",[["nope",["null"]],["locale",["string","ja"]]]])"}) {
    const std::string message = read_settings(json_or_null(options)).fault();
    EXPECT_NE(message.find("オプション"), std::string::npos) << message;
    EXPECT_NE(message.find("nope"), std::string::npos) << message;
  }
  EXPECT_NE(complaint("locale", text("fr")).find("option locale"), std::string::npos);
}

TEST(settings, no_complaint_mixes_the_languages) {
  for (const char* name : {"origin", "network", "fetch", "seed", "limits", "redirect", "ca"}) {
    const std::string message =
        read_settings(json_or_null(std::string(R"(["object","",[["locale",["string","ja"]],[")") + name +
                                   R"(",["null"]]]])"))
            .fault();
    EXPECT_NE(message.find(name), std::string::npos) << message;
    for (const char* english : {" or ", " of ", " an ", " the "}) {
      EXPECT_EQ(message.find(english), std::string::npos) << message;
    }
  }
}

TEST(settings, an_origin_has_scheme_and_host_alone) {
  EXPECT_EQ(taken("origin", text("https://Sub.Cybozu.com")).origin, "https://sub.cybozu.com");
  EXPECT_EQ(taken("origin", text("http://localhost:8080")).origin, "http://localhost:8080");
  EXPECT_EQ(taken("origin", text("https://a:443")).origin, "https://a");
  EXPECT_EQ(taken("origin", text("http://a:80")).origin, "http://a");
  EXPECT_EQ(taken("origin", text("http://a:443")).origin, "http://a:443");
  EXPECT_EQ(taken("origin", text("https://[::1]:8443")).origin, "https://[::1]:8443");
  for (const char* wrong : {"",
                            "example.kintone.com",
                            "https://",
                            "https:/a",
                            "https:a",
                            "ftp://a",
                            "https://a/",
                            "https://a/k/",
                            "https://a?b",
                            "https://a#b",
                            "https://u@a",
                            "https://a b",
                            "https://:443",
                            "https://:8080",
                            "https://a\\u000ab",
                            "https://a\\u0000",
                            "https://\\u00e9",
                            " https://a",
                            "//a",
                            "https:///",
                            "https://\\\\a"}) {
    EXPECT_NE(complaint("origin", text(wrong)).find("option origin"), std::string::npos) << wrong;
  }
}

TEST(settings, the_network_is_offline_live_or_a_list_of_hosts) {
  EXPECT_EQ(taken("network", text("offline")).reach, network::offline);
  EXPECT_EQ(taken("network", text("live")).reach, network::live);
  const settings named = taken(
      "network",
      R"(["array","",[["0",["string","API.example.com"]],["1",["string","[::1]:80"]],["2",["string","*"]]]])");
  EXPECT_EQ(named.reach, network::named);
  EXPECT_EQ(named.named_hosts, (std::vector<std::string>{"api.example.com", "[::1]:80", "*"}));
  EXPECT_EQ(taken("network", R"(["array","",[]])").reach, network::named);
  for (const char* wrong : {R"(["string","Live"])",
                            R"(["string",""])",
                            R"(["array","",[["0",["number","1"]]]])",
                            R"(["array","",[["0",["string",""]]]])",
                            R"(["array","",[["0",["string","https://a"]]]])",
                            R"(["array","",[["0",["string","a b"]]]])",
                            R"(["array","",[["0",["string","u@a"]]]])",
                            R"(["array","",[["0",["string","é"]]]])",
                            R"(["array","",[["0",["undefined"]]]])",
                            R"(["array","",[["0",["string","*.example.com"]]]])",
                            R"(["array","",[["0",["string","127.0.0.1:99999"]]]])",
                            R"(["array","",[["0",["string","live"]]]])",
                            R"(["array","",[["0",["string","a:"]]]])",
                            R"(["array","",[["0",["string",":80"]]]])",
                            R"(["array","",[["0",["string","a:8o"]]]])",
                            R"(["array","",[["0",["string","127.0.0.256"]]]])",
                            R"(["array","",[["0",["string","127.1"]]]])",
                            R"(["array","",[["0",["string","[::1"]]]])",
                            R"(["array","",[["0",["string","a:1:2"]]]])",
                            R"(["array","",[["0",["string","[::1]:70000"]]]])",
                            R"(["object","",[]])"}) {
    EXPECT_NE(complaint("network", wrong).find("option network"), std::string::npos) << wrong;
  }
}

TEST(settings, the_entry_of_a_network_that_is_wrong_is_shown) {
  const std::string wrong =
      complaint("network", R"(["array","",[["0",["string","a"]],["1",["string","*.example.com"]]]])");
  EXPECT_NE(wrong.find("option network[1] must be a host name"), std::string::npos) << wrong;
  EXPECT_TRUE(wrong.ends_with("given: \"*.example.com\"")) << wrong;
  for (const char* right : {"a", "a:0", "a:65535", "A.B-c.d", "127.0.0.1", "127.0.0.1:1", "::1", "[::1]",
                            "[::1]:1", "localhost:3000", "*", "a.1b", "fe80::1", "xn--x"}) {
    EXPECT_EQ(complaint("network", std::string(R"(["array","",[["0",["string",")") + right + R"("]]]])"), "")
        << right;
  }
}

TEST(settings, a_seed_is_a_text_or_a_whole_number_and_the_two_differ) {
  EXPECT_EQ(taken("seed", text("5")).seed, "string:5");
  EXPECT_EQ(taken("seed", text("")).seed, "string:");
  EXPECT_EQ(taken("seed", R"(["number","5"])").seed, "number:5");
  EXPECT_EQ(taken("seed", R"(["number","0"])").seed, "number:0");
  EXPECT_EQ(taken("seed", R"(["number","-7"])").seed, "number:-7");
  for (const char* wrong : {"", "-", "1.5", "NaN", "-Infinity", "Infinity", "1e+21"}) {
    EXPECT_NE(complaint("seed", std::string(R"(["number",")") + wrong + "\"]"), "") << wrong;
  }
}

struct two_words {
  const char* name;
  const char* first;
  const char* second;
  bool settings::*chosen;
};

TEST(settings, an_option_of_two_words_takes_these_two) {
  for (const auto& [name, first, second, chosen] :
       {two_words{"redirect", "manual", "follow", &settings::follow_redirects},
        {"promiseWhen", "success", "either", &settings::promise_when_either},
        {"unresolvedHost", "success", "reject", &settings::reject_unresolved_host},
        {"binaryResponse", "decode", "reject", &settings::reject_binary_response},
        {"emptyObjectBody", "empty", "json", &settings::empty_object_as_json}}) {
    EXPECT_FALSE(taken(name, text(first)).*chosen) << name;
    EXPECT_TRUE(taken(name, text(second)).*chosen) << name;
    const std::string message = complaint(name, text("other"));
    EXPECT_NE(message.find(first), std::string::npos) << message;
    EXPECT_NE(message.find(second), std::string::npos) << message;
    EXPECT_NE(message.find("\"other\""), std::string::npos) << message;
  }
  EXPECT_EQ(taken("locale", text("ja")).language, locale::ja);
  EXPECT_EQ(taken("locale", text("en")).language, locale::en);
  EXPECT_NE(complaint("locale", text("JA")), "");
}

TEST(settings, fetch_is_a_function_and_ca_is_certificates) {
  EXPECT_EQ(complaint("fetch", R"(["function"])"), "");
  const std::string pem = R"(-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----)";
  EXPECT_EQ(complaint("ca", text(pem)), "");
  EXPECT_EQ(complaint("ca", R"(["Uint8Array",")" + pem + R"("])"), "");
  EXPECT_EQ(
      complaint("ca", R"(["array","",[["0",)" + text(pem) + R"(],["1",["Uint8Array",")" + pem + R"("]]]])"),
      "");
  for (const char* wrong :
       {"foo", "./ca.pem", "", "-----BEGIN CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----\\nx",
        "-----BEGIN CERTIFICATE----------END CERTIFICATE-----"}) {
    EXPECT_NE(complaint("ca", text(wrong)).find("option ca must be"), std::string::npos) << wrong;
  }
  const std::string second =
      complaint("ca", R"(["array","",[["0",)" + text(pem) + R"(],["1",["string","foo"]]]])");
  EXPECT_NE(second.find("option ca[1] must be"), std::string::npos) << second;
  EXPECT_TRUE(second.ends_with("given: \"foo\"")) << second;
  EXPECT_NE(complaint("fetch", text("fetch")), "");
  EXPECT_NE(complaint("ca", R"(["array","",[["0",["number","1"]]]])"), "");
}

struct limit {
  const char* name;
  std::uint64_t (*value)(const settings&);
  std::uint64_t most;
};

constexpr limit all_limits[] = {
    {"timeout", [](const settings& s) -> std::uint64_t { return s.limits.timeout; }, INT32_MAX},
    {"responseBody", [](const settings& s) -> std::uint64_t { return s.limits.response_body; }, UINT64_MAX},
    {"responseHeaderLines", [](const settings& s) -> std::uint64_t { return s.limits.response_header_lines; },
     UINT32_MAX},
    {"responseHeaderLine", [](const settings& s) -> std::uint64_t { return s.limits.response_header_line; },
     UINT32_MAX},
    {"uploadResponseHeaderLine",
     [](const settings& s) -> std::uint64_t { return s.limits.upload_response_header_line; }, UINT32_MAX},
    {"upload", [](const settings& s) -> std::uint64_t { return s.limits.upload; }, UINT64_MAX},
    {"records", [](const settings& s) -> std::uint64_t { return s.limits.records; }, UINT64_MAX},
};

std::string limits_with(const std::string& name, const std::string& description) {
  return R"(["object","",[[")" + name + "\"," + description + "]]]";
}

TEST(settings, each_limit_takes_1_to_the_most_that_it_can_hold) {
  for (const auto& [name, value, most] : all_limits) {
    for (const std::uint64_t right : {std::uint64_t{1}, std::uint64_t{2}, most - 1, most}) {
      EXPECT_EQ(value(taken("limits", limits_with(name, R"(["number",")" + std::to_string(right) + "\"]"))),
                right)
          << name;
    }
    const std::string over = most == UINT64_MAX ? "18446744073709551616" : std::to_string(most + 1);
    for (const std::string& wrong :
         {std::string("0"), std::string("-1"), std::string("1.5"), std::string("NaN"), over}) {
      const std::string message = complaint("limits", limits_with(name, R"(["number",")" + wrong + "\"]"));
      EXPECT_NE(message.find("option limits"), std::string::npos) << name << " " << wrong;
      EXPECT_NE(message.find("option limits." + std::string(name) + " "), std::string::npos) << message;
      EXPECT_TRUE(message.ends_with("given: " + wrong)) << message;
    }
    EXPECT_NE(complaint("limits", limits_with(name, text("5"))), "") << name;
    EXPECT_EQ(complaint("limits", limits_with(name, R"(["undefined"])")), "") << name;
  }
}

TEST(settings, an_unknown_limit_is_refused_by_its_name) {
  const std::string message = complaint("limits", limits_with("redirects", R"(["number","1"])"));
  EXPECT_NE(message.find("redirects"), std::string::npos);
}

}  // namespace
}  // namespace kintone::world
