// What those who may ask are answered.
#include "core/base/limits.h"
#include "tests/native/site/site_support.h"

namespace kintone::site {
namespace {

using tests::object;
using tests::of_type;
using tests::text;
using tests::threw;

TEST_F(site_test, messages_are_of_one_type_and_at_most_so_long) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
                           "application/octet-stream", "application/jsonx", "text/plain;application/json"}) {
    request_head r = relayed();
    set(r, "Content-Type", type);
    EXPECT_EQ(refused(r, 415), "SHIM_MEDIA_TYPE_NOT_SUPPORTED") << type;
  }
  request_head none = relayed();
  remove(none, "Content-Type");
  EXPECT_EQ(refused(none, 415), "SHIM_MEDIA_TYPE_NOT_SUPPORTED");
  request_head parameter = relayed();
  set(parameter, "Content-Type", "Application/JSON; charset=utf-8");
  EXPECT_EQ(site_.receive(parameter).leads_to, destination::relay);
  request_head longest = relayed();
  longest.fields.push_back({"Content-Length", std::to_string(relay_message)});
  EXPECT_EQ(site_.receive(longest).leads_to, destination::relay);
  set(longest, "Content-Length", std::to_string(relay_message + 1));
  EXPECT_EQ(refused(longest, 413), "SHIM_MESSAGE_TOO_LARGE");
}

TEST_F(site_test, other_methods_and_paths_are_named) {
  for (const char* method : {"GET", "PUT", "OPTIONS", "HEAD", "post", ""}) {
    request_head r = relayed();
    r.method = method;
    const decision d = site_.receive(r);
    EXPECT_EQ(d.answer.status, 405) << method;
    EXPECT_EQ(code_of(d.answer), "SHIM_NOT_IMPLEMENTED");
    EXPECT_EQ(*http::find(d.answer.fields, "allow"), "POST");
  }
  for (const char* path : {"/_shim", "/_shim/x", "/_shim/page.json/"}) {
    EXPECT_EQ(refused(get(path), 404), "SHIM_NOT_IMPLEMENTED") << path;
  }
  request_head preflight = page();
  preflight.method = "OPTIONS";
  EXPECT_EQ(refused(preflight, 405), "SHIM_NOT_IMPLEMENTED");
}

TEST_F(site_test, a_page_gets_a_token_that_the_relay_takes) {
  const decision d = site_.receive(page());
  EXPECT_EQ(d.answer.status, 200);
  EXPECT_EQ(*http::find(d.answer.fields, "cache-control"), "no-store");
  EXPECT_EQ(*http::find(d.answer.fields, "set-cookie"),
            "kintone-shim-session-8000=" + world_.session() + "; Path=/; HttpOnly; SameSite=Strict");
  const json told = *parse_json(d.answer.body);
  const std::string token(string_of(member(told, "requestToken")));
  EXPECT_EQ(site_.refuse_message(object({{"__REQUEST_TOKEN__", text(token)}})), std::nullopt);
  EXPECT_TRUE(world::page_settings(json_or_null(json_text(member(told, "options")))).relayed);
  request_head empty = page();
  set(empty, "X-Kintone-Shim", "");
  EXPECT_EQ(refused(empty, 403), "SHIM_ORIGIN_REFUSED");
  request_head plain = page();
  remove(plain, "X-Kintone-Shim");
  EXPECT_EQ(refused(plain, 403), "SHIM_ORIGIN_REFUSED");
}

TEST_F(site_test, a_page_is_told_the_settings_that_its_own_rules_need) {
  world::settings s;
  s.origin = "https://other.cybozu.com";
  s.language = locale::ja;
  s.promise_when_either = true;
  s.empty_object_as_json = true;
  s.limits.upload = 7;
  json_writer text;
  s.plugin_id = "p";
  const world::screen edited{.name = "app.record.edit", .app = 9, .record = 3, .query = "A > 1"};
  text.open('{');
  world::write_page_options(text, s, edited, R"({"p":{"config":{"a":"1"}}})");
  text.name("apps").json(R"({"9":{"guestSpace":"4"}})").close('}');
  const world::settings told = world::page_settings(json_or_null(text.text()));
  EXPECT_EQ(told.origin, s.origin);
  EXPECT_EQ(told.language, locale::ja);
  EXPECT_TRUE(told.promise_when_either);
  EXPECT_TRUE(told.empty_object_as_json);
  EXPECT_EQ(told.limits.upload, 7U);
  EXPECT_TRUE(told.relayed);
  EXPECT_EQ(told.first_app, 9U);
  EXPECT_EQ(told.guest_space_of(9), 4U);
  EXPECT_EQ(told.first_screen.name, edited.name);
  EXPECT_EQ(told.first_screen.record, 3U);
  EXPECT_EQ(told.first_screen.query, edited.query);
  EXPECT_FALSE(told.first_screen.opens_in_pages);
  EXPECT_EQ(told.plugin_id, "p");
  EXPECT_EQ(told.plugins->front().config, (plugin::config{{"a", "1"}}));
  const world::settings plain = world::page_settings({});
  EXPECT_EQ(plain.limits.upload, limits().upload);
  EXPECT_EQ(plain.language, locale::en);
}

TEST_F(site_test, T03_T05_a_message_needs_a_token_of_ours) {
  EXPECT_EQ(site_.refuse_message(object({{"__REQUEST_TOKEN__", text(world_.request_token())}})),
            std::nullopt);
  for (const argument& wrong : {text(""), text("x"), argument(), of_type("null"), of_type("number", "1")}) {
    const auto r = site_.refuse_message(object({{"__REQUEST_TOKEN__", wrong}}));
    ASSERT_TRUE(r);
    EXPECT_EQ(r->status, 400);
    EXPECT_EQ(code_of(*r), "CB_CS01");
  }
  EXPECT_EQ(code_of(*site_.refuse_message(object())), "CB_CS01");
  for (const argument& other :
       {threw("Unexpected token"), of_type("array"), of_type("null"), text("x"), argument()}) {
    EXPECT_EQ(code_of(*site_.refuse_message(other)), "SHIM_REQUEST_MALFORMED");
  }
  EXPECT_EQ(code_of(*site_.refuse_message(of_type("longString", "9"))), "SHIM_MESSAGE_TOO_LARGE");
}

TEST_F(site_test, an_uploads_head_lies_within_its_message) {
  EXPECT_EQ(site_.refuse_head(0, 4), std::nullopt);
  EXPECT_EQ(site_.refuse_head(96, 100), std::nullopt);
  EXPECT_EQ(site_.refuse_head(relay_head, relay_head + 4), std::nullopt);
  EXPECT_EQ(code_of(*site_.refuse_head(97, 100)), "SHIM_REQUEST_MALFORMED");
  EXPECT_EQ(code_of(*site_.refuse_head(0, 3)), "SHIM_REQUEST_MALFORMED");
  EXPECT_EQ(code_of(*site_.refuse_head(relay_head + 1, relay_head + 5)), "SHIM_MESSAGE_TOO_LARGE");
}

TEST_F(site_test, files_are_read_alone) {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", ""}) {
    request_head r = get("/a.html");
    r.method = method;
    const decision d = site_.receive(r);
    EXPECT_EQ(d.answer.status, 405) << method;
    EXPECT_EQ(*http::find(d.answer.fields, "allow"), "GET, HEAD");
  }
  const decision d = site_.receive(get("/sub/a.html?x=/../"));
  EXPECT_EQ(d.leads_to, destination::file);
  EXPECT_EQ(d.path, (std::vector<std::string>{"sub", "a.html"}));
  for (const char* path : {"/../a", "/.git/config", "/%2e%2e/a", "/a%00"}) {
    EXPECT_EQ(refused(get(path), 404), "SHIM_FILE_NOT_FOUND") << path;
  }
  for (const char* target : {"http://localhost:8000/", "*", "", "a"}) {
    EXPECT_EQ(refused(get(target), 400), "SHIM_REQUEST_MALFORMED") << target;
  }
}

TEST_F(site_test, S01_pages_set_the_session_and_are_not_framed_elsewhere) {
  const reply found = site_.file(get("/"), "index.html");
  EXPECT_EQ(found.status, 200);
  EXPECT_NE(http::find(found.fields, "set-cookie"), nullptr);
  EXPECT_EQ(*http::find(found.fields, "x-frame-options"), "SAMEORIGIN");
  EXPECT_EQ(*http::find(found.fields, "content-security-policy"), "frame-ancestors 'self'");
  EXPECT_EQ(http::find(site_.file(get("/a.js"), "a.js").fields, "set-cookie"), nullptr);
  EXPECT_EQ(code_of(site_.file(get("/none.html"), "")), "SHIM_FILE_NOT_FOUND");
}

TEST_F(site_test, a_folder_without_its_slash_is_redirected) {
  const reply elsewhere = site_.file(get("/sub?x=1"), "index.html");
  EXPECT_EQ(elsewhere.status, 307);
  EXPECT_EQ(*http::find(elsewhere.fields, "location"), "/sub/?x=1");
  EXPECT_EQ(site_.file(get("/sub/"), "index.html").status, 200);
  EXPECT_EQ(site_.file(get("/sub/index.html"), "index.html").status, 200);
}

TEST_F(site_test, without_a_folder_only_what_is_ours_is_answered) {
  site listener(world_, {"", std::nullopt, false});
  for (const char* target : {"/", "/kintone", "/_shimx", "/a/k/x", "*", "/kk/api/proxy/call.json"}) {
    EXPECT_EQ(listener.receive(get(target, "anything")).leads_to, destination::pass) << target;
  }
  EXPECT_EQ(listener.receive(get("/_shim/kintone.js")).leads_to, destination::script);
  EXPECT_EQ(listener.receive(get("/_shim/kintone.js", "evil.example")).leads_to, destination::answer);
  EXPECT_EQ(listener.receive(relayed()).leads_to, destination::relay);
}

TEST_F(site_test, refusals_are_in_the_worlds_language) {
  world::world japanese = a_world(locale::ja);
  request_head r = relayed();
  remove(r, "Cookie");
  const decision d = site(japanese, {"", std::nullopt, true}).receive(r);
  EXPECT_NE(d.answer.body.find("ログインしてください。"), std::string::npos) << d.answer.body;
}

}  // namespace
}  // namespace kintone::site
