#include "core/world/world.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::world {
namespace {

constexpr entropy some_key = {1, 2, 3};
constexpr entropy other_key = {4, 5, 6};

world offline() { return {settings(), some_key}; }

world naming(std::vector<std::string> hosts) {
  settings s;
  s.reach = network::named;
  s.named_hosts = std::move(hosts);
  return {std::move(s), some_key};
}

world seeded(const std::string& seed) {
  settings s;
  s.seed = seed;
  return {std::move(s), some_key};
}

TEST(world, the_request_token_stays_until_a_reload) {
  world w = offline();
  const std::string token = w.request_token();
  EXPECT_EQ(token.size(), 36U);
  (void)w.next_error_id();
  EXPECT_EQ(w.request_token(), token);
  EXPECT_TRUE(w.accept_request_token(token));
  w.reload();
  EXPECT_NE(w.request_token(), token);
  EXPECT_FALSE(w.accept_request_token(token));
  EXPECT_FALSE(w.accept_request_token(""));
  EXPECT_FALSE(w.accept_request_token(w.request_token() + "0"));
}

TEST(world, an_error_id_has_20_letters_and_digits_and_is_new_each_time) {
  world w = offline();
  const std::string id = w.next_error_id();
  EXPECT_EQ(id.size(), 20U);
  EXPECT_TRUE(all_of(id, [](char c) { return ascii::is_alpha(c) || ascii::is_digit(c); })) << id;
  EXPECT_NE(w.next_error_id(), id);
}

TEST(world, with_a_seed_everything_follows_from_it) {
  world w = seeded("string:a");
  world same(w.options(), other_key);
  EXPECT_EQ(w.request_token(), same.request_token());
  EXPECT_EQ(w.next_error_id(), same.next_error_id());
  EXPECT_NE(seeded("string:b").request_token(), w.request_token());
  EXPECT_NE(world(settings(), some_key).request_token(), world(settings(), other_key).request_token());
}

TEST(world, a_reset_world_is_as_it_was_made) {
  world w = seeded("number:1");
  const std::string token = w.request_token();
  w.reload();
  w.note_dropped_failure("x");
  EXPECT_TRUE(w.is_first(error::warn_upload));
  w.reset(other_key);
  EXPECT_EQ(w.request_token(), token);
  EXPECT_EQ(w.verify().message, "");
  EXPECT_FALSE(w.is_first(error::warn_upload)) << "a warning would come with each test";
  world unseeded = offline();
  const std::string first = unseeded.request_token();
  unseeded.reset(other_key);
  EXPECT_NE(unseeded.request_token(), first);
}

TEST(world, T01_a_reset_page_keeps_the_token_of_its_page_load) {
  settings s;
  s.relayed = true;
  world page(s, some_key);
  page.adopt_request_token("issued by the server");
  page.reset(other_key);
  EXPECT_EQ(page.request_token(), "issued by the server");
}

TEST(world, a_disposed_world_stays_disposed) {
  world w = offline();
  EXPECT_FALSE(w.is_disposed());
  w.dispose();
  EXPECT_TRUE(w.is_disposed());
  w.reset(other_key);
  EXPECT_TRUE(w.is_disposed());
}

TEST(world, a_call_to_its_own_origin_never_leaves) {
  settings s;
  s.reach = network::live;
  s.origin = "https://sub.cybozu.com";
  const world w(s, some_key);
  EXPECT_EQ(w.may_leave("https", "sub.cybozu.com", ""), departure::own_origin);
  EXPECT_EQ(w.may_leave("https", "sub.cybozu.com", "444"), departure::allowed);
  EXPECT_EQ(w.may_leave("http", "sub.cybozu.com", ""), departure::allowed);
  EXPECT_EQ(w.may_leave("https", "other.cybozu.com", ""), departure::allowed);
}

TEST(world, offline_nothing_leaves) {
  EXPECT_EQ(offline().may_leave("https", "api.example.com", ""), departure::offline);
  EXPECT_EQ(offline().may_leave("http", "127.0.0.1", "8080"), departure::offline);
}

struct visit {
  const char* named;
  const char* scheme;
  const char* host;
  const char* port;
  bool is_allowed;
};

TEST(world, a_named_host_is_reached_and_no_other) {
  for (const auto& [named, scheme, host, port, is_allowed] : {
           visit{"api.example.com", "https", "api.example.com", "", true},
           {"api.example.com", "http", "api.example.com", "8080", true},
           {"api.example.com", "https", "example.com", "", false},
           {"api.example.com", "https", "x.api.example.com", "", false},
           {"api.example.com", "https", "api.example.com.evil.test", "", false},
           {"api.example.com:443", "https", "api.example.com", "", true},
           {"api.example.com:443", "http", "api.example.com", "", false},
           {"api.example.com:80", "http", "api.example.com", "", true},
           {"api.example.com:8080", "http", "api.example.com", "8080", true},
           {"api.example.com:8080", "http", "api.example.com", "808", false},
           {"api.example.com:", "http", "api.example.com", "", false},
           {"127.0.0.1", "http", "127.0.0.1", "3000", true},
           {"127.0.0.1:3000", "http", "127.0.0.1", "3001", false},
           {"::1", "http", "[::1]", "80", true},
           {"[::1]", "http", "[::1]", "", true},
           {"[::1]:80", "http", "[::1]", "", true},
           {"[::1]:80", "http", "[::1]", "81", false},
           {"0:0:0:0:0:0:0:1", "http", "[::1]", "", true},
           {"localhost", "http", "localhost", "1", true},
           {"localhost", "http", "127.0.0.1", "1", false},
           {"*", "http", "anything.test", "1", true},
           {"[::1", "http", "[::1]", "", false},
           {"[", "http", "[::1]", "", false},
           {":", "http", "a", "", false},
       }) {
    EXPECT_EQ(naming({named}).may_leave(scheme, host, port),
              is_allowed ? departure::allowed : departure::offline)
        << named << " " << scheme << " " << host << " " << port;
  }
  EXPECT_EQ(naming({}).may_leave("https", "a", ""), departure::offline);
  EXPECT_EQ(naming({"b", "a"}).may_leave("https", "a", ""), departure::allowed);
}

struct connection {
  const char* named;
  const char* address;
  const char* port;
  bool is_allowed;
};

TEST(world, a_special_address_is_reached_only_where_it_is_named_itself) {
  for (const auto& [named, address, port, is_allowed] : {
           connection{"api.example.com", "93.184.216.34", "443", true},
           {"api.example.com", "127.0.0.1", "443", false},
           {"api.example.com", "::1", "443", false},
           {"*", "8.8.8.8", "80", true},
           {"*", "127.0.0.1", "80", false},
           {"*", "169.254.169.254", "80", false},
           {"127.0.0.1", "127.0.0.1", "80", true},
           {"127.0.0.1", "::ffff:127.0.0.1", "80", true},
           {"127.0.0.1", "127.0.0.2", "80", false},
           {"127.0.0.1", "::1", "80", false},
           {"127.0.0.1:80", "127.0.0.1", "80", true},
           {"127.0.0.1:80", "127.0.0.1", "81", false},
           {"[::1]", "::1", "80", true},
           {"::1", "::1", "80", true},
           {"[::1]:80", "::1", "81", false},
           {"localhost", "127.0.0.1", "80", true},
           {"localhost", "127.1.2.3", "80", true},
           {"localhost", "::1", "80", true},
           {"localhost", "10.0.0.1", "80", false},
           {"localhost:80", "::1", "80", true},
           {"localhost:80", "::1", "81", false},
           {"10.0.0.1", "10.0.0.1", "80", true},
           {"169.254.169.254", "169.254.169.254", "80", true},
           {"fe80::1", "fe80::1%eth0", "80", true},
           {"*", "", "80", false},
           {"*", "not an address", "80", false},
           {"not-an-address", "not-an-address", "80", false},
       }) {
    EXPECT_EQ(naming({named}).may_connect(address, port), is_allowed)
        << named << " " << address << " " << port;
  }
  const world live_world(tests::live(), some_key);
  EXPECT_TRUE(live_world.may_connect("8.8.8.8", "80"));
  EXPECT_FALSE(live_world.may_connect("127.0.0.1", "80"));
}

TEST(world, a_closed_port_of_the_machine_is_reached_by_nobody) {
  world w = naming({"127.0.0.1", "localhost:81"});
  w.close_port("81");
  w.close_port("82");
  EXPECT_FALSE(w.may_connect("127.0.0.1", "81"));
  EXPECT_FALSE(w.may_connect("::1", "81"));
  EXPECT_FALSE(w.may_connect("::ffff:127.0.0.1", "82"));
  EXPECT_TRUE(w.may_connect("127.0.0.1", "80"));
  EXPECT_TRUE(w.may_connect("8.8.8.8", "81"));
  EXPECT_TRUE(w.is_closed("82"));
  EXPECT_FALSE(w.is_closed("80"));
  w.reset(some_key);
  EXPECT_FALSE(w.may_connect("127.0.0.1", "81"));
  w.open_port("81");
  EXPECT_TRUE(w.may_connect("127.0.0.1", "81"));
  EXPECT_FALSE(w.is_closed("81"));
  EXPECT_FALSE(w.may_connect("127.0.0.1", "82"));
}

TEST(world, the_option_network_is_shown_as_written) {
  EXPECT_EQ(offline().reach_text(), "'offline'");
  EXPECT_EQ(world(tests::live(), some_key).reach_text(), "'live'");
  EXPECT_EQ(naming({}).reach_text(), "[]");
  EXPECT_EQ(naming({"a", "b:80"}).reach_text(), "['a', 'b:80']");
}

TEST(world, each_kind_of_warning_is_first_once) {
  world w = offline();
  for (const error_entry& entry : error_table()) {
    EXPECT_TRUE(w.is_first(entry.id)) << entry.code;
    EXPECT_FALSE(w.is_first(entry.id)) << entry.code;
  }
}

TEST(world, verify_lists_20_notes_and_counts_the_rest) {
  world w = offline();
  EXPECT_EQ(w.verify().message, "");
  for (int i = 1; i <= 20; ++i) w.note_unmatched_call("call " + std::to_string(i));
  EXPECT_NE(w.verify().message.find("found 20"), std::string::npos);
  EXPECT_NE(w.verify().message.find("\n- call 20"), std::string::npos);
  EXPECT_EQ(w.verify().message.find("more"), std::string::npos);
  w.note_dropped_failure("call 21");
  EXPECT_NE(w.verify().message.find("found 21"), std::string::npos);
  EXPECT_EQ(w.verify().message.find("call 21"), std::string::npos);
  EXPECT_NE(w.verify().message.find("\n- … and 1 more"), std::string::npos);
  EXPECT_EQ(w.verify().count, 21U);
  EXPECT_EQ(w.verify({}, false).count, 0U);
  EXPECT_EQ(w.verify({}, false).message, "");
  const findings pending = w.verify({"a route"}, false);
  EXPECT_EQ(pending.count, 1U);
  EXPECT_NE(pending.message.find("found 1"), std::string::npos);
  EXPECT_EQ(pending.message.find("call 1"), std::string::npos);
}

}  // namespace
}  // namespace kintone::world
