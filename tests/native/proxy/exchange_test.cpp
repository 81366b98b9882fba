// The course of an exchange: from the call to its end, and whether it may leave (P04–P07, P13–P18, P32).
#include "core/proxy/exchange.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;
class exchange_course : public exchange_fixture {};

TEST_F(exchange_course, a_get_is_sent_and_answered) {
  exchange x = sent();
  EXPECT_EQ(x.head(200, {{"X-A", "1"}}), next::body);
  EXPECT_TRUE(x.chunk(5));
  EXPECT_FALSE(x.is_done());
  x.end();
  EXPECT_TRUE(x.is_done());
  const outcome o = x.conclude(false);
  EXPECT_TRUE(o.success);
  EXPECT_EQ(o.status, 200);
  ASSERT_EQ(o.headers.size(), 1U);
  EXPECT_EQ(o.headers[0].name, "X-A");
  EXPECT_FALSE(o.body);
  EXPECT_FALSE(o.binary);
  EXPECT_TRUE(o.code.empty() && o.error.empty() && o.dropped.empty() && o.warnings.empty());
}

TEST_F(exchange_course, every_status_of_an_answer_is_a_success) {
  for (const int status : {200, 204, 301, 304, 400, 401, 404, 407, 421, 429, 500, 503, 599, 999}) {
    exchange x = sent();
    EXPECT_EQ(x.head(status, {}), next::body);
    x.end();
    const outcome o = x.conclude(false);
    EXPECT_TRUE(o.success);
    EXPECT_EQ(o.status, status);
  }
}

TEST_F(exchange_course, a_status_of_0_is_a_redirect_that_fetch_hides) {
  for (const locale language : {locale::en, locale::ja}) {
    options_.language = language;
    world::world w(options_, world::entropy{});
    exchange x(w, a_call());
    EXPECT_EQ(x.open(), next::send);
    EXPECT_EQ(x.head(0, {{"Location", "/b"}}), next::done);
    const outcome o = x.conclude(false);
    EXPECT_EQ(o.code, "SHIM_NETWORK_FAILED");
    EXPECT_NE(o.error.find(text_of(phrase::opaque_redirect, language)), std::string::npos) << o.error;
  }
}

TEST_F(exchange_course, another_status_below_200_is_no_answer) {
  for (const int status : {-1, 1, 42, 99, 100, 101, 103, 199}) {
    exchange x = sent();
    EXPECT_EQ(x.head(status, {}), next::done) << status;
    const outcome o = x.conclude(false);
    EXPECT_EQ(o.code, "SHIM_RESPONSE_MALFORMED");
    EXPECT_NE(o.error.find(" " + std::to_string(status) + ")"), std::string::npos) << o.error;
  }
}

TEST_F(exchange_course, the_limits_of_lines_are_those_of_what_was_called) {
  EXPECT_EQ(sent().line_limits().count, 100U);
  EXPECT_EQ(sent().line_limits().length, 8'192U);
  EXPECT_EQ(sent(an_upload()).line_limits().length, 8'180U);
}

TEST_F(exchange_course, what_is_wrong_with_the_bytes_of_an_answer_ends_it) {
  using enum http::reading_fault;
  for (const auto& [fault, code, told] :
       {std::tuple{too_many_lines, "SHIM_RESPONSE_TOO_MANY_HEADER_LINES", "100"},
        {line_too_long, "SHIM_RESPONSE_HEADER_LINE_TOO_LONG", "X-Long"},
        {broken_chunking, "SHIM_RESPONSE_TRUNCATED", "X-Long"},
        {malformed, "SHIM_RESPONSE_MALFORMED", "X-Long"}}) {
    exchange x = sent();
    x.fail_reading({fault, "X-Long"});
    x.fail_reading({http::reading_fault::malformed, "later"});
    const outcome o = x.conclude(false);
    EXPECT_EQ(o.code, code);
    EXPECT_NE(o.error.find(told), std::string::npos) << o.error;
  }
}

TEST_F(exchange_course, an_object_is_made_into_json_before_it_is_sent) {
  exchange x(world(), a_post(object()));
  EXPECT_EQ(x.open(), next::json);
  EXPECT_EQ(x.serialized(of_type("string")), next::send);
  EXPECT_EQ(x.outgoing().content, body::json);
}

TEST_F(exchange_course, an_empty_object_sends_an_empty_body) {
  exchange x(world(), a_post(object()));
  EXPECT_EQ(x.open(), next::json);
  EXPECT_EQ(x.serialized(of_type("object")), next::send);
  EXPECT_EQ(x.outgoing().content, body::empty);
}

TEST_F(exchange_course, an_empty_object_sends_its_text_where_the_option_says_so) {
  options_.empty_object_as_json = true;
  exchange x(world(), a_post(object()));
  EXPECT_EQ(x.open(), next::json);
  EXPECT_EQ(x.serialized(of_type("object")), next::send);
  EXPECT_EQ(x.outgoing().content, body::json);
}

TEST_F(exchange_course, what_has_no_json_text_is_a_wrong_argument) {
  for (const argument& how : {of_type("undefined"), threw("TypeError: circular")}) {
    exchange x(world(), a_post(object()));
    EXPECT_EQ(x.open(), next::json);
    EXPECT_EQ(x.serialized(how), next::done);
    const outcome o = x.conclude(false);
    EXPECT_EQ(o.code, "SHIM_INVALID_ARGUMENT");
    const std::string why = how.is("threw") ? how.text : "undefined";
    EXPECT_NE(string_of(element(member(member(member(parsed(o.error), "errors"), "data"), "messages"), 0))
                  .find(why),
              std::string::npos);
  }
}

TEST_F(exchange_course, code_of_the_caller_may_dispose_of_the_shim_while_json_is_made) {
  exchange x(world(), a_post(object()));
  EXPECT_EQ(x.open(), next::json);
  world().dispose();
  EXPECT_EQ(x.serialized(of_type("string")), next::done);
  EXPECT_EQ(x.conclude(false).code, "SHIM_DISPOSED");
}

TEST_F(exchange_course, an_upload_of_exactly_the_limit_passes_and_one_byte_more_does_not) {
  for (const std::uint64_t size : {std::uint64_t{0}, limits().upload - 1, limits().upload})
    sent(an_upload(std::to_string(size)));
  exchange x(world(), an_upload(std::to_string(limits().upload + 1)));
  EXPECT_EQ(x.open(), next::done);
  EXPECT_EQ(x.conclude(false).code, "SHIM_UPLOAD_TOO_LARGE");
}

TEST_F(exchange_course, the_option_limits_moves_the_upload_limit) {
  options_.limits.upload = 10;
  sent(an_upload("10"));
  exchange x(world(), an_upload("11"));
  EXPECT_EQ(x.open(), next::done);
}

TEST_F(exchange_course, the_timer_is_set_anew_until_the_last_byte_of_the_request) {
  exchange x = sent();
  EXPECT_EQ(x.progress(false), 30'000U);
  EXPECT_EQ(x.progress(false), 30'000U);
  EXPECT_EQ(x.progress(true), 30'000U);
  EXPECT_EQ(x.progress(false), 0U);
  EXPECT_EQ(x.progress(true), 0U);
  EXPECT_EQ(x.head(200, {}), next::body);
  EXPECT_EQ(x.progress(true), 0U);
  x.expire();
  EXPECT_FALSE(x.chunk(1));
  EXPECT_EQ(x.conclude(false).code, "GAIA_PR03");
}

TEST_F(exchange_course, an_exchange_that_is_done_sets_no_timer) {
  options_.limits.timeout = 5;
  exchange x = sent();
  EXPECT_EQ(x.progress(false), 5U);
  x.abort();
  EXPECT_EQ(x.progress(false), 0U);
}

TEST_F(exchange_course, a_name_that_does_not_resolve_is_an_answer) {
  exchange x = sent();
  x.fail("ENOTFOUND", "");
  const outcome o = x.conclude(false);
  EXPECT_TRUE(o.success);
  EXPECT_EQ(o.status, 503);
  EXPECT_EQ(o.body, "DNS Cache Missing");
  EXPECT_TRUE(o.headers.empty());
}

TEST_F(exchange_course, a_name_that_does_not_resolve_is_a_failure_where_the_option_says_so) {
  options_.reject_unresolved_host = true;
  exchange x = sent();
  x.fail("EAI_AGAIN", "");
  EXPECT_EQ(x.conclude(false).code, "SHIM_HOST_NOT_FOUND");
}

TEST_F(exchange_course, what_may_not_leave_is_refused_and_counted) {
  options_.reach = world::network::offline;
  exchange x(world(), a_call());
  EXPECT_EQ(x.open(), next::done);
  const outcome o = x.conclude(false);
  EXPECT_EQ(o.code, "SHIM_NETWORK_OFFLINE");
  EXPECT_NE(o.error.find("https://api.example.com/v1"), std::string::npos);
  EXPECT_NE(world().verify().message.find("kintone.proxy GET https://api.example.com/v1"), std::string::npos);
}

TEST_F(exchange_course, a_failure_that_nobody_is_told_of_is_printed_and_counted) {
  call c = a_call();
  c.success_callback = function();
  exchange x = sent(c);
  x.fail("ECONNREFUSED", "");
  const outcome o = x.conclude(false);
  EXPECT_EQ(o.dropped.rfind("kintone.proxy GET https://api.example.com/v1 failed", 0), 0U) << o.dropped;
  EXPECT_NE(o.dropped.find("SHIM_CONNECTION_REFUSED"), std::string::npos);
  EXPECT_NE(world().verify().message.find(o.dropped), std::string::npos);
}

TEST_F(exchange_course, a_failure_that_somebody_is_told_of_is_not) {
  for (const bool has_success : {false, true}) {
    call c = a_call();
    if (has_success) c.success_callback = function();
    c.failure_callback = function();
    exchange x = sent(c);
    x.fail("ECONNREFUSED", "");
    EXPECT_EQ(x.conclude(false).dropped, "");
  }
  EXPECT_EQ(world().verify().message, "");
}

}  // namespace
}  // namespace kintone::proxy
