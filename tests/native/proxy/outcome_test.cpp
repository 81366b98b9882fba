// Every code of the table has a way to come about, and every failure is the string that kintone rejects with
// (P16).
#include <gtest/gtest.h>

#include <set>

#include "core/base/limits.h"
#include "core/proxy/exchange.h"
#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;

struct way {
  error expected;
  void (*arrange)(world::settings&, call&);
  void (*happen)(exchange&);
};

void nothing(world::settings& /*options*/, call& /*what*/) {}
void body_begins(exchange& x) { (void)x.head(200, {}); }

const std::vector<way> ways = {
    {error::invalid_argument, [](world::settings&, call& c) { c.method = text("get"); }, [](exchange&) {}},
    {error::forbidden_request_header,
     [](world::settings&, call& c) {
       c.headers = object({{"TE", text("x")}});
     },
     [](exchange&) {}},
    {error::upload_too_large, [](world::settings&, call& c) { c = an_upload("209715201"); },
     [](exchange&) {}},
    {error::call_aborted, nothing, [](exchange& x) { x.abort(); }},
    {error::network_offline, [](world::settings& s, call&) { s.reach = world::network::offline; },
     [](exchange&) {}},
    {error::address_refused, nothing, [](exchange& x) { x.fail("ADDRESS_REFUSED", "10.0.0.1"); }},
    {error::host_not_found, [](world::settings& s, call&) { s.reject_unresolved_host = true; },
     [](exchange& x) { x.fail("ENOTFOUND", ""); }},
    {error::connection_refused, nothing, [](exchange& x) { x.fail("ECONNREFUSED", ""); }},
    {error::connection_reset, nothing, [](exchange& x) { x.fail("ECONNRESET", ""); }},
    {error::tls_rejected, nothing, [](exchange& x) { x.fail("CERT_HAS_EXPIRED", ""); }},
    {error::timed_out, nothing, [](exchange& x) { x.expire(); }},
    {error::network_failed, nothing, [](exchange& x) { x.fail("TypeError", ""); }},
    {error::response_body_too_large, nothing,
     [](exchange& x) { body_begins(x), (void)x.chunk(limits().response_body + 1); }},
    {error::response_too_many_header_lines, nothing,
     [](exchange& x) {
       (void)x.head(200, http::fields(101, {"X", ""}));
     }},
    {error::response_header_line_too_long, nothing,
     [](exchange& x) { x.fail("UND_ERR_HEADERS_OVERFLOW", ""); }},
    {error::response_not_text, [](world::settings& s, call&) { s.reject_binary_response = true; },
     [](exchange& x) { body_begins(x), x.end(); }},
    {error::response_truncated, nothing, [](exchange& x) { body_begins(x), x.fail("ECONNRESET", ""); }},
    {error::response_malformed, nothing, [](exchange& x) { x.fail("HPE_INVALID_VERSION", ""); }},
    {error::too_many_redirects, [](world::settings& s, call&) { s.follow_redirects = true; },
     [](exchange& x) {
       for (int i = 0; i < 6; ++i) {
         (void)x.head(302, {{"Location", "https://a.test/"}});
         (void)x.hop({text("https://a.test/"), "a.test", ""});
       }
     }},
};

outcome outcome_of(const way& w, locale language) {
  world::settings options = live();
  options.language = language;
  call c = a_call();
  w.arrange(options, c);
  world::world world(options, world::entropy{});
  exchange x(world, c);
  (void)x.open();
  w.happen(x);
  return x.conclude(w.expected == error::response_not_text);
}

TEST(outcome, every_failure_of_the_table_comes_about_in_both_languages) {
  for (const way& w : ways) {
    for (const locale language : {locale::en, locale::ja}) {
      const outcome o = outcome_of(w, language);
      const error_entry& entry = entry_of(w.expected);
      EXPECT_FALSE(o.success) << entry.code;
      EXPECT_EQ(o.code, entry.code);
      const std::string_view pattern = language == locale::ja ? entry.ja : entry.en;
      const json text = parsed(o.error);
      EXPECT_EQ(string_of(member(text, "code")), entry.code);
      EXPECT_EQ(string_of(member(text, "id")).size(), error_id_length);
      const std::string message(string_of(member(text, "message")));
      EXPECT_EQ(message.find('{'), message.find("{ network")) << "every place is filled: " << message;
      // The pattern's last words, behind its last place, end the message.
      const std::size_t last = pattern.rfind('}');
      std::string tail(pattern.substr(last == std::string_view::npos ? 0 : last + 1));
      if (w.expected == error::network_offline) tail += text_of(phrase::network_live, language);
      EXPECT_TRUE(message.ends_with(tail)) << message;
    }
  }
}

TEST(outcome, no_code_of_a_call_is_without_a_way) {
  std::set<error> reached = {error::disposed,      error::verification_failed, error::invalid_option,
                             error::body_not_kept, error::call_not_seen,       error::clock_stands,
                             error::memory_full,   error::event_promise,       error::event_handler_threw,
                             error::wrong_screen,  error::config_locked,       error::dialog_unanswered};
  for (const way& w : ways) reached.insert(w.expected);
  for (const error_entry& entry : error_table()) {
    EXPECT_EQ(reached.count(entry.id) == 1, entry.id < error::host_refused) << entry.code;
  }
}

TEST(outcome, a_disposed_world_answers_no_call) {
  world::world w(live(), world::entropy{});
  w.dispose();
  exchange x(w, a_call());
  EXPECT_EQ(x.open(), next::done);
  EXPECT_EQ(x.conclude(false).code, "SHIM_DISPOSED");
}

TEST(outcome, wrong_arguments_are_listed_with_their_messages) {
  world::world w(live(), world::entropy{});
  call c = a_call();
  c.method = text("get");
  c.headers = object({{"A", of_type("null")}, {"Content-Length", text("1")}, {"A", of_type("Map")}});
  exchange x(w, c);
  EXPECT_EQ(x.open(), next::done);
  const outcome o = x.conclude(false);
  EXPECT_EQ(o.code, "SHIM_INVALID_ARGUMENT");
  const json errors = member(parsed(o.error), "errors");
  ASSERT_TRUE(errors.is_object());
  EXPECT_EQ(errors.size(), 3U);
  EXPECT_EQ(member(member(errors, "method"), "messages").size(), 1U);
  EXPECT_EQ(member(member(errors, "headers.A"), "messages").size(), 2U);
  EXPECT_EQ(member(member(errors, "headers.Content-Length"), "messages").size(), 1U);
  for (const json& entry : errors) EXPECT_FALSE(string_of(element(member(entry, "messages"), 0)).empty());
}

TEST(outcome, forbidden_headers_alone_have_a_code_of_their_own_and_the_list) {
  world::world w(live(), world::entropy{});
  call c = a_call();
  c.headers = object({{"Content-Length", text("1")}, {"te", text("x")}});
  exchange x(w, c);
  EXPECT_EQ(x.open(), next::done);
  const outcome o = x.conclude(false);
  EXPECT_EQ(o.code, "SHIM_FORBIDDEN_REQUEST_HEADER");
  EXPECT_EQ(member(parsed(o.error), "errors").size(), 2U);
}

TEST(outcome, other_failures_have_no_list) {
  for (const way& w : ways) {
    const bool has_list =
        w.expected == error::invalid_argument || w.expected == error::forbidden_request_header;
    EXPECT_EQ(member(parsed(outcome_of(w, locale::en).error), "errors").is_object(), has_list)
        << entry_of(w.expected).code;
  }
}

TEST(outcome, an_unreadable_blob_is_a_wrong_data_value) {
  world::world w(live(), world::entropy{});
  exchange x(w, an_upload());
  EXPECT_EQ(x.open(), next::send);
  x.fail_upload("NotReadableError");
  const outcome o = x.conclude(false);
  EXPECT_EQ(o.code, "SHIM_INVALID_ARGUMENT");
  const json messages = member(member(member(parsed(o.error), "errors"), "data.value"), "messages");
  EXPECT_NE(string_of(element(messages, 0)).find("NotReadableError"), std::string::npos);
}

TEST(outcome, two_failures_have_two_ids) {
  world::world w(live(), world::entropy{});
  std::set<std::string> ids;
  for (int i = 0; i < 100; ++i) {
    exchange x(w, a_call());
    (void)x.open();
    ids.insert(std::string(string_of(member(parsed(x.conclude(false).error), "id"))));
  }
  EXPECT_EQ(ids.size(), 100U);
}

}  // namespace
}  // namespace kintone::proxy
