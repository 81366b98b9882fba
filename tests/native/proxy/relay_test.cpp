// The texts of the relay: what a page sends, what its server answers, and what the page takes for an answer.
#include "core/proxy/relay.h"

#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;

request a_request(body content = body::text) {
  request r;
  r.method = http::method::post;
  r.scheme = "https";
  r.host = "api.example.com";
  r.port = "8443";
  r.target = "/v1?q=%22";
  r.content = content;
  return r;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) text += std::string(between) + parts[i];
  return text;
}

TEST(relay_message, of_a_text_is_cut_where_the_text_goes) {
  for (const body content : {body::text, body::json}) {
    request r = a_request(content);
    r.fields = {{"X-A", "1"}};
    const relay_message m = message_to_relay(the_proxy(), r, "T", {});
    EXPECT_EQ(m.path, "/k/api/proxy/call.json");
    ASSERT_EQ(m.parts.size(), 2U);
    EXPECT_EQ(
        joined(m.parts, "|"),
        R"({"url":"https://api.example.com:8443/v1?q=%22","method":"POST","headers":{"X-A":"1"},"body":|)"
        R"(,"__REQUEST_TOKEN__":"T"})");
  }
}

TEST(relay_message, without_a_body_is_whole) {
  for (const body content : {body::none, body::empty}) {
    const relay_message m = message_to_relay(the_proxy(), a_request(content), "T", {});
    ASSERT_EQ(m.parts.size(), 1U);
    EXPECT_EQ(m.parts[0],
              R"({"url":"https://api.example.com:8443/v1?q=%22","method":"POST","headers":{},"body":"",)"
              R"("__REQUEST_TOKEN__":"T"})");
  }
}

TEST(relay_message, of_an_upload_is_its_head) {
  const relay_message m = message_to_relay(the_upload(), a_request(body::blob), "T", {});
  EXPECT_EQ(m.path, "/k/api/proxy/upload.json");
  ASSERT_EQ(m.parts.size(), 1U);
  EXPECT_EQ(m.parts[0], R"({"url":"https://api.example.com:8443/v1?q=%22","method":"POST","headers":{},)"
                        R"("__REQUEST_TOKEN__":"T"})");
}

TEST(relay_message, tells_what_the_page_alone_knows) {
  const auto end_of = [](const proxy::proxy_function& called, body content, const page_facts& known) {
    const std::string last = message_to_relay(called, a_request(content), "T", known).parts.back();
    return last.substr(last.find("__REQUEST_TOKEN__") - 1);
  };
  EXPECT_EQ(end_of(the_proxy(), body::none, {true, true}),
            R"("__REQUEST_TOKEN__":"T","shim":{"dropsFailure":true,"ignoresBody":true}})");
  EXPECT_EQ(end_of(the_proxy(), body::none, {false, true}),
            R"("__REQUEST_TOKEN__":"T","shim":{"ignoresBody":true}})");
  for (const auto& [called, content] :
       {std::pair{&the_proxy(), body::text}, {&the_proxy(), body::empty}, {&the_upload(), body::blob}}) {
    EXPECT_EQ(end_of(*called, content, {true, false}),
              R"("__REQUEST_TOKEN__":"T","shim":{"dropsFailure":true}})");
  }
}

TEST(relay_message, is_believed_in_what_it_says_and_nothing_else) {
  const argument yes = of_type("boolean", "true");
  const page_facts both = read_page_facts(object({{"ignoresBody", yes}, {"dropsFailure", yes}}));
  EXPECT_TRUE(both.drops_failure && both.ignores_body);
  const page_facts one = read_page_facts(object({{"dropsFailure", yes}, {"x", yes}}));
  EXPECT_TRUE(one.drops_failure && !one.ignores_body);
  for (const argument& no : {of_type("boolean", "false"), text("true"), number("1"), object(), argument()}) {
    const page_facts none = read_page_facts(object({{"dropsFailure", no}, {"ignoresBody", no}}));
    EXPECT_FALSE(none.drops_failure || none.ignores_body) << no.type;
    EXPECT_FALSE(read_page_facts(no).drops_failure) << no.type;
  }
}

TEST(relay_message, says_what_it_is_and_that_no_form_sent_it) {
  for (const auto& [called, type] :
       {std::pair{&the_proxy(), "application/json"}, {&the_upload(), "application/octet-stream"}}) {
    const http::fields fields = message_to_relay(*called, a_request(), "T", {}).fields;
    ASSERT_EQ(fields.size(), 2U);
    EXPECT_EQ(fields[0].name + ": " + fields[0].value, std::string("Content-Type: ") + type);
    EXPECT_EQ(fields[1].name + ": " + fields[1].value, "X-Requested-With: XMLHttpRequest");
  }
}

TEST(relay_message, keeps_every_name_and_value) {
  request r = a_request();
  r.fields = {{"__proto__", "p"}, {"constructor", ""}, {"X-Q", "\"\\"}, {"X-E", "é\xc3\xbf\xc2\x80"}};
  const json sent = parsed(joined(message_to_relay(the_proxy(), r, "\"T", {}).parts, R"("\"")"));
  EXPECT_EQ(json_text(member(sent, "headers")),
            "{\"__proto__\":\"p\",\"constructor\":\"\",\"X-Q\":\"\\\"\\\\\",\"X-E\":\"é\xc3\xbf\xc2\x80\"}");
  EXPECT_EQ(string_of(member(sent, "body")), "\"");
  EXPECT_EQ(string_of(member(sent, "__REQUEST_TOKEN__")), "\"T");
}

TEST(relay_message, of_very_many_headers_is_made_at_once) {
  request r = a_request();
  for (int i = 0; i < 200'000; ++i) r.fields.push_back({"X-" + std::to_string(i), "v"});
  EXPECT_GT(message_to_relay(the_proxy(), r, "T", {}).parts[0].size(), 2'000'000U);
}

TEST(relay_answer, of_a_success_is_cut_where_the_body_goes) {
  outcome o;
  o.success = true;
  o.status = 404;
  o.headers = {{"__proto__", "p"}, {"X", "\"é"}};
  o.warnings = {{error::warn_charset, "c"}, {error::warn_binary, "b"}};
  o.binary = true;
  const auto parts = answer_of_relay(o);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(joined(parts, "|"),
            R"({"success":true,"result":{"body":|,"status":404,"headers":{"__proto__":"p","X":"\"é"}},)"
            R"("shim":{"binary":true,"warnings":[{"code":"SHIM_WARN_CHARSET","message":"c"},)"
            R"({"code":"SHIM_WARN_BINARY","message":"b"}]}})");
}

TEST(relay_answer, of_a_failure_is_its_text_and_what_the_page_should_know) {
  outcome o;
  o.code = "SHIM_X";
  o.error = R"({"code":"SHIM_X","id":"i","message":"}"})";
  EXPECT_EQ(joined(answer_of_relay(o), "|"),
            R"({"code":"SHIM_X","id":"i","message":"}","shim":{"binary":false,"warnings":[]}})");
}

constexpr const char* success =
    R"({"success":true,"result":{"status":200,"headers":{"X-A":"1, 2","x-a":"3"}},)"
    R"("shim":{"binary":true,"warnings":[{"code":"SHIM_WARN_BINARY","message":"b"}]}})";
constexpr const char* failure =
    R"({"code":"CB_CS01","id":"i","message":"m","errors":{"url":{"messages":["é"]}},)"
    R"("shim":{"binary":true,"warnings":[{"code":"SHIM_WARN_UPLOAD","message":"u"}]},"more":[1]})";

TEST(relay_answer, is_read_as_a_success) {
  const auto o = read_relay_answer(200, exactly(success), true);
  ASSERT_TRUE(o && o->success);
  EXPECT_EQ(o->status, 200);
  ASSERT_EQ(o->headers.size(), 2U);
  EXPECT_EQ(o->headers[0].name + ": " + o->headers[0].value, "X-A: 1, 2");
  EXPECT_EQ(o->headers[1].name + ": " + o->headers[1].value, "x-a: 3");
  EXPECT_TRUE(o->binary);
  EXPECT_EQ(codes_of(o->warnings), "SHIM_WARN_BINARY");
  EXPECT_EQ(o->warnings[0].message, "b");
  EXPECT_TRUE(o->code.empty() && o->error.empty() && !o->body && o->relay_status == 0);
}

TEST(relay_answer, is_read_as_a_failure_in_its_own_words) {
  for (const int status : {400, 401, 413, 499, 500, 502, 599}) {
    for (const bool has_body : {false, true}) {
      const auto o = read_relay_answer(status, exactly(failure), has_body);
      ASSERT_TRUE(o && !o->success) << status;
      EXPECT_EQ(o->code, "CB_CS01");
      EXPECT_EQ(o->error, R"({"code":"CB_CS01","id":"i","message":"m",)"
                          R"("errors":{"url":{"messages":["é"]}},"more":[1]})");
      EXPECT_TRUE(o->binary);
      EXPECT_EQ(codes_of(o->warnings), "SHIM_WARN_UPLOAD");
    }
  }
}

TEST(relay_answer, of_a_status_between_100_and_999_is_read) {
  for (const auto& [status, is_read] : {std::pair{"100", true},
                                        {"999", true},
                                        {"99", false},
                                        {"0", false},
                                        {"1000", false},
                                        {"-200", false},
                                        {"200.0", false},
                                        {"2e2", false},
                                        {"\"200\"", false},
                                        {"18446744073709551615", false},
                                        {"99999999999999999999", false},
                                        {"4294967496", false},
                                        {"true", false},
                                        {"null", false}}) {
    const std::string text =
        R"({"success":true,"result":{"headers":{},"status":)" + std::string(status) + "}}";
    EXPECT_EQ(read_relay_answer(200, exactly(text), true).has_value(), is_read) << status;
  }
}

TEST(relay_answer, that_is_no_success_is_none) {
  for (const char* wrong : {
           "",
           "null",
           "true",
           "[]",
           "{}",
           "\"\"",
           "{",
           "\xff",
           "[{\"success\":true}]",
           R"({"result":{"status":200,"headers":{}}})",
           R"({"success":false,"result":{"status":200,"headers":{}}})",
           R"({"success":"true","result":{"status":200,"headers":{}}})",
           R"({"success":1,"result":{"status":200,"headers":{}}})",
           R"({"success":true})",
           R"({"success":true,"result":null})",
           R"({"success":true,"result":[200,{}]})",
           R"({"success":true,"result":{"headers":{}}})",
           R"({"success":true,"result":{"status":200}})",
           R"({"success":true,"result":{"status":200,"headers":null}})",
           R"({"success":true,"result":{"status":200,"headers":[]}})",
           R"({"success":true,"result":{"status":200,"headers":["X","1"]}})",
           R"({"success":true,"result":{"status":200,"headers":{"X":1}}})",
           R"({"success":true,"result":{"status":200,"headers":{"X":"1","Y":null}}})",
           R"({"success":true,"result":{"status":200,"headers":{"X":["1"]}}})",
           R"({"success":true,"result":{"status":200,"headers":{}}} )"
           "x",
       }) {
    EXPECT_FALSE(read_relay_answer(200, exactly(wrong), true)) << wrong;
  }
}

TEST(relay_answer, without_a_body_or_under_another_status_is_no_success) {
  EXPECT_FALSE(read_relay_answer(200, success, false));
  for (const int status : {-1, 0, 99, 100, 199, 201, 204, 302, 304, 399, 400, 502, 600, 999}) {
    EXPECT_FALSE(read_relay_answer(status, success, true)) << status;
  }
}

TEST(relay_answer, that_is_no_failure_is_none) {
  for (const int status : {0, 200, 302, 399, 600}) EXPECT_FALSE(read_relay_answer(status, failure, true));
  for (const char* wrong : {
           "",
           "[]",
           "null",
           "{}",
           "<html>",
           R"(["code","id","message"])",
           R"({"id":"i","message":"m"})",
           R"({"code":"c","message":"m"})",
           R"({"code":"c","id":"i"})",
           R"({"code":"","id":"i","message":"m"})",
           R"({"code":1,"id":"i","message":"m"})",
           R"({"code":"c","id":1,"message":"m"})",
           R"({"code":"c","id":"i","message":null})",
           R"({"code":"c","id":"i","message":["m"]})",
       }) {
    EXPECT_FALSE(read_relay_answer(500, exactly(wrong), false)) << wrong;
  }
}

TEST(relay_answer, tells_the_page_only_what_it_knows_in_the_right_types) {
  for (const char* shim :
       {"null", "1", "[]", "{}", R"({"binary":"true","warnings":{}})", R"({"binary":1,"warnings":"x"})",
        R"({"warnings":[null,1,"SHIM_WARN_UPLOAD",[],{}]})",
        R"({"warnings":[{"code":"SHIM_WARN_UPLOAD"},{"message":"m"},{"code":1,"message":"m"}]})",
        R"({"warnings":[{"code":"SHIM_WARN_UPLOAD","message":5}]})",
        R"({"warnings":[{"code":"SHIM_WARN_OF_TOMORROW","message":"m"},{"code":"","message":"m"}]})",
        R"({"warnings":[{"code":"GAIA_PR03","message":"no warning"}]})"}) {
    const std::string text =
        R"({"success":true,"result":{"status":200,"headers":{}},"shim":)" + std::string(shim) + "}";
    const auto o = read_relay_answer(200, exactly(text), true);
    ASSERT_TRUE(o) << shim;
    EXPECT_FALSE(o->binary) << shim;
    EXPECT_EQ(codes_of(o->warnings), "") << shim;
  }
}

TEST(relay_answer, may_be_deep_and_long) {
  const auto nested = [](std::size_t depth) {
    return R"({"code":"c","id":"i","message":"m","errors":)" + std::string(depth, '[') +
           std::string(depth, ']') + "}";
  };
  EXPECT_TRUE(read_relay_answer(500, nested(63), false));
  EXPECT_FALSE(read_relay_answer(500, nested(64), false));
  EXPECT_FALSE(read_relay_answer(500, std::string(1'000'000, '['), false));
  const std::string huge(5'000'000, 'x');
  const auto o = read_relay_answer(500, R"({"code":"c","id":"i","message":")" + huge + "\"}", false);
  ASSERT_TRUE(o);
  EXPECT_EQ(o->error.size(), huge.size() + std::string_view(R"({"code":"c","id":"i","message":""})").size());
}

}  // namespace
}  // namespace kintone::proxy
