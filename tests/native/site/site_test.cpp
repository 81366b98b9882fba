// Who is answered at all.
#include "core/base/limits.h"
#include "tests/native/site/site_support.h"

namespace kintone::site {
namespace {

TEST_F(site_test, a_page_of_ours_may_use_the_relay) {
  const decision call = site_.receive(relayed());
  EXPECT_EQ(call.leads_to, destination::relay);
  EXPECT_EQ(call.function->name, "kintone.proxy");
  EXPECT_EQ(call.most, relay_message);
  request_head upload = relayed("/k/api/proxy/upload.json?x=1");
  set(upload, "Content-Type", "application/octet-stream");
  EXPECT_EQ(refused(upload, 411), "SHIM_LENGTH_REQUIRED");
  upload.fields.push_back({"Content-Length", "100"});
  EXPECT_EQ(site_.receive(upload).leads_to, destination::relay);
  EXPECT_EQ(site_.receive(upload).function->name, "kintone.proxy.upload");
  EXPECT_EQ(site_.receive(upload).most, relay_head);
}

TEST_F(site_test, so_may_what_is_no_browser_with_cookie_and_header) {
  request_head r = relayed();
  remove(r, "Origin");
  remove(r, "Sec-Fetch-Site");
  EXPECT_EQ(site_.receive(r).leads_to, destination::relay);
}

TEST_F(site_test, no_answer_allows_another_origin) {
  for (const request_head& r :
       {relayed(), page(), get("/"), get("/_shim/kintone.js"), get("/_shim/x"), get("/", "evil")}) {
    const decision d = site_.receive(r);
    EXPECT_EQ(http::find(d.answer.fields, "access-control-allow-origin"), nullptr);
    const reply& answered = d.leads_to == destination::file ? site_.file(r, "a.html") : d.answer;
    ASSERT_NE(http::find(answered.fields, "cross-origin-resource-policy"), nullptr) << r.target;
    EXPECT_EQ(*http::find(answered.fields, "cross-origin-resource-policy"), "same-origin");
    EXPECT_EQ(*http::find(answered.fields, "x-content-type-options"), "nosniff");
  }
}

TEST_F(site_test, only_known_hosts_are_answered) {
  for (const char* host :
       {"localhost:8000", "localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000", "[::1]"}) {
    EXPECT_EQ(site_.receive(get("/", host)).leads_to, destination::file) << host;
  }
  for (const char* host :
       {"", "evil.example", "localhost.evil.example", "localhost.", "localhost:", "localhost:x",
        "localhost:80:80", "127.0.0.1.nip.io", "127.0.0.2", "2130706433", "0x7f.1", "[::2]", "::1", "[::1",
        "user@localhost", "localhost/", "192.168.1.5:8000"}) {
    EXPECT_EQ(refused(get("/", host), 403), "SHIM_HOST_REFUSED") << host;
    EXPECT_EQ(refused(get("/_shim/kintone.js", host), 403), "SHIM_HOST_REFUSED") << host;
    request_head r = relayed();
    set(r, "Host", host);
    EXPECT_EQ(refused(r, 403), "SHIM_HOST_REFUSED") << host;
  }
  request_head none = get("/");
  none.fields.clear();
  EXPECT_EQ(refused(none, 403), "SHIM_HOST_REFUSED");
  request_head two = get("/");
  two.fields.push_back({"host", "localhost:8000"});
  EXPECT_EQ(refused(two, 403), "SHIM_HOST_REFUSED");
}

TEST_F(site_test, the_named_host_and_the_address_connected_to_are_known) {
  site named(world_, {"dev.example.test", true, true});
  EXPECT_EQ(named.receive(get("/", "Dev.Example.Test:8000")).leads_to, destination::file);
  EXPECT_EQ(named.receive(get("/", "localhost")).leads_to, destination::file);
  EXPECT_EQ(named.receive(get("/", "x.dev.example.test")).leads_to, destination::answer);
  request_head r = get("/", "192.168.1.5:8000");
  r.local_address = "::ffff:192.168.1.5";
  EXPECT_EQ(named.receive(r).leads_to, destination::file);
  r.local_address = "192.168.1.6";
  EXPECT_EQ(named.receive(r).leads_to, destination::answer);
  site v6(world_, {"fd00::5", true, true});
  EXPECT_EQ(v6.receive(get("/", "[fd00::5]:8000")).leads_to, destination::file);
}

TEST_F(site_test, beyond_loopback_the_relay_is_off_unless_asked_for) {
  for (const char* host : {"0.0.0.0", "192.168.1.5", "dev.example.test", "::"}) {
    EXPECT_EQ(code_of(site(world_, {host, std::nullopt, true}).receive(relayed()).answer), "SHIM_RELAY_OFF")
        << host;
    EXPECT_EQ(site(world_, {host, true, true}).receive(relayed()).leads_to, destination::relay) << host;
  }
  for (const char* host : {"", "127.0.0.1", "localhost", "::1", "127.1.2.3"}) {
    EXPECT_EQ(site(world_, {host, std::nullopt, true}).receive(relayed()).leads_to, destination::relay)
        << host;
    EXPECT_EQ(code_of(site(world_, {host, false, true}).receive(relayed()).answer), "SHIM_RELAY_OFF") << host;
  }
}

TEST_F(site_test, where_nothing_is_said_the_relay_is_for_connections_to_loopback) {
  for (const char* address : {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"}) {
    request_head r = relayed();
    r.local_address = address;
    EXPECT_EQ(site_.receive(r).leads_to, destination::relay) << address;
  }
  for (const char* address : {"192.168.1.5", "::ffff:192.168.1.5", "fd00::5", "8.8.8.8", ""}) {
    request_head r = relayed();
    r.local_address = address;
    EXPECT_EQ(refused(r, 403), "SHIM_RELAY_OFF") << address;
    EXPECT_EQ(site(world_, {"", true, true}).receive(r).leads_to, destination::relay) << address;
  }
}

TEST_F(site_test, what_another_page_asks_is_refused) {
  for (const char* other : {"cross-site", "same-site", "none", "", "Same-Origin"}) {
    request_head r = relayed();
    set(r, "Sec-Fetch-Site", other);
    EXPECT_EQ(refused(r, 403), "SHIM_ORIGIN_REFUSED") << other;
    request_head p = page();
    set(p, "Sec-Fetch-Site", other);
    EXPECT_EQ(refused(p, 403), "SHIM_ORIGIN_REFUSED") << other;
    request_head s = get("/_shim/kintone.js");
    s.fields.push_back({"Sec-Fetch-Site", other});
    EXPECT_EQ(refused(s, 403), "SHIM_ORIGIN_REFUSED") << other;
  }
  for (const char* other :
       {"http://evil.example", "null", "", "http://localhost:8001", "https://localhost:8000",
        "http://localhost", "http://127.0.0.1:8000", "http://localhost:8000/"}) {
    request_head r = relayed();
    set(r, "Origin", other);
    EXPECT_EQ(refused(r, 403), "SHIM_ORIGIN_REFUSED") << other;
    remove(r, "Sec-Fetch-Site");
    EXPECT_EQ(refused(r, 403), "SHIM_ORIGIN_REFUSED") << other;
  }
}

TEST_F(site_test, kintones_rest_side_is_for_everybody_but_other_sites) {
  request_head r = get("/k/v1/record.json?app=1");
  for (const char* path : {"/k/v1/file.json", "/k", "/k/", "/k/v1/other.json", "/k/api/proxy/call.json/"}) {
    EXPECT_EQ(site_.receive(get(path)).leads_to, destination::rest) << path;
    EXPECT_FALSE(site_.receive(get(path)).has_session) << path;
  }
  r.fields.push_back({"Origin", "http://evil.example"});
  EXPECT_EQ(refused(r, 403), "SHIM_ORIGIN_REFUSED");
  EXPECT_EQ(refused(get("/k/v1/file.json", "evil.example"), 403), "SHIM_HOST_REFUSED");
}

TEST_F(site_test, the_session_of_the_rest_side_is_the_pages_cookie) {
  request_head r = relayed("/k/v1/file.json");
  EXPECT_EQ(site_.receive(r).leads_to, destination::rest);
  EXPECT_TRUE(site_.receive(r).has_session);
  // A browser's request_head that changes something names its origin; without the session nobody asks.
  for (const char* method : {"POST", "PUT", "DELETE"}) {
    request_head nameless = r;
    nameless.method = method;
    remove(nameless, "Origin");
    EXPECT_EQ(refused(nameless, 403), "SHIM_ORIGIN_REFUSED") << method;
    remove(nameless, "Cookie");
    EXPECT_EQ(site_.receive(nameless).leads_to, destination::rest) << method;
    EXPECT_FALSE(site_.receive(nameless).has_session);
  }
  remove(r, "Origin");
  r.method = "GET";
  EXPECT_TRUE(site_.receive(r).has_session);
}

TEST_F(site_test, one_right_field_does_not_cover_for_a_wrong_one) {
  request_head r = relayed();
  r.fields.push_back({"origin", "http://evil.example"});
  EXPECT_EQ(refused(r, 403), "SHIM_ORIGIN_REFUSED");
  request_head s = relayed();
  s.fields.push_back({"sec-fetch-site", "cross-site"});
  EXPECT_EQ(refused(s, 403), "SHIM_ORIGIN_REFUSED");
}

TEST_F(site_test, a_browsers_post_without_origin_is_refused) {
  request_head r = relayed();
  remove(r, "Origin");
  EXPECT_EQ(refused(r, 403), "SHIM_ORIGIN_REFUSED");
  remove(r, "Sec-Fetch-Site");
  r.fields.push_back({"Sec-Fetch-Mode", "cors"});
  EXPECT_EQ(refused(r, 403), "SHIM_ORIGIN_REFUSED");
}

TEST_F(site_test, a_request_with_more_fields_than_can_be_seen_is_refused) {
  request_head r = relayed();
  r.fields.resize(request_field_lines, {"a", ""});
  EXPECT_EQ(site_.receive(r).leads_to, destination::relay);
  r.fields.push_back({"a", ""});
  EXPECT_EQ(refused(r, 400), "SHIM_REQUEST_MALFORMED");
}

TEST_F(site_test, over_tls_the_origin_is_https) {
  request_head r = relayed();
  r.secure = true;
  EXPECT_EQ(refused(r, 403), "SHIM_ORIGIN_REFUSED");
  set(r, "Origin", "https://localhost:8000");
  EXPECT_EQ(site_.receive(r).leads_to, destination::relay);
}

TEST_F(site_test, S01_without_the_session_nobody_is_logged_in) {
  for (const std::string& cookie :
       {std::string(), "kintone-shim-session-8001=" + world_.session(),
        std::string("kintone-shim-session-8000="), "kintone-shim-session-8000=" + world_.session() + "x",
        "xkintone-shim-session-8000=" + world_.session(), std::string(";;=;kintone-shim-session-8000")}) {
    request_head r = relayed();
    set(r, "Cookie", cookie);
    EXPECT_EQ(refused(r, 401), "CB_AU01") << cookie;
  }
  request_head none = relayed();
  remove(none, "Cookie");
  EXPECT_EQ(refused(none, 401), "CB_AU01");
}

TEST_F(site_test, T04_a_session_needs_x_requested_with) {
  request_head r = relayed();
  set(r, "X-Requested-With", "");
  EXPECT_EQ(refused(r, 400), "CB_JH01");
  remove(r, "X-Requested-With");
  EXPECT_EQ(refused(r, 400), "CB_JH01");
}

}  // namespace
}  // namespace kintone::site
