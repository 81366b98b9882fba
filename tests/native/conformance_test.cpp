// The cases of tests/conformance as far as they concern the core: arguments described as JavaScript describes
// them, answers told as a transport tells them. What only sockets show (durations, closed connections) is for
// the Node runner; cases that cannot be run here at all are listed in gaps-native.json, and a listed one that
// can be is an error.
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <regex>
#include <set>

#include "core/proxy/crossing.h"
#include "tests/native/conformance/checks.h"
#include "tests/native/conformance/server.h"
#include "tests/native/conformance/upstream.h"

namespace kintone::conformance {
namespace {

world::entropy fresh_entropy() {
  std::random_device device;
  world::entropy key;
  for (auto& byte : key) byte = static_cast<std::uint8_t>(device());
  return key;
}

json written(const argument& a) {
  json members = json::array();
  for (const auto& [name, value] : a.members) members.push_back(json::array({name, written(value)}));
  return json::array({a.type, a.text, std::move(members)});
}

world::settings settings_of(json options) {
  if (!options.is_object()) options = json::object();
  if (!options.contains("network")) options["network"] = json::array({"127.0.0.1", "localhost"});
  argument whole = describe_with_members(options);
  for (auto& [name, value] : whole.members) {
    if (value.is("array") || value.is("object")) value = describe_with_members(options[name]);
  }
  auto read = world::read_settings(written(whole));
  if (const auto* fault = std::get_if<std::string>(&read)) throw std::logic_error(*fault);
  return std::get<world::settings>(std::move(read));
}

/// One case: its worlds, its upstream, and its steps.
class run {
 public:
  explicit run(const json& data) : data_(data), given_(fill("given")), upstream_(given_) {
    const json& options = member(given_, "options");
    for (const json& each :
         given_.contains("shims") ? list_of(given_["shims"]) : std::vector<json>{options}) {
      worlds_.push_back(std::make_unique<world::world>(settings_of(each), fresh_entropy()));
    }
    locale_ = string_of(member(options, "locale")) == "ja" ? "ja" : "en";
    if (given_.contains("server")) server_.emplace(*worlds_.front());
  }

  void all_steps() {
    const std::vector<json> when = list_of(fill("when"));
    const std::vector<json> then = list_of(fill("then"));
    ASSERT_EQ(when.size(), then.size());
    for (std::size_t i = 0; i < when.size(); ++i) step(when[i], then[i]);
  }

 private:
  json fill(std::string_view part) const {
    static const json package = read_json(folder() / "../../package.json");
    const std::string scheme = member(member(data_, "given"), "tls").is_string() ? "https" : "http";
    const json known = {{"upstream", scheme + "://127.0.0.1:" + std::string(upstream_port)},
                        {"port", 8080},
                        {"closed", 8081},
                        {"version", package["version"]}};
    const lookup number = names_of(numbers());
    return substitute(member(data_, part), [&](std::string_view name) {
      const json& found = member(known, name);
      return found.is_null() ? number(name) : &found;
    });
  }

  void step(const json& when, const json& then) {
    for (const char* name : {"uncaught", "wasmHeap"}) {
      if (then.contains(name)) throw cannot(name);
    }
    world::world& w = *worlds_[size_at(when, "shim")];
    const std::string_view action = string_of(member(when, "do"));
    if (when.contains("promise") || action == "declaration") throw cannot("JavaScript's");
    results_.emplace_back();
    if (action == "verify") return verify(w, member(then, "throws"));
    if (action == "reload") return w.reload();
    if (action == "requestToken") return token(w.request_token(), then);
    if (action == "loadPage") return token(server_->load_page(), then);
    if (action == "advance") return w.time().advance(size_at(when, "milliseconds"));
    if (action == "request") return request(when, then, w);
    call(when, then, w);
  }

  void verify(const world::world& w, const json& throws) const {
    const std::string message = w.verify();
    EXPECT_EQ(message.empty(), throws.is_null()) << message;
    expect_mentions(message, member(throws, "mentions"));
  }

  void token(std::string token, const json& then) {
    results_.back() = std::move(token);
    if (then.contains("matches")) {
      EXPECT_TRUE(std::regex_match(results_.back(), std::regex(title_of(then["matches"]))));
    }
    if (then.contains("sameAs")) {
      EXPECT_EQ(results_.back(), results_[size_at(then, "sameAs")]);
    }
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
    const bool is_upload = string_of(member(when, "api")) == "upload";
    json given = {{"url", member(data_, "given").contains("tls") ? "https://127.0.0.1:8080/"
                                                                 : "http://127.0.0.1:8080/"},
                  {"method", is_upload ? "POST" : "GET"},
                  {"headers", json::object()},
                  {"data", json::object()}};
    if (is_upload) given["data"] = {{"format", "RAW"}, {"value", {{"$", "blob"}}}};
    for (const auto& [name, value] : when.items()) given[name] = value;
    std::size_t count = when.contains("count") ? size_at(when, "count") : 6;
    const auto argument_at = [&](const char* name, std::size_t index) -> json {
      return index < count && given.contains(name) ? given[name] : json({{"$", "undefined"}});
    };
    proxy::call c;
    c.called = is_upload ? proxy::api::upload : proxy::api::proxy;
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
    if (step == proxy::next::json) step = x.serialized(serialize(data));
    const std::string body = step == proxy::next::send ? upstream_.run(x, w, sent) : "";
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
    if (!then.contains("printed")) return;
    ASSERT_EQ(printed.size(), then["printed"].size());
    for (std::size_t i = 0; i < printed.size(); ++i) expect_mentions(printed[i], then["printed"][i]);
  }

  void check_failure(const std::string& text, const json& expected) {
    const json error = parse_json(text).value_or(json());
    EXPECT_EQ(member(error, "code"), expected["code"]) << text;
    const std::string id(string_of(member(error, "id")));
    EXPECT_EQ(id.size(), size_at(numbers()["number"], "errorIdLength")) << text;
    EXPECT_TRUE(all_of(id, [](char c) { return ascii::is_alpha(c) || ascii::is_digit(c); }) &&
                ids_.insert(id).second)
        << id;
    check_message(std::string(string_of(member(error, "message"))), locale_);
    expect_mentions(std::string(string_of(member(error, "message"))), member(expected, "mentions"));
    EXPECT_EQ(names_in(member(error, "errors")), names_in(member(expected, "errors"))) << text;
    for (const auto& [name, entry] : member(error, "errors").items()) {
      std::string all;
      for (const json& message : member(entry, "messages")) {
        check_message(title_of(message), locale_);
        all += title_of(message) + "\n";
      }
      EXPECT_NE(all, "") << name;
      if (expected["errors"].is_object()) expect_mentions(all, member(expected["errors"], name));
    }
  }

  json data_;
  json given_;
  upstream upstream_;
  std::vector<std::unique_ptr<world::world>> worlds_;
  std::optional<server> server_;
  std::string locale_;
  std::vector<std::string> results_;
  std::set<std::string> ids_;
};

/// Names of the cases that gaps-native.json lists.
std::set<std::string> listed_gaps() {
  std::set<std::string> listed;
  for (const json& gap : read_json(folder() / "gaps-native.json")) {
    for (const json& title : gap["cases"]) listed.insert(title_of(title));
  }
  return listed;
}

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
