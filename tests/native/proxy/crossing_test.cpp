#include "core/proxy/crossing.h"

#include <gtest/gtest.h>

#include "core/base/utf8.h"
#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;

constexpr const char* whole_call = R"({
  "api": "kintone.proxy.upload",
  "url": ["string", "https://a.test:444/x"], "host": "a.test", "port": "444",
  "method": ["string", "PUT"],
  "headers": ["object", "", [["X-A", ["number", "1"]]]],
  "data": ["object", "", [["format", ["string", "RAW"]], ["value", ["Blob", "5"]]]],
  "successCallback": ["function"], "failureCallback": ["null"]
})";

TEST(crossing, reads_a_call) {
  const call c = read_call(exactly(whole_call));
  EXPECT_EQ(c.called->name, "kintone.proxy.upload");
  EXPECT_EQ(c.url.text.text, "https://a.test:444/x");
  EXPECT_EQ(c.url.host, "a.test");
  EXPECT_EQ(c.url.port, "444");
  EXPECT_EQ(c.method.text, "PUT");
  EXPECT_EQ(c.headers["X-A"].text, "1");
  EXPECT_EQ(c.data["value"].text, "5");
  EXPECT_TRUE(c.success_callback.is("function"));
  EXPECT_TRUE(c.failure_callback.is("null"));
  EXPECT_FALSE(c.relayed);
  EXPECT_EQ(read_call(R"({"api":"kintone.proxy"})").called->name, "kintone.proxy");
}

TEST(crossing, reads_whether_a_call_is_relayed) {
  const call silent = read_call(exactly(R"({"relayed":["undefined"]})"));
  EXPECT_TRUE(silent.relayed);
  EXPECT_FALSE(silent.page.drops_failure || silent.page.ignores_body);
  const call telling = read_call(exactly(
      R"({"relayed":["object","",[["ignoresBody",["boolean","true"]],["dropsFailure",["boolean","true"]]]]})"));
  EXPECT_TRUE(telling.relayed && telling.page.drops_failure && telling.page.ignores_body);
  for (const char* not_told : {"false", "null", "1", "\"true\"", "{}"}) {
    EXPECT_FALSE(read_call(exactly("{\"relayed\":" + std::string(not_told) + "}")).relayed) << not_told;
  }
}

TEST(crossing, what_is_no_call_has_no_argument) {
  for (const char* wrong :
       {"", "null", "[]", "{", "1", R"({"url":5,"host":5,"method":{},"headers":"x","data":[[]]})", "\xff"}) {
    const call c = read_call(exactly(wrong));
    EXPECT_EQ(c.called->name, "kintone.proxy") << wrong;
    EXPECT_EQ(c.url.host, "");
    EXPECT_TRUE(c.url.text.is_absent() && c.method.is_absent());
    world::world w(live(), world::entropy{});
    exchange x(w, c);
    EXPECT_EQ(x.open(), next::done) << wrong;
  }
}

TEST(crossing, reads_fields_as_pairs_of_binary_strings) {
  const http::fields lines = read_fields(exactly(R"(["Set-Cookie","a=\u00e9","X","","\u00ff","\u0000"])"));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].name, "Set-Cookie");
  EXPECT_EQ(lines[0].value, "a=\xe9");
  EXPECT_EQ(lines[1].value, "");
  EXPECT_EQ(lines[2].name, "\xff");
  EXPECT_EQ(lines[2].value, std::string(1, '\0'));
}

TEST(crossing, a_value_that_looks_like_a_line_stays_one) {
  const http::fields lines = read_fields(R"(["X","1\r\nY: 2"])");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].value, "1\r\nY: 2");
}

TEST(crossing, what_is_no_list_of_fields_is_none) {
  for (const char* wrong : {"", "null", "{}", "[]", "[\"a\"]", "{\"a\":\"b\"}"})
    EXPECT_TRUE(read_fields(exactly(wrong)).empty()) << wrong;
  const http::fields odd = read_fields(R"(["a","b","c"])");
  EXPECT_EQ(odd.size(), 1U);
  const http::fields numbers = read_fields(R"([1,2])");
  ASSERT_EQ(numbers.size(), 1U);
  EXPECT_EQ(numbers[0].name + numbers[0].value, "");
}

TEST(crossing, a_location_is_read) {
  const location where =
      read_location(json_or_null(R"({"url":["string","http://a/"],"host":"a","port":"1"})"));
  EXPECT_EQ(where.text.text, "http://a/");
  EXPECT_EQ(where.host, "a");
  EXPECT_EQ(where.port, "1");
  EXPECT_TRUE(read_location({}).host.empty());
}

TEST(crossing, each_step_is_written_with_what_it_asks_for) {
  world::settings options = live();
  options.follow_redirects = true;
  world::world w(options, world::entropy{});
  exchange x(w, read_call(whole_call));
  const json sent = parsed(step_text(x.open(), x, {.settlement = true}));
  EXPECT_EQ(string_of(member(sent, "next")), "send");
  EXPECT_EQ(json_text(member(sent, "settlement")),
            R"({"returnsPromise":false,"runsSuccessCallback":true,"runsFailureCallback":false})");
  const json& request = member(sent, "request");
  EXPECT_EQ(string_of(member(request, "method")), "PUT");
  EXPECT_EQ(string_of(member(request, "origin")), "https://a.test:444");
  EXPECT_EQ(string_of(member(request, "host")), "a.test");
  EXPECT_EQ(string_of(member(request, "target")), "/x");
  EXPECT_EQ(string_of(member(request, "url")), "https://a.test:444/x");
  EXPECT_EQ(string_of(member(request, "body")), "blob");
  EXPECT_EQ(string_of(member(request, "port")), "444");
  EXPECT_EQ(string_of(element(member(request, "fields"), 0)), "X-A");
  EXPECT_EQ(string_of(element(member(request, "fields"), 1)), "1");

  EXPECT_EQ(step_text(x.head(302, {{"Location", "/é"}}), x), R"({"next":"redirect","location":"/é"})");
  const json hop = parsed(step_text(x.hop({text("https://b.test/"), "b.test", ""}), x));
  EXPECT_EQ(string_of(member(hop, "next")), "send");
  EXPECT_FALSE(hop.contains("settlement") || member(hop, "request").contains("relay"));
  EXPECT_EQ(step_text(x.head(200, {{"Content-Encoding", "gzip"}, {"Content-Type", "a/b;charset=x"}}), x),
            R"({"next":"body","codings":["gzip"],"charsets":["x","utf-8"]})");
  x.abort();
  EXPECT_EQ(string_of(member(parsed(step_text(x.head(200, {}), x)), "next")), "done");
}

TEST(crossing, how_to_settle_is_written_once) {
  world::world w(live(), world::entropy{});
  for (const call& c : {a_call(), a_post(object()), read_call("")}) {
    exchange x(w, c);
    const next first = x.open();
    EXPECT_TRUE(parsed(step_text(first, x, {.settlement = true})).contains("settlement"));
    const next second = first == next::json ? x.serialized(of_type("string")) : x.head(0, {});
    EXPECT_FALSE(parsed(step_text(second, x)).contains("settlement"));
  }
}

TEST(crossing, data_that_is_not_sent_is_told_of_in_the_first_step) {
  const auto step_of = [](const world::settings& options, const call& c) {
    world::world w(options, world::entropy{});
    exchange x(w, c);
    return parsed(step_text(x.open(), x, {.settlement = true}));
  };
  call c = a_call();
  EXPECT_FALSE(step_of(live(), c).contains("ignoresBody"));
  c.data = of_type("object", "1");
  EXPECT_TRUE(is_true(member(step_of(live(), c), "ignoresBody")));
  // A call that may not leave is right all the same; one with a wrong argument is not.
  EXPECT_TRUE(is_true(member(step_of({}, c), "ignoresBody")));
  c.url.text = text("");
  EXPECT_FALSE(step_of(live(), c).contains("ignoresBody"));
}

TEST(crossing, in_a_served_page_a_request_is_written_with_its_message) {
  world::settings options;
  options.relayed = true;
  world::world w(options, world::entropy{});
  w.adopt_request_token("T");
  const auto relay_of = [&w](const call& c) {
    exchange x(w, c);
    return json_text(member(member(parsed(step_text(x.open(), x)), "request"), "relay"));
  };
  EXPECT_EQ(
      relay_of(a_call()),
      R"({"url":"/k/api/proxy/call.json",)"
      R"("fields":["Content-Type","application/json","X-Requested-With","XMLHttpRequest"],)"
      R"("parts":["{\"url\":\"https://api.example.com/v1\",\"method\":\"GET\",\"headers\":{},\"body\":\"\",)"
      R"(\"__REQUEST_TOKEN__\":\"T\"}"]})");
  EXPECT_EQ(
      relay_of(a_post(text("x"))),
      R"({"url":"/k/api/proxy/call.json",)"
      R"("fields":["Content-Type","application/json","X-Requested-With","XMLHttpRequest"],)"
      R"("parts":["{\"url\":\"https://api.example.com/v1\",\"method\":\"POST\",\"headers\":{},\"body\":",)"
      R"(",\"__REQUEST_TOKEN__\":\"T\"}"]})");
  EXPECT_EQ(relay_of(an_upload()),
            R"({"url":"/k/api/proxy/upload.json",)"
            R"("fields":["Content-Type","application/octet-stream","X-Requested-With","XMLHttpRequest"],)"
            R"("parts":["{\"url\":\"https://api.example.com/v1\",\"method\":\"POST\",\"headers\":{},)"
            R"(\"__REQUEST_TOKEN__\":\"T\"}"]})");
}

TEST(crossing, of_a_relayed_call_the_answer_is_written) {
  world::world w(live(), world::entropy{});
  const auto answer_of = [&w](void (*happen)(exchange&)) {
    call c = a_call();
    c.relayed = true;
    exchange x(w, c);
    EXPECT_EQ(x.open(), next::send);
    happen(x);
    return member(parsed(outcome_text(x.conclude(false), w)), "answer");
  };
  EXPECT_EQ(json_text(answer_of([](exchange& x) {
              (void)x.head(503, {{"X", "1"}});
              x.end();
            })),
            R"({"status":200,"parts":["{\"success\":true,\"result\":{\"body\":",)"
            R"(",\"status\":503,\"headers\":{\"X\":\"1\"}},\"shim\":{\"binary\":false,\"warnings\":[]}}"]})");
  // The name that does not resolve is an answer whose body is the core's (P17).
  EXPECT_EQ(member(answer_of([](exchange& x) { x.fail("ENOTFOUND", ""); }), "parts").size(), 2U);
  const json expired = answer_of([](exchange& x) { x.expire(); });
  EXPECT_EQ(json_text(member(expired, "status")), "504");
  ASSERT_EQ(member(expired, "parts").size(), 1U);
  const json text = parsed(string_of(element(member(expired, "parts"), 0)));
  EXPECT_EQ(string_of(member(text, "code")), "GAIA_PR03");
  EXPECT_EQ(json_text(member(text, "shim")), R"({"binary":false,"warnings":[]})");
  EXPECT_EQ(json_text(member(answer_of([](exchange& x) { x.abort(); }), "status")), "503");

  exchange own(w, a_call());
  EXPECT_FALSE(parsed(outcome_text(own.conclude(false), w)).contains("answer"));
}

TEST(crossing, every_kind_of_body_has_a_name) {
  world::world w(live(), world::entropy{});
  const auto body_of = [&w](const call& c, const char* serialized) {
    exchange x(w, c);
    next step = x.open();
    if (step == next::json) {
      EXPECT_EQ(string_of(member(parsed(step_text(step, x)), "next")), "json");
      step = x.serialized(of_type(serialized));
    }
    return std::string(string_of(member(member(parsed(step_text(step, x)), "request"), "body")));
  };
  EXPECT_EQ(body_of(a_call(), ""), "none");
  EXPECT_EQ(body_of(a_post(text("")), ""), "text");
  EXPECT_EQ(body_of(a_post(object()), "object"), "empty");
  EXPECT_EQ(body_of(a_post(object()), "string"), "json");
  EXPECT_EQ(body_of(an_upload(), ""), "blob");
}

TEST(crossing, a_success_is_written) {
  world::world w(live(), world::entropy{});
  outcome o;
  o.success = true;
  o.status = 200;
  o.headers = {{"__proto__", "p"}, {"X", "\"é"}};
  EXPECT_EQ(
      outcome_text(o, w),
      R"({"success":true,"binary":false,"received":0,"status":200,"headers":{"__proto__":"p","X":"\"é"},"warnings":[]})");
  o.headers.clear();
  o.body = "DNS Cache Missing";
  o.binary = true;
  o.received = 10485760;
  EXPECT_EQ(
      outcome_text(o, w),
      R"({"success":true,"binary":true,"received":10485760,"status":200,"headers":{},"body":"DNS Cache Missing","warnings":[]})");
}

TEST(crossing, a_failure_is_written) {
  world::world w(live(), world::entropy{});
  outcome o;
  o.code = "SHIM_X";
  o.error = R"({"code":"SHIM_X"})";
  EXPECT_EQ(
      outcome_text(o, w),
      R"({"success":false,"binary":false,"received":0,"code":"SHIM_X","error":"{\"code\":\"SHIM_X\"}","warnings":[],)"
      R"("translated":{"language":"ja","error":"{\"code\":\"SHIM_X\"}","warnings":[]}})");
  o.dropped = "nobody was told";
  EXPECT_EQ(string_of(member(parsed(outcome_text(o, w)), "dropped")), "nobody was told");
}

TEST(crossing, a_warning_is_printed_the_first_time) {
  world::world w(live(), world::entropy{});
  outcome o;
  o.warnings = {{error::warn_upload, "a"}, {error::warn_upload, "b"}, {error::warn_charset, "c"}};
  EXPECT_EQ(json_text(member(parsed(outcome_text(o, w)), "warnings")),
            R"([{"code":"SHIM_WARN_UPLOAD","message":"a","print":true},)"
            R"({"code":"SHIM_WARN_UPLOAD","message":"b","print":false},)"
            R"({"code":"SHIM_WARN_CHARSET","message":"c","print":true}])");
}

TEST(crossing, texts_are_utf8_whatever_an_upstream_sent) {
  world::world w(live(), world::entropy{});
  exchange x(w, a_call());
  EXPECT_EQ(x.open(), next::send);
  EXPECT_EQ(x.head(200, {{"\xe9", "\xff"}, {"Content-Type", "a/b; charset=\xff"}}), next::body);
  EXPECT_TRUE(utf8::is_valid(step_text(next::body, x)));
  x.fail("\xff", "\xff");
  EXPECT_TRUE(utf8::is_valid(outcome_text(x.conclude(false), w)));
}

}  // namespace
}  // namespace kintone::proxy
