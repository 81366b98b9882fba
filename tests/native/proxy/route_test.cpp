// Routes: what an exchange makes of their answers.
#include "core/proxy/route.h"

#include "core/proxy/crossing.h"
#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;

class route : public exchange_fixture {
 protected:
  route() {
    options_ = {};
    world().declare_routes();
  }

  exchange asked(call c = a_call()) {
    exchange x(world(), std::move(c));
    EXPECT_EQ(x.open(), next::route);
    return x;
  }
};

TEST_F(route, takes_a_call_whatever_may_be_reached) {
  exchange x = asked();
  EXPECT_EQ(x.outgoing().url(), "https://api.example.com/v1");
  EXPECT_EQ(x.routed({.is_taken = true}), next::send);
  EXPECT_EQ(x.head(200, {}), next::body);
  x.end();
  EXPECT_TRUE(x.conclude(false).success);
  EXPECT_EQ(world().verify().message, "");
}

TEST_F(route, comes_after_every_check_of_an_argument) {
  call c = a_call();
  c.method = text("PATCH");
  exchange x(world(), c);
  EXPECT_EQ(x.open(), next::done);
  EXPECT_EQ(x.routed({.is_taken = true}), next::done);
  EXPECT_EQ(x.conclude(false).code, "SHIM_INVALID_ARGUMENT");
}

TEST_F(route, is_asked_once_the_json_text_is_there) {
  exchange x(world(), a_post(object()));
  EXPECT_EQ(x.open(), next::json);
  EXPECT_EQ(x.serialized(of_type("string")), next::route);
  EXPECT_EQ(x.routed({.is_taken = true}), next::send);
}

TEST_F(route, is_not_asked_of_kintones_own_origin_nor_where_none_was_declared) {
  call c = a_call();
  c.url = {text("https://example.kintone.com/k/v1/x"), "example.kintone.com", ""};
  exchange own(world(), c);
  EXPECT_EQ(own.open(), next::send);
  EXPECT_TRUE(own.is_own());
  world().reset(world::entropy{});
  exchange x(world(), a_call());
  EXPECT_EQ(x.open(), next::done);
}

TEST_F(route, that_comes_nearest_is_named_where_the_network_refuses) {
  exchange x = asked();
  EXPECT_EQ(x.routed({.nearest = "POST https://api.example.com/v1", .misfit = "method"}), next::done);
  const outcome o = x.conclude(false);
  EXPECT_EQ(o.code, "SHIM_NETWORK_OFFLINE");
  EXPECT_NE(o.error.find("The nearest route is POST https://api.example.com/v1: its method does not match."),
            std::string::npos)
      << o.error;
  EXPECT_EQ(string_of(member(parsed(outcome_text(o, world())), "unmatched")), o.unmatched);
  EXPECT_EQ(string_of(member(parsed(outcome_text(o, world())), "complaint")),
            "nothing answered kintone.proxy GET https://api.example.com/v1\n  " +
                std::string(string_of(member(parsed(o.error), "message"))));
  EXPECT_EQ(world().verify().message,
            message_of(error::verification_failed, locale::en, {"1"}) +
                "\n- nothing answered kintone.proxy GET https://api.example.com/v1\n  " + o.unmatched);
  exchange used_up = asked();
  EXPECT_EQ(used_up.routed({.nearest = "GET https://api.example.com/v1", .misfit = "times"}), next::done);
  EXPECT_NE(used_up.conclude(false).error.find("The route GET https://api.example.com/v1 is used up."),
            std::string::npos);
  exchange silent = asked();
  EXPECT_EQ(silent.routed({.nearest = "GET https://api.example.com/v1", .misfit = "reply"}), next::done);
  EXPECT_NE(silent.conclude(false).error.find("The route GET https://api.example.com/v1 has no reply."),
            std::string::npos);
}

TEST_F(route, or_the_network_where_that_may_be_reached) {
  options_ = live();
  world::world w(options_, world::entropy{});
  w.declare_routes();
  exchange x(w, a_call());
  EXPECT_EQ(x.open(), next::route);
  EXPECT_FALSE(x.wants_nearest());
  EXPECT_EQ(x.routed({.nearest = "GET https://b/", .misfit = "url"}), next::send);
}

TEST_F(route, a_function_may_dispose_of_the_shim) {
  exchange x = asked();
  world().dispose();
  EXPECT_EQ(x.routed({.is_taken = true}), next::done);
  EXPECT_EQ(x.conclude(false).code, "SHIM_DISPOSED");
}

TEST_F(route, fails_as_the_real_thing_would) {
  const auto code_of = [this](std::string_view name) {
    exchange x = asked();
    EXPECT_EQ(x.routed({.is_taken = true}), next::send);
    x.fail_as(name);
    const outcome o = x.conclude(false);
    const json told = parsed(outcome_text(o, world()));
    if (!o.success) {
      EXPECT_EQ(string_of(member(told, "end")), name);
    }
    return o.success ? std::to_string(o.status) : o.code;
  };
  EXPECT_EQ(code_of("dns"), "503");
  EXPECT_EQ(code_of("tls"), "SHIM_TLS_REJECTED");
  EXPECT_EQ(code_of("refused"), "SHIM_CONNECTION_REFUSED");
  EXPECT_EQ(code_of("reset"), "SHIM_CONNECTION_RESET");
  EXPECT_EQ(code_of("truncated"), "SHIM_RESPONSE_TRUNCATED");
  EXPECT_EQ(code_of("timeout"), "GAIA_PR03");
}

TEST_F(route, of_204_and_304_brings_no_body) {
  for (const int status : {204, 304}) {
    exchange x = asked();
    EXPECT_EQ(x.routed({.is_taken = true}), next::send);
    EXPECT_EQ(x.head(status, {}), next::body);
    EXPECT_FALSE(x.chunk(std::uint64_t{1} << 40U));
    const outcome o = x.conclude(false);
    EXPECT_TRUE(o.success);
    EXPECT_EQ(o.status, status);
  }
}

TEST_F(route, whose_name_does_not_resolve_rejects_where_the_option_says_so) {
  options_.reject_unresolved_host = true;
  world::world w(options_, world::entropy{});
  w.declare_routes();
  exchange x(w, a_call());
  EXPECT_EQ(x.open(), next::route);
  EXPECT_EQ(x.routed({.is_taken = true}), next::send);
  x.fail_as("dns");
  EXPECT_EQ(x.conclude(false).code, "SHIM_HOST_NOT_FOUND");
}

TEST_F(route, whose_function_throws_fails_the_call_and_is_reported) {
  exchange x = asked();
  EXPECT_EQ(x.routed({.is_taken = true}), next::send);
  x.fail_route("boom");
  const outcome o = x.conclude(false);
  EXPECT_EQ(o.code, "SHIM_NETWORK_FAILED");
  EXPECT_NE(o.error.find("a function of its route threw: boom"), std::string::npos) << o.error;
  EXPECT_NE(world().verify().message.find("boom"), std::string::npos);
}

TEST_F(route, of_a_redirect_is_asked_for_like_the_first) {
  options_.follow_redirects = true;
  world::world w(options_, world::entropy{});
  w.declare_routes();
  exchange x(w, a_call());
  EXPECT_EQ(x.open(), next::route);
  EXPECT_EQ(x.routed({.is_taken = true}), next::send);
  EXPECT_EQ(x.head(302, {{"Location", "/b"}}), next::redirect);
  EXPECT_EQ(x.hop({text("https://api.example.com/b"), "api.example.com", ""}), next::route);
  EXPECT_EQ(x.routed({}), next::done);
  EXPECT_EQ(x.conclude(false).code, "SHIM_NETWORK_OFFLINE");
}

TEST_F(route, of_a_page_answers_in_the_page_by_its_own_clock) {
  options_.relayed = true;
  world::world w(options_, world::entropy{});
  w.declare_routes();
  exchange x(w, a_call());
  EXPECT_EQ(x.open(), next::route);
  EXPECT_EQ(x.routed({.is_taken = true}), next::send);
  EXPECT_FALSE(x.message());
  EXPECT_EQ(x.progress(true), 30'000U);
  exchange relayed(w, a_call());
  EXPECT_EQ(relayed.open(), next::route);
  EXPECT_FALSE(relayed.wants_nearest());
  EXPECT_EQ(relayed.routed({}), next::send);
  EXPECT_TRUE(relayed.message());
  EXPECT_EQ(relayed.progress(true), 0U);
}

TEST_F(route, asks_with_the_request_in_the_step) {
  exchange x(world(), a_call());
  const json step = parsed(step_text(x.open(), x));
  EXPECT_EQ(string_of(member(step, "next")), "route");
  EXPECT_EQ(string_of(member(member(step, "request"), "url")), "https://api.example.com/v1");
  EXPECT_TRUE(member(step, "settlement").is_object());
  EXPECT_TRUE(is_true(member(step, "wantsNearest")));
}

TEST_F(route, that_was_not_used_is_reported_beside_the_rest) {
  world().note_dropped_failure("dropped");
  const std::string found = world().verify({"one", "two"}).message;
  EXPECT_EQ(found, message_of(error::verification_failed, locale::en, {"3"}) + "\n- dropped\n- one\n- two");
  const std::vector<std::string> many(30, "one");
  EXPECT_NE(world().verify(many).message.find("\n- … and 11 more"), std::string::npos)
      << world().verify(many).message;
}

}  // namespace
}  // namespace kintone::proxy
