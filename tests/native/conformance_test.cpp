// The cases of tests/conformance as far as they concern the core: arguments described as JavaScript describes
// them, answers told as a transport tells them. What only sockets show is for the Node runner; cases that
// cannot be run here are listed in gaps-native.json, and a listed one that can is an error.
#include <gtest/gtest.h>

#include <memory>
#include <regex>
#include <set>

#include "core/proxy/crossing.h"
#include "tests/native/conformance/answers.h"
#include "tests/native/conformance/api.h"
#include "tests/native/conformance/checks.h"
#include "tests/native/conformance/events.h"
#include "tests/native/conformance/options.h"
#include "tests/native/conformance/pages.h"
#include "tests/native/conformance/screens.h"
#include "tests/native/conformance/server.h"
#include "tests/native/conformance/upstream.h"

namespace kintone::conformance {
namespace {

/// One case: its worlds, its upstream, and its steps.
class run {
 public:
  explicit run(const json& data) : data_(data), given_(fill(member(data_, "given"))), upstream_(given_) {
    const json& options = member(given_, "options");
    for (const json& each :
         given_.contains("shims") ? list_of(given_["shims"]) : std::vector<json>{options}) {
      worlds_.push_back(std::make_unique<world::world>(settings_of(each), fresh_entropy()));
    }
    locale_ = string_of(member(options, "locale")) == "ja" ? "ja" : "en";
    if (given_.contains("server")) server_.emplace(*worlds_.front());
  }

  void all_steps() {
    const std::vector<json> when = list_of(member(data_, "when"));
    const std::vector<json> then = list_of(member(data_, "then"));
    ASSERT_EQ(when.size(), then.size());
    for (std::size_t i = 0; i < when.size(); ++i) {
      results_.emplace_back();
      const json filled = fill(when[i]);
      if (asks(filled)) ask(filled, then[i]);
      step(filled, fill(then[i]));
    }
  }

 private:
  /// What the run knows of itself, and what its steps kept.
  json fill(const json& part) const {
    static const json package = read_json(folder() / "../../package.json");
    const std::string scheme = member(member(data_, "given"), "tls").is_string() ? "https" : "http";
    const json known = {{"upstream", scheme + "://127.0.0.1:" + std::string(upstream_port)},
                        {"port", 8080},
                        {"closed", 8081},
                        {"version", package["version"]},
                        {"file", file_header},
                        {"base", worlds_.empty() ? "" : worlds_.front()->options().origin},
                        {"requestToken", worlds_.empty() ? "" : worlds_.front()->request_token()}};
    const lookup number = names_of(numbers());
    return substitute(part, [&](std::string_view name) {
      const json& kept = member(kept_, name);
      const json& found = kept.is_null() ? member(known, name) : kept;
      return found.is_null() ? number(name) : &found;
    });
  }

  static bool asks(const json& when) {
    const std::string_view action = string_of(member(when, "do"));
    return action == "ask" || action == "hold" || action == "release";
  }

  rest_side& side() {
    if (!side_) side_.emplace(*worlds_.front(), member(given_, "options"));
    return *side_;
  }

  /// Before `then` is filled in: it may name what is kept of the answer.
  void ask(const json& when, const json& then) {
    const std::string_view action = string_of(when["do"]);
    for (std::size_t i = std::max<std::size_t>(1, size_at(when, "count")); i > 0; --i) {
      if (action == "hold") side().hold(when);
      if (action == "release") answer_ = side().release(when);
      if (action == "ask") answer_ = side().ask(when);
    }
    const json answer = parse_json(answer_.body()).value_or(json());
    for (const auto& [name, path] : member(member(then, "response"), "keep").items())
      kept_[name] = value_at_path(answer, string_of(path));
  }

  void check_asked(const json& then) {
    if (then.contains("response")) check_reply(answer_, then["response"], locale_, ids_);
    const std::vector<std::string> printed = side().take_printed();
    if (then.contains("printed")) check_printed(printed, then["printed"]);
    for (const std::string& each : printed) check_message(each, locale_);
  }

  void step(const json& when, const json& then) {
    for (const char* name : {"uncaught", "wasmHeap"}) {
      if (then.contains(name)) throw cannot(name);
    }
    world::world& w = *worlds_[size_at(when, "shim")];
    const std::string_view action = string_of(member(when, "do"));
    if (when.contains("promise") || action == "declaration" || action == "shim") throw cannot("JavaScript's");
    if (asks(when)) check_asked(then);
    if (action == "look") check_screen(w, then);
    if (asks(when) || action == "look") return check_views(then);
    if (action == "member") return page().call_member(w, when, then);
    if (action == "page") return page().step(when, then);
    if (action == "loadPlugin") return run_load_step(w, when, then);
    if (action == "open" || action == "plugin") return page().screen(w, when, then);
    if (action == "api") return api_steps(w, side(), locale_, ids_).run(when, then);
    if (action == "fire") return fire(when, then, locale_);
    if (action == "verify") return check_verify(w, member(then, "throws"));
    if (action == "reload") return w.reload();
    if (action == "loadPage" && !server_) w.reload();
    if (action == "requestToken" || action == "loadPage")
      return token(server_ && action == "loadPage" ? server_->load_page() : w.request_token(), then);
    if (action == "advance") {
      w.time().advance(size_at(when, "milliseconds"));
      return check_views(then);
    }
    if (action == "request") return request(when, then, w);
    call(when, then, w);
    check_views(then);
  }

  void check_views(const json& then) {
    for (const char* name : {"files", "records", "diskUsage"}) {
      if (then.contains(name)) return conformance::check_views(side(), then);
    }
  }

  page_steps& page() {
    if (!page_) page_.emplace(*worlds_.front(), side(), screen_);
    return *page_;
  }

  void token(std::string token, const json& then) {
    results_.back() = std::move(token);
    if (then.contains("keep")) kept_[title_of(then["keep"])] = results_.back();
    const std::regex form(then.contains("matches") ? title_of(then["matches"]) : ".*");
    EXPECT_TRUE(std::regex_match(results_.back(), form));
    const std::size_t same = then.contains("sameAs") ? size_at(then, "sameAs") : results_.size() - 1;
    EXPECT_EQ(results_.back(), results_[same]);
    if (then.contains("differsFrom")) {
      EXPECT_NE(results_.back(), results_[size_at(then, "differsFrom")]);
    }
  }

  /// A call that comes from a page, by way of its server.
  void request(const json& when, const json& then, world::world& w) {
    const json& expected = member(then, "response");
    const std::string token = when.contains("page") ? results_[size_at(when, "page")] : "";
    const auto refused = server_->refuse(when, token);
    EXPECT_EQ(refused ? refused->status : 200, static_cast<int>(size_at(expected, "status")));
    if (expected.contains("result")) return call(json::object(), {{"success", expected["result"]}}, w);
    ASSERT_TRUE(refused);
    check_failure(refused->body, expected);
  }

  void call(const json& when, const json& then, world::world& w) {
    const proxy::proxy_function& called = function_of(when);
    const bool is_upload = called.takes == proxy::data_kind::file;
    const json given = arguments_of(when, called, member(data_, "given").contains("tls"));
    std::size_t count = when.contains("count") ? size_at(when, "count") : 6;
    const auto argument_at = [&](const char* name, std::size_t index) -> json {
      return index < count && given.contains(name) ? given[name] : json({{"$", "undefined"}});
    };
    proxy::call c;
    c.called = &called;
    c.plugin_id = describe(given["pluginId"]);
    c.url = locate(argument_at("url", 0));
    c.method = describe(argument_at("method", 1));
    c.headers = describe_with_members(argument_at("headers", 2));
    const json data = argument_at("data", 3);
    c.data = is_upload ? describe_with_members(data) : describe(data);
    c.success_callback = describe(argument_at("successCallback", 4));
    c.failure_callback = describe(argument_at("failureCallback", 5));

    proxy::exchange x(w, c);
    std::vector<proxy::request> sent;
    proxy::next step = x.open();
    const proxy::settlement settlement = x.how_to_settle();
    if (step == proxy::next::json) step = x.serialized(serialize_with_saved(data, x));
    std::string body;
    if (x.is_own()) body = answer_own(x, data, is_upload);
    if (step == proxy::next::send && !x.is_own()) body = upstream_.run(x, w, sent);
    const bool is_damaged = !x.charsets().empty() && !utf8::is_valid(body);
    if (x.charsets().size() > 1 && !body.empty()) throw cannot("a text decoder");
    const json outcome = parse_json(proxy::outcome_text(x.conclude(is_damaged), w)).value_or(json());
    check_settlement(settlement, outcome, then);
    check_journal(outcome, then);
    if (member(outcome, "success") == json(true)) {
      ASSERT_TRUE(then.contains("success")) << "it is a success";
      check_success(outcome, then["success"], body, is_damaged);
    } else {
      ASSERT_TRUE(then.contains("failure")) << string_of(member(outcome, "error"));
      check_failure(std::string(string_of(member(outcome, "error"))), then["failure"]);
    }
    if (then.contains("sent")) check_sent(sent, then["sent"], c);
    EXPECT_TRUE(member(then, "connected") != json(false) || sent.empty());
  }

  /// P31: kintone's own side answers in the upstream's place.
  std::string answer_own(proxy::exchange& x, const json& data, bool is_upload) {
    const proxy::request& r = x.outgoing();
    const json& content = is_upload ? member(member(data, "value"), "text") : data;
    pieces body;
    if (r.content != proxy::body::none) add(body, content.is_string() ? content : json(json_text(content)));
    const rest_reply answer = side().ask(r, body);
    (void)x.progress(true);
    if (x.head(answer.reply.status, answer.reply.fields) == proxy::next::body) {
      (void)x.chunk(answer.body().size());
      x.end();
    }
    return answer.body();
  }

  /// Warnings, `binary`, and what is printed.
  void check_journal(const json& outcome, const json& then) const {
    std::vector<json> codes;
    std::vector<std::string> printed;
    for (const json& each : member(outcome, "warnings")) {
      codes.push_back(each["code"]);
      check_message(title_of(each["message"]), locale_);
      if (each["print"] == json(true)) printed.push_back(title_of(each["message"]));
    }
    if (outcome.contains("dropped")) printed.push_back(title_of(outcome["dropped"]));
    const json& expected = member(then, "warnings");
    const json& repeated = member(expected, "repeat");
    EXPECT_EQ(codes, repeated.is_null() ? list_of(expected.is_null() ? json::array() : expected)
                                        : std::vector<json>(size_at(expected, "times"), repeated));
    EXPECT_EQ(outcome["binary"], then.value("binary", json(false)));
    if (then.contains("printed")) check_printed(printed, then["printed"]);
  }

  void check_failure(const std::string& text, const json& expected) {
    conformance::check_failure(text, expected, locale_, ids_);
  }

  json data_;
  std::vector<std::unique_ptr<world::world>> worlds_;
  json kept_ = json::object();
  json given_;
  upstream upstream_;
  std::optional<server> server_;
  std::optional<rest_side> side_;
  std::optional<page_steps> page_;
  rest_reply answer_;
  std::string locale_;
  std::vector<std::string> results_;
  std::set<std::string> ids_;
  screen_state screen_;
  /// Of the open screen: kept under keys (V05).
  std::map<std::string, bool> kept_states_;
};

std::vector<std::string> rules() {
  std::set<std::string> names;
  for (const conformance_case& each : all_cases()) names.insert(each.rule);
  return {names.begin(), names.end()};
}

class conformance : public testing::TestWithParam<std::string> {};

TEST_P(conformance, holds) {
  const std::set<std::string> gaps = listed_gaps();
  for (const conformance_case& each : all_cases()) {
    if (each.rule != GetParam()) continue;
    SCOPED_TRACE(each.name);
    const bool is_gap = gaps.contains(each.name) || gaps.contains(each.group);
    std::string reason;
    try {
      run(each.data).all_steps();
    } catch (const cannot& why) {
      reason = why.what();
    } catch (const std::logic_error& fault) {
      ADD_FAILURE() << fault.what();
    }
    EXPECT_EQ(!reason.empty(), is_gap)
        << (is_gap ? "listed in gaps-native.json, but it can be run" : "cannot be run: " + reason);
  }
}

INSTANTIATE_TEST_SUITE_P(every, conformance, testing::ValuesIn(rules()),
                         [](const auto& one) { return one.param; });

TEST(conformance_gaps, name_cases_that_exist) {
  std::set<std::string> names;
  for (const conformance_case& each : all_cases()) names.insert({each.name, each.group});
  for (const std::string& listed : listed_gaps()) EXPECT_TRUE(names.contains(listed)) << listed;
}

}  // namespace
}  // namespace kintone::conformance
