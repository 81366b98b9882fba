// An exchange in a served page, beside the one of the page's server: a call through both ends as it would
// through one.
#include <gtest/gtest.h>

#include "core/proxy/crossing.h"
#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;

class page : public exchange_fixture {
 protected:
  page() {
    options_ = {};
    options_.relayed = true;
    options_.seed = "string:page";
  }

  /// The outcome after the relay's answer.
  outcome answered(int status, std::string_view answer, bool has_body = false, call c = a_call()) {
    exchange x = sent(std::move(c));
    x.relayed(status, answer, has_body);
    EXPECT_TRUE(x.is_done());
    return x.conclude(false);
  }
};

constexpr const char* success =
    R"({"success":true,"result":{"status":200,"headers":{"Set-Cookie":"a, b","set-cookie":"c"}},)"
    R"("shim":{"binary":true,"warnings":[)"
    R"({"code":"SHIM_WARN_URL_NOT_ASCII","message":"the server's"},)"
    R"({"code":"SHIM_WARN_RESPONSE_HEADER_LINE","message":"1"},{"code":"SHIM_X","message":"?"},)"
    R"({"code":"SHIM_WARN_RESPONSE_HEADER_LINE","message":"2"}]}})";

TEST_F(page, adds_no_field_and_knows_no_network) {
  for (const char* host : {"api.example.com", "127.0.0.1", "[::1]", "169.254.169.254"}) {
    call c = a_call();
    c.url = {text("https://" + std::string(host) + "/v1"), host, ""};
    c.headers = object({{"X-A", text("1")}});
    exchange x = sent(c);
    ASSERT_EQ(x.outgoing().fields.size(), 1U) << host;
    EXPECT_EQ(x.outgoing().fields[0].name, "X-A");
  }
  EXPECT_EQ(world().verify().message, "");
}

TEST_F(page, sends_a_call_of_kintones_own_origin_too) {
  call c = a_call();
  c.url = {text("https://example.kintone.com/k"), "example.kintone.com", ""};
  exchange x = sent(c);
  EXPECT_TRUE(x.message());
  x.relayed(200, success, true);
  EXPECT_EQ(codes_of(x.conclude(false).warnings).find("SHIM_WARN_OWN_ORIGIN"), std::string::npos);
}

TEST_F(page, has_no_timer) {
  exchange x = sent();
  EXPECT_EQ(x.progress(false), 0U);
  EXPECT_EQ(x.progress(true), 0U);
}

TEST_F(page, sends_a_message_with_the_token_of_its_load) {
  exchange x = sent(a_post(text("b")));
  const auto first = x.message();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->path, "/k/api/proxy/call.json");
  EXPECT_NE(first->parts[1].find(world().request_token()), std::string::npos);
  world().adopt_request_token("another");
  EXPECT_EQ(sent(a_post(text("b"))).message()->parts[1], R"(,"__REQUEST_TOKEN__":"another"})");
  EXPECT_EQ(sent(an_upload()).message()->path, "/k/api/proxy/upload.json");
  world::world elsewhere(live(), world::entropy{});
  EXPECT_FALSE(exchange(elsewhere, a_call()).message());
}

TEST_F(page, refuses_what_is_wrong_by_itself) {
  options_.limits.upload = 2;
  call wrong = a_call();
  wrong.method = text("get");
  for (const auto& [c, code] :
       {std::pair{wrong, "SHIM_INVALID_ARGUMENT"}, {an_upload("3"), "SHIM_UPLOAD_TOO_LARGE"}}) {
    exchange x(world(), c);
    EXPECT_EQ(x.open(), next::done);
    x.relayed(200, success, true);
    EXPECT_EQ(x.conclude(false).code, code);
  }
}

TEST_F(page, makes_json_and_an_empty_body_as_ever) {
  exchange x(world(), a_post(object()));
  EXPECT_EQ(x.open(), next::json);
  EXPECT_EQ(x.serialized(of_type("object")), next::send);
  ASSERT_EQ(x.message()->parts.size(), 1U);
  EXPECT_NE(x.message()->parts[0].find(R"("body":"")"), std::string::npos);
}

TEST_F(page, takes_status_headers_and_binary_as_they_are) {
  const outcome o = answered(200, success, true);
  EXPECT_TRUE(o.success && o.binary && !o.body);
  EXPECT_EQ(o.status, 200);
  ASSERT_EQ(o.headers.size(), 2U) << "they were joined already";
  EXPECT_EQ(o.headers[0].name + ": " + o.headers[0].value, "Set-Cookie: a, b");
  EXPECT_TRUE(o.code.empty() && o.error.empty() && o.dropped.empty());
}

TEST_F(page, adds_the_warnings_that_it_has_not_itself) {
  EXPECT_EQ(codes_of(answered(200, success, true).warnings),
            "SHIM_WARN_URL_NOT_ASCII SHIM_WARN_RESPONSE_HEADER_LINE SHIM_WARN_RESPONSE_HEADER_LINE");
  call c = a_call();
  c.url.text = text("https://api.example.com/é");
  c.headers = object({{"X-A", of_type("undefined")}});
  const outcome o = answered(200, success, true, c);
  EXPECT_EQ(codes_of(o.warnings),
            "SHIM_WARN_URL_NOT_ASCII SHIM_WARN_HEADER_DROPPED SHIM_WARN_RESPONSE_HEADER_LINE "
            "SHIM_WARN_RESPONSE_HEADER_LINE");
  EXPECT_NE(o.warnings[0].message, "the server's");
  EXPECT_EQ(o.warnings[2].message + o.warnings[3].message, "12");
}

TEST_F(page, rejects_with_the_servers_error) {
  const outcome o =
      answered(504, R"({"code":"GAIA_PR03","id":"i","message":"m","shim":{"binary":false,"warnings":[]}})");
  EXPECT_FALSE(o.success);
  EXPECT_EQ(o.code, "GAIA_PR03");
  EXPECT_EQ(o.error, R"({"code":"GAIA_PR03","id":"i","message":"m"})");
  EXPECT_EQ(world().verify().message, "");
}

TEST_F(page, counts_a_call_that_may_not_leave) {
  const outcome o = answered(502, R"({"code":"SHIM_NETWORK_OFFLINE","id":"i","message":"m"})");
  EXPECT_EQ(o.code, "SHIM_NETWORK_OFFLINE");
  EXPECT_NE(world().verify().message.find("kintone.proxy GET https://api.example.com/v1"), std::string::npos);
}

TEST_F(page, prints_and_counts_a_failure_that_nobody_is_told_of) {
  call c = a_call();
  c.success_callback = function();
  const outcome o = answered(502, R"({"code":"SHIM_TLS_REJECTED","id":"i","message":"m"})", false, c);
  EXPECT_NE(o.dropped.find(o.error), std::string::npos);
  EXPECT_NE(world().verify().message.find(o.dropped), std::string::npos);
  EXPECT_EQ(answered(200, success, true, c).dropped, "");
}

TEST_F(page, takes_nothing_else_for_an_answer) {
  for (const locale language : {locale::en, locale::ja}) {
    options_.language = language;
    world::world w(options_, world::entropy{});
    for (const auto& [status, answer] : {std::pair{200, ""}, {502, "<html>"}, {404, "{}"}, {302, success}}) {
      exchange x(w, a_call());
      EXPECT_EQ(x.open(), next::send);
      x.relayed(status, answer, true);
      const outcome o = x.conclude(false);
      EXPECT_EQ(o.code, "SHIM_NETWORK_FAILED") << status;
      EXPECT_NE(o.error.find(text_of(phrase::relay_answer, language, {std::to_string(status)})),
                std::string::npos)
          << o.error;
      EXPECT_FALSE(o.binary);
    }
  }
}

TEST_F(page, hears_one_answer_only) {
  exchange x = sent();
  x.relayed(200, success, true);
  x.relayed(502, R"({"code":"GAIA_PR03","id":"i","message":"m"})", false);
  x.fail("TypeError", "");
  EXPECT_TRUE(x.conclude(false).success);
  exchange failed = sent();
  failed.fail("TypeError", "Failed to fetch");
  failed.relayed(200, success, true);
  const outcome o = failed.conclude(false);
  EXPECT_EQ(o.code, "SHIM_NETWORK_FAILED");
  EXPECT_EQ(codes_of(o.warnings), "");
}

/// What the page hears of a call that its server's exchange concludes after `happen`.
template <typename event>
outcome through_both(exchange& x, world::world& server, call c, event happen) {
  c.relayed = true;
  exchange its(server, std::move(c));
  EXPECT_EQ(its.open(), next::send);
  happen(its);
  const json told = parsed(outcome_text(its.conclude(false), server));
  const json& answer = member(told, "answer");
  const json& parts = member(answer, "parts");
  std::string body(string_of(element(parts, 0)));
  if (parts.size() == 2) body += "\"text\"" + std::string(string_of(element(parts, 1)));
  json text = parsed(body);
  const bool has_body = member(text, "result").is_object();
  if (has_body) {
    EXPECT_EQ(string_of(member(member(text, "result"), "body")), "text");
    text["result"].erase("body");
  }
  x.relayed(static_cast<int>(integer_of(member(answer, "status")).value_or(0)), json_text(text), has_body);
  return x.conclude(false);
}

/// The other language is for the inspector, which looks at the server alone.
std::string in_one_language(std::string text) {
  const std::size_t begin = text.find(R"(,"translated":)");
  return begin == std::string::npos ? text : text.substr(0, begin) + "}";
}

TEST_F(page, hears_what_its_server_concluded) {
  world::settings options = live();
  options.seed = "string:server";
  const auto arrives = [](exchange& x) {
    EXPECT_EQ(x.head(500, {{"A", "\xe9"}, {"a", "2"}, {"__proto__", "p"}, {"Content-Type", "a/b;charset=x"}}),
              next::body);
    x.end();
  };
  world::world server(options, world::entropy{});
  world::world twin(options, world::entropy{});
  exchange direct(twin, a_call());
  EXPECT_EQ(direct.open(), next::send);
  arrives(direct);
  exchange x = sent();
  EXPECT_EQ(in_one_language(outcome_text(through_both(x, server, a_call(), arrives), world())),
            in_one_language(outcome_text(direct.conclude(false), twin)));

  const auto fails = [](exchange& e) { e.fail("CERT_HAS_EXPIRED", ""); };
  exchange direct_failure(twin, a_call());
  EXPECT_EQ(direct_failure.open(), next::send);
  fails(direct_failure);
  exchange failing = sent();
  EXPECT_EQ(in_one_language(outcome_text(through_both(failing, server, a_call(), fails), world())),
            in_one_language(outcome_text(direct_failure.conclude(false), twin)));
}

TEST_F(page, tells_its_server_what_that_cannot_know) {
  const auto shim_of = [this](call c) {
    const auto message = sent(std::move(c)).message();
    return json_text(
        member(parsed((message->parts.size() == 2 ? "{\"\":\"\"" : "") + message->parts.back()), "shim"));
  };
  call c = a_call();
  EXPECT_EQ(shim_of(c), "null");
  c.data = text("a=1");
  EXPECT_EQ(shim_of(c), R"({"ignoresBody":true})");
  c.success_callback = function();
  EXPECT_EQ(shim_of(c), R"({"dropsFailure":true,"ignoresBody":true})");
  c.failure_callback = function();
  EXPECT_EQ(shim_of(c), R"({"ignoresBody":true})");
  call told = a_post(text("a=1"));
  told.success_callback = function();
  EXPECT_EQ(shim_of(told), R"({"dropsFailure":true})");
  told.success_callback = {};
  EXPECT_EQ(shim_of(told), "null");
  call dropping = an_upload();
  dropping.success_callback = function();
  EXPECT_EQ(shim_of(dropping), R"({"dropsFailure":true})");
}

TEST_F(page, its_server_says_what_it_was_told_and_counts_nothing) {
  world::world server(live(), world::entropy{});
  call c = a_call();
  c.relayed = true;
  c.page = {true, true};
  exchange failing(server, c);
  EXPECT_EQ(failing.open(), next::send);
  EXPECT_TRUE(failing.ignores_body());
  failing.fail("ECONNREFUSED", "");
  const outcome failed = failing.conclude(false);
  EXPECT_NE(failed.dropped.find("SHIM_CONNECTION_REFUSED"), std::string::npos);
  EXPECT_EQ(answer_of_relay(failed)[0].find("dropped"), std::string::npos);
  exchange succeeding(server, c);
  EXPECT_EQ(succeeding.open(), next::send);
  EXPECT_EQ(succeeding.head(200, {}), next::body);
  succeeding.end();
  EXPECT_EQ(succeeding.conclude(false).dropped, "");
  EXPECT_EQ(server.verify().message, "");
}

TEST_F(page, at_its_server_nobody_is_dropped) {
  world::world server(live(), world::entropy{});
  call c = a_call();
  c.success_callback = function();
  c.relayed = true;
  exchange x(server, c);
  EXPECT_TRUE(x.how_to_settle().returns_promise);
  EXPECT_FALSE(x.how_to_settle().runs_success_callback || x.how_to_settle().runs_failure_callback);
  EXPECT_EQ(x.open(), next::send);
  x.fail("ECONNREFUSED", "");
  const outcome o = x.conclude(false);
  EXPECT_EQ(o.dropped, "");
  EXPECT_EQ(o.relay_status, 502);
  EXPECT_EQ(server.verify().message, "");
}

}  // namespace
}  // namespace kintone::proxy
