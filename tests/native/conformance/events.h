// Chains of handlers (E03 to E10) against the core: handlers that do as a case says, and what JavaScript
// would tell of what they did.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/page/chain_text.h"
#include "tests/native/conformance/checks.h"
#include "tests/native/conformance/values.h"

namespace kintone::conformance {

class event_chain {
 public:
  event_chain(const json& step, locale language)
      : kept_(member(step, "event")), type_(string_of(member(step, "type"))), language_(language) {
    const json& handlers = member(step, "handlers");
    if (step.contains("off") || kept_.contains("type") || !handlers.is_array()) throw cannot("JavaScript's");
    for (const json& each : handlers) {
      if (each.contains("same") || each.contains("types")) throw cannot("JavaScript's");
    }
    event_ = kept_;
    run(handlers);
  }

  /// The verdict's JSON, with what the handlers got and the event as it is applied.
  json result() {
    for (const auto& [code, field] : members_of(member(event_, "record"))) look_at(code, "/record/" + code);
    compare("/error", page::event_part::event_error, "event.error", {});
    compare("/url", page::event_part::url, "event.url", {});
    end_.event_error = describe_absent("/error");
    page::printed_notices printed;
    json result = parse_json(page::verdict_text(page::conclude(end_, language_), printed)).value_or(json());
    for (const json& place : result["applied"]) {
      const auto at = json::json_pointer(pointers_[place.get<std::size_t>()]);
      kept_[at] = event_[at];
    }
    result["event"] = kept_;
    result["got"] = got_;
    return result;
  }

 private:
  /// What a handler got or returned: the event that all of them share, or a value.
  struct value {
    bool is_event = false;
    json data;
    std::string what = "other";
  };

  void run(const json& handlers) {
    value argument{true, {}, "event"};
    end_.type = type_;
    end_.handlers = handlers.size();
    for (const json& script : handlers) {
      ++end_.last;
      got_.push_back(argument.is_event ? json("event") : argument.data);
      value came = call(script, argument);
      std::string turn =
          turn_after(script.contains("fulfils") || script.contains("rejects") ? "promise" : came.what);
      if (turn == "await") {
        if (end_.awaited == 0) end_.awaited = end_.last;
        turn = turn_after(came.what);
      } else if (script.contains("fulfils")) {
        came.what = "promise";
      }
      last_ = came;
      if (turn == "end") break;
      if (turn == "returned") argument = came;
    }
    const json told = {{"what", last_.what}};
    end_.what = page::read_chain_end(told).what;
    end_.value = last_.what == "threw"       ? described("threw", string_of_text(last_.data))
                 : last_.what == "undefined" ? argument_undefined()
                                             : describe(last_.data);
  }

  [[nodiscard]] std::string turn_after(const std::string& what) const {
    return page::turn_text(type_, what, end_.last == end_.handlers);
  }

  static std::string string_of_text(const json& text) { return std::string(string_of(text)); }
  static argument argument_undefined() { return described("undefined"); }

  value call(const json& script, const value& own) {
    for (const auto& [path, data] : members_of(member(script, "set"))) event_[pointer(path)] = data;
    for (const char* name : {"throws", "rejects"}) {
      if (!script.contains(name)) continue;
      const bool is_error = script[name].is_string();
      return {false, is_error ? "Error: " + string_of_text(script[name]) : "null", "threw"};
    }
    for (const char* name : {"fulfils", "returns"}) {
      if (!script.contains(name)) continue;
      const json& returned = script[name];
      if (returned == json("event")) return {true, json::object(), "event"};
      if (returned == json("argument")) return own;
      if (returned == json("copy")) return {false, json::object(), "copy"};
      return {false, member(returned, "value"), member(returned, "value") == json(false) ? "false" : "other"};
    }
    return {false, {}, "undefined"};
  }

  static json::json_pointer pointer(std::string path) {
    for (char& c : path) c = c == '.' ? '/' : c;
    return json::json_pointer("/" + path);
  }

  [[nodiscard]] json at(const json& from, const std::string& path) const {
    const json::json_pointer place(path);
    return from.contains(place) ? from[place] : json();
  }

  [[nodiscard]] argument describe_absent(const std::string& path) const {
    return event_.contains(json::json_pointer(path)) ? describe(at(event_, path)) : argument_undefined();
  }

  void compare(const std::string& path, page::event_part what, const std::string& told, const json& field) {
    if (at(kept_, path) == at(event_, path)) return;
    end_.changes.push_back({told, what, string_of_text(member(field, "type")), field.contains("confirmed")});
    pointers_.push_back(path);
  }

  void look_at(const std::string& code, const std::string& path) {
    const json field = at(event_, path);
    compare(path + "/disabled", page::event_part::disabled, "record." + code + ".disabled", field);
    compare(path + "/error", page::event_part::field_error, "record." + code + ".error", field);
    compare(path + "/lookup", page::event_part::lookup, "record." + code + ".lookup", field);
    if (field.contains("error")) end_.field_errors.push_back({code, describe_absent(path + "/error")});
    const json& rows = member(field, "value");
    if (!rows.is_array())
      return compare(path + "/value", page::event_part::value, "record." + code + ".value", field);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string row = std::to_string(i);
      for (const auto& [cell, data] : members_of(member(rows[i], "value"))) {
        look_at(code + "[" + row + "]." + cell, path + "/value/" + row + "/value/" + cell);
      }
    }
  }

  json kept_;
  json event_;
  std::string type_;
  locale language_;
  json got_ = json::array();
  value last_;
  page::chain_end end_;
  /// Of each change.
  std::vector<std::string> pointers_;
};

/// One step `do: "fire"`.
inline void fire(const json& when, const json& then, const std::string& language) {
  if (then.contains("printed")) throw cannot("JavaScript's");
  // Handlers of the steps before are kept by JavaScript.
  if (then.contains("got") && then["got"].size() > member(when, "handlers").size())
    throw cannot("JavaScript's");
  const json result = event_chain(when, language == "ja" ? locale::ja : locale::en).result();
  EXPECT_EQ(result["cancelled"], then.value("cancelled", json(false)));
  EXPECT_EQ(member(result, "by"), member(then, "by"));
  EXPECT_EQ(member(result, "error"), member(then, "error"));
  json errors = json::object();
  for (const json& each : result["errors"]) errors[title_of(each[0])] = each[1];
  EXPECT_EQ(errors, then.value("errors", json::object()));
  EXPECT_EQ(result["event"], then.contains("event") ? then["event"] : when["event"]);
  if (then.contains("got")) {
    EXPECT_EQ(result["got"], then["got"]);
  }
  json codes = json::array();
  std::string texts;
  for (const json& each : result["warnings"]) {
    codes.push_back(each["code"]);
    check_message(title_of(each["message"]), language);
    texts += title_of(each["message"]);
  }
  EXPECT_EQ(codes, then.value("warnings", json::array()));
  const json& thrown = member(then, "thrown");
  EXPECT_EQ(result.contains("fault"), !thrown.is_null());
  if (result.contains("fault")) {
    check_message(title_of(result["fault"]["message"]), language);
    texts += title_of(result["fault"]["message"]);
    if (thrown.is_object()) {
      EXPECT_EQ(result["fault"]["code"], thrown["code"]);
    } else {
      EXPECT_NE(texts.find(string_of(thrown)), std::string::npos);
    }
  }
  expect_mentions(texts, member(then, "mentions"));
}

}  // namespace kintone::conformance
