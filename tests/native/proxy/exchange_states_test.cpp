// Every event in every state, in wrong orders too: the exchange stays within its states, the first end
// decides, and there is always an outcome.
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "core/proxy/exchange.h"
#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;

struct event {
  const char* name;
  std::function<std::optional<next>(exchange&)> happen;
};

const location another_url = {text("https://other.example.com/b"), "other.example.com", ""};
const location no_url = {text("ftp://x/"), "x", ""};

constexpr std::string_view relayed_success =
    R"({"success":true,"result":{"status":404,"headers":{"X-A":"1"}},"shim":{"binary":true,"warnings":[]}})";
constexpr std::string_view relayed_failure =
    R"({"code":"SHIM_NETWORK_OFFLINE","id":"ABCDEFGHIJabcdefghij","message":"m"})";

const std::vector<event>& events() {
  static const std::vector<event> all = {
      {"open", [](exchange& x) { return x.open(); }},
      {"serialized", [](exchange& x) { return x.serialized(of_type("string")); }},
      {"serialized {}", [](exchange& x) { return x.serialized(of_type("object")); }},
      {"serialized threw", [](exchange& x) { return x.serialized(threw("Error: no")); }},
      {"progress", [](exchange& x) { return (void)x.progress(false), std::nullopt; }},
      {"progress last", [](exchange& x) { return (void)x.progress(true), std::nullopt; }},
      {"head 103", [](exchange& x) { return x.head(103, {}); }},
      {"head 200",
       [](exchange& x) {
         return x.head(200, {{"Content-Type", "text/plain; charset=\xff"}});
       }},
      {"head 302",
       [](exchange& x) {
         return x.head(302, {{"Location", "/\xff"}});
       }},
      {"head of 101 lines",
       [](exchange& x) {
         return x.head(200, http::fields(101, {"X", ""}));
       }},
      {"hop", [](exchange& x) { return x.hop(another_url); }},
      {"hop to no url", [](exchange& x) { return x.hop(no_url); }},
      {"chunk 1", [](exchange& x) { return (void)x.chunk(1), std::nullopt; }},
      {"chunk of too much", [](exchange& x) { return (void)x.chunk(UINT64_MAX), std::nullopt; }},
      {"end", [](exchange& x) { return x.end(), std::nullopt; }},
      {"fail refused", [](exchange& x) { return x.fail("ECONNREFUSED", ""), std::nullopt; }},
      {"fail resolve", [](exchange& x) { return x.fail("ENOTFOUND", ""), std::nullopt; }},
      {"fail overflow", [](exchange& x) { return x.fail("UND_ERR_HEADERS_OVERFLOW", "\xff"), std::nullopt; }},
      {"fail upload", [](exchange& x) { return x.fail_upload("\xff"), std::nullopt; }},
      {"relayed success", [](exchange& x) { return x.relayed(200, relayed_success, true), std::nullopt; }},
      {"relayed failure", [](exchange& x) { return x.relayed(502, relayed_failure, false), std::nullopt; }},
      {"relayed nonsense", [](exchange& x) { return x.relayed(200, "\xff", false), std::nullopt; }},
      {"expire", [](exchange& x) { return x.expire(), std::nullopt; }},
      {"abort", [](exchange& x) { return x.abort(), std::nullopt; }},
  };
  return all;
}

const event& event_called(std::string_view name) {
  return *find_if(events(), [name](const event& e) { return e.name == name; });
}

/// The way to each state, by events.
const std::vector<std::vector<std::string_view>> ways = {
    {},
    {"open"},
    {"open", "serialized"},
    {"open", "progress"},
    {"open", "progress last"},
    {"open", "head 103"},
    {"open", "head 200"},
    {"open", "head 200", "chunk 1"},
    {"open", "head 302"},
    {"open", "head 302", "hop"},
    {"open", "head 302", "hop", "head 200"},
    {"open", "head 302", "hop to no url"},
    {"open", "head 200", "end"},
    {"open", "head 200", "chunk of too much"},
    {"open", "head of 101 lines"},
    {"open", "serialized threw"},
    {"open", "fail refused"},
    {"open", "fail resolve"},
    {"open", "fail upload"},
    {"open", "expire"},
    {"open", "relayed success"},
    {"open", "relayed failure"},
    {"open", "abort"},
    {"abort"},
};

struct variant_of_world {
  const char* name;
  world::settings options;
  call what;
};

std::vector<variant_of_world> variants() {
  world::settings follows = live();
  follows.follow_redirects = true;
  world::settings offline;
  world::settings page;
  page.relayed = true;
  call wrong = a_call();
  wrong.method = text("PATCH");
  call dropped = a_call();
  dropped.success_callback = function();
  return {{"get", live(), a_call()},
          {"post of json", follows, a_post(object())},
          {"upload", follows, an_upload()},
          {"offline", offline, a_call()},
          {"wrong argument", follows, wrong},
          {"dropped failure", follows, dropped},
          {"page", page, a_call()},
          {"page upload", page, an_upload()},
          {"page dropped failure", page, dropped}};
}

const std::set<next> states = {next::json, next::send, next::body, next::redirect, next::done};

void happen(const event& e, exchange& x) {
  const bool was_done = x.is_done();
  const std::optional<next> step = e.happen(x);
  if (step) {
    EXPECT_TRUE(states.count(*step) == 1) << e.name;
    EXPECT_EQ(*step == next::done, x.is_done()) << e.name;
  }
  EXPECT_TRUE(!was_done || x.is_done()) << e.name;
}

void expect_whole(const outcome& o) {
  if (o.success) {
    EXPECT_GE(o.status, 200);
    EXPECT_TRUE(o.code.empty() && o.error.empty() && o.dropped.empty());
    return;
  }
  EXPECT_FALSE(o.body);
  const auto text = parse_json(o.error);
  ASSERT_TRUE(text) << o.error;
  EXPECT_EQ(string_of(member(*text, "code")), o.code);
  EXPECT_EQ(string_of(member(*text, "id")).size(), 20U);
  EXPECT_FALSE(string_of(member(*text, "message")).empty());
  EXPECT_TRUE(any_of(error_table(), [&o](const error_entry& entry) {
    return entry.code == o.code && entry.id < error::warn_response_body;
  })) << o.code;
}

/// Success or code: what must not change once it is decided.
std::string verdict(const outcome& o) { return o.success ? std::to_string(o.status) : std::string(o.code); }

class exchange_states : public ::testing::TestWithParam<variant_of_world> {
 protected:
  /// The outcome after the way, and after the events behind it.
  outcome after(const std::vector<std::string_view>& way, std::initializer_list<const event*> then) {
    world::world w(GetParam().options, world::entropy{});
    exchange x(w, GetParam().what);
    for (const std::string_view name : way) happen(event_called(name), x);
    for (const event* e : then) happen(*e, x);
    was_done_ = x.is_done();
    return x.conclude(false);
  }

  bool was_done_ = false;
};

TEST_P(exchange_states, two_events_of_any_kind_lead_to_one_outcome) {
  for (const auto& way : ways) {
    for (const event& first : events()) {
      for (const event& second : events()) {
        SCOPED_TRACE(std::to_string(way.size()) + ", " + first.name + ", " + second.name);
        expect_whole(after(way, {&first, &second}));
      }
    }
  }
}

TEST_P(exchange_states, what_is_decided_stays) {
  for (const auto& way : ways) {
    const std::string decided = verdict(after(way, {}));
    if (!was_done_) {
      EXPECT_EQ(decided, "SHIM_CALL_ABORTED");
      continue;
    }
    for (const event& late : events())
      EXPECT_EQ(verdict(after(way, {&late})), decided) << way.size() << " " << late.name;
  }
}

std::string name_of_variant(const ::testing::TestParamInfo<variant_of_world>& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(of, exchange_states, ::testing::ValuesIn(variants()), name_of_variant);

}  // namespace
}  // namespace kintone::proxy
