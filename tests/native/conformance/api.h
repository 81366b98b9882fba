// Steps that call kintone.api and its members (K01 to K08), against the core.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

#include "core/page/api_call.h"
#include "tests/native/conformance/checks.h"
#include "tests/native/conformance/rest_side.h"
#include "tests/native/conformance/screens.h"

namespace kintone::conformance {

/// What of `JSON.stringify` the core is told: the text of parameters that are an object.
inline std::string params_text(const json& params) {
  if (params.is_object() && !tag_of(params).empty()) return {};
  return params.is_object() ? json_text(expected_value(params)) : std::string();
}

class api_steps {
 public:
  api_steps(world::world& w, rest_side& side, std::string locale, std::set<std::string>& ids)
      : world_(w), side_(side), locale_(std::move(locale)), ids_(ids) {}

  void run(const json& when, const json& then) {
    const std::string_view name = string_of(member(when, "member"));
    if (name == "getConcurrencyLimit") throw cannot("the count of requests, which the handle has");
    const json& given = when["arguments"];
    if (!name.empty()) return check_url(name == "urlForGet", given, then);
    const json called = {{"base", world_.options().origin},   {"path", described_at(given, 0)},
                         {"method", described_at(given, 1)},  {"params", described_at(given, 2)},
                         {"text", params_text(at(given, 2))}, {"ok", described_at(given, 3)},
                         {"failed", described_at(given, 4)}};
    const json made = told(page::api_call_text(world_, json_or_null(json_text(called))));
    const bool is_promise = made["returnsPromise"] == json(true);
    if (then.contains("returns")) {
      EXPECT_EQ(is_promise ? "promise" : "undefined", title_of(then["returns"]));
    }
    check_end(made, then);
  }

 private:
  static json at(const json& given, std::size_t i) {
    return i < given.size() ? given[i] : json({{"$", "undefined"}});
  }
  static json described_at(const json& given, std::size_t i) { return written(describe(at(given, i))); }
  static json told(const std::string& text) { return parse_json(text).value_or(json()); }

  void check_url(bool has_params, const json& given, const json& then) {
    json called = {{"base", world_.options().origin}, {"path", described_at(given, 0)}};
    called["guest"] = described_at(given, has_params ? 2 : 1);
    if (has_params) {
      called["params"] = described_at(given, 1);
      called["text"] = params_text(at(given, 1));
    }
    const json made = told(page::api_url_text(world_, json_or_null(json_text(called))));
    EXPECT_EQ(made.contains("message"), then.contains("throws")) << made;
    expect_mentions(std::string(string_of(member(made, "message"))),
                    member(member(then, "throws"), "mentions"));
    if (then.contains("value")) {
      EXPECT_EQ(made["url"], then["value"]);
    }
  }

  void check_end(const json& made, const json& then) {
    if (made.contains("error")) {
      ASSERT_TRUE(then.contains("failure")) << made;
      return check_failure(title_of(made["error"]), then["failure"], locale_, ids_);
    }
    const std::string url = title_of(made["url"]);
    json step = {{"method", made["method"]}, {"as", "session"}, {"fields", json::object()}};
    step["path"] = url.substr(world_.options().origin.size());
    for (std::size_t i = 0; i < made["fields"].size(); i += 2)
      step["fields"][title_of(made["fields"][i])] = made["fields"][i + 1];
    if (made.contains("body")) step["json"] = told(title_of(made["body"]));
    const rest_reply answer = side_.ask(step);
    const json body = told(answer.body());
    const json& requested = member(then, "requested");
    if (requested.contains("method")) {
      EXPECT_EQ(made["method"], requested["method"]);
    }
    ASSERT_EQ(answer.reply.status != 200, then.contains("failure")) << answer.body();
    if (then.contains("failure")) {
      EXPECT_EQ(body["code"], then["failure"]["code"]);
    }
    if (then.contains("value")) {
      EXPECT_EQ(body, then["value"]);
    }
  }

  world::world& world_;
  rest_side& side_;
  std::string locale_;
  std::set<std::string>& ids_;
};

}  // namespace kintone::conformance
