#include "core/site/site_text.h"

#include <gtest/gtest.h>

#include "core/rest/api_text.h"
#include "tests/native/site/site_support.h"
#include "tests/native/support.h"

namespace kintone::site {
namespace {

using tests::exactly;

TEST(site_text, reads_a_request) {
  const request_head r = read_request(exactly(
      packed({"4", "POST", "/k/x?y=1", "::1", "8000", "true", "Host", "localhost:8000", "X-A", " ÿ "})));
  EXPECT_EQ(r.method, "POST");
  EXPECT_EQ(r.target, "/k/x?y=1");
  EXPECT_EQ(r.path(), "/k/x");
  ASSERT_EQ(r.fields.size(), 2U);
  EXPECT_EQ(r.fields[0].name, "Host");
  EXPECT_EQ(r.fields[1].value, "\xff");
  EXPECT_EQ(r.local_address, "::1");
  EXPECT_EQ(r.local_port, "8000");
  EXPECT_TRUE(r.secure);
  const request_head bare = read_request(packed({"0", "GET", "/", "", "0", "false"}));
  EXPECT_TRUE(bare.fields.empty());
  EXPECT_FALSE(bare.secure);
}

TEST(site_text, of_a_value_with_a_separator_nothing_is_read) {
  for (const std::string& odd :
       {std::string(), packed({"0", "GET", "/", "", "0"}), packed({"2", "GET", "/", "", "0", "", "A"}),
        packed({"2", "GET", "/", "", "0", "", "A", "b", "Cookie", "forged"}),
        packed({"x", "GET", "/", "", "0", ""}), packed({"-1", "GET", "/", "", "0", "", "A"}),
        packed({"02", "GET", "/", "", "0", "", "A", "b"})}) {
    const request_head r = read_request(exactly(odd));
    EXPECT_EQ(r.method, "") << odd;
    EXPECT_EQ(r.path(), "") << odd;
    EXPECT_TRUE(r.fields.empty()) << odd;
    EXPECT_EQ(rest::read_direct(exactly(odd)).origin, "");
  }
}

TEST(site_text, reads_what_a_server_is_told) {
  const site_settings all = read_site(exactly(R"({"host":"Dev.Example","relay":true,"folder":true})"));
  EXPECT_EQ(all.host, "dev.example");
  EXPECT_EQ(all.relays, true);
  EXPECT_TRUE(all.has_folder);
  const site_settings none = read_site(exactly(R"({"host":null,"relay":null,"folder":false})"));
  EXPECT_EQ(none.host, "");
  EXPECT_EQ(none.relays, std::nullopt);
  EXPECT_FALSE(none.has_folder);
  EXPECT_EQ(read_site(exactly(R"({"relay":false})")).relays, false);
}

TEST(site_text, writes_replies_and_decisions) {
  const reply r{404, {{"A", "b"}}, "text"};
  EXPECT_EQ(reply_text(r), R"({"next":"reply","status":404,"fields":["A","b"],"body":"text"})");
  EXPECT_EQ(reply_text(std::nullopt), "");
  EXPECT_EQ(decision_text({destination::answer, r, {}, 0}), reply_text(r));
  EXPECT_EQ(decision_text({destination::pass, {}, {}, 0}), R"({"next":"pass"})");
  EXPECT_EQ(decision_text({destination::script, r, {}, 0}), R"({"next":"script","fields":["A","b"]})");
  EXPECT_EQ(decision_text({destination::file, {}, {"a", ""}, 0}), R"({"next":"file","path":["a",""]})");
  EXPECT_EQ(decision_text({destination::relay, r, {}, 7, false, proxy::function_called("kintone.proxy")}),
            R"({"next":"relay","api":"kintone.proxy","takes":"value","most":7,"fields":["A","b"]})");
  EXPECT_EQ(
      decision_text({destination::relay, r, {}, 8, false, proxy::function_called("kintone.proxy.upload")}),
      R"({"next":"relay","api":"kintone.proxy.upload","takes":"file","most":8,"fields":["A","b"]})");
}

TEST(site_text, writes_how_a_file_is_sent) {
  EXPECT_EQ(file_text({200, {{"Content-Type", "text/html;charset=utf-8"}}, ""}),
            R"({"fields":["Content-Type","text/html;charset=utf-8"],"isPage":true})");
  EXPECT_EQ(file_text({200, {{"Content-Type", "text/css;charset=utf-8"}}, ""}),
            R"({"fields":["Content-Type","text/css;charset=utf-8"],"isPage":false})");
  EXPECT_EQ(file_text({404, {}, "no"}), R"({"next":"reply","status":404,"fields":[],"body":"no"})");
}

}  // namespace
}  // namespace kintone::site
