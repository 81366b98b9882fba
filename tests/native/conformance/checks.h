// What the end of a call must be, as the cases say it.
#pragma once

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

#include "core/base/ascii.h"
#include "core/http/field_section_reader.h"
#include "core/proxy/wire.h"
#include "tests/native/conformance/values.h"

namespace kintone::conformance {

inline std::vector<json> list_of(const json& value) {
  return value.is_array() ? std::vector<json>(value.begin(), value.end()) : std::vector<json>{value};
}

/// `names` of each member, or the elements of a list.
inline std::set<std::string> names_in(const json& value) {
  std::set<std::string> names;
  for (const auto& [name, each] : value.items()) names.insert(value.is_array() ? title_of(each) : name);
  return names;
}

inline void expect_mentions(const std::string& text, const json& facts) {
  for (const json& fact : facts)
    EXPECT_NE(text.find(title_of(fact)), std::string::npos) << text << "\nlacks " << fact;
}

inline void check_printed(const std::vector<std::string>& printed, const json& expected) {
  ASSERT_EQ(printed.size(), expected.size());
  for (std::size_t i = 0; i < printed.size(); ++i) expect_mentions(printed[i], expected[i]);
}

/// The fields of the request as they stand on the wire.
inline http::fields wire_fields(const proxy::request& r, std::size_t body_length) {
  const std::string head = proxy::request_head(r, body_length);
  http::field_section_reader reader({.count = 1'000, .length = 1'000'000});
  (void)reader.read(std::string_view(head).substr(head.find('\n') + 1));
  return reader.take_lines();
}

inline void check_settlement(const proxy::settlement& how, const json& outcome, const json& then) {
  if (then.contains("returns")) {
    EXPECT_EQ(how.returns_promise ? "promise" : "undefined", title_of(then["returns"]));
  }
  const bool success = member(outcome, "success") == json(true);
  EXPECT_EQ(success && how.runs_success_callback ? 1U : 0U, size_at(member(then, "callbacks"), "success"));
  EXPECT_EQ(!success && how.runs_failure_callback ? 1U : 0U, size_at(member(then, "callbacks"), "failure"));
}

/// A text of the shim: there, filled in, and in the run's form and language.
inline void check_message(const std::string& message, const std::string& locale) {
  const std::string mark = title_of(numbers()["mark"][locale]);
  EXPECT_TRUE(!message.empty() && message.starts_with(mark)) << message;
  EXPECT_EQ(std::regex_search(message, std::regex(R"(\{\d\})")), false) << message;
  EXPECT_TRUE(locale == "en" || any_of(message, ascii::is_high)) << message;
}

/// P16: the JSON of an error; no two have the same `id`.
inline void check_failure(const std::string& text, const json& expected, const std::string& locale,
                          std::set<std::string>& ids) {
  const json error = parse_json(text).value_or(json());
  EXPECT_EQ(member(error, "code"), expected["code"]) << text;
  const std::string id(string_of(member(error, "id")));
  EXPECT_EQ(id.size(), size_at(numbers()["number"], "errorIdLength")) << text;
  EXPECT_TRUE(all_of(id, [](char c) { return ascii::is_alpha(c) || ascii::is_digit(c); }) &&
              ids.insert(id).second)
      << id;
  check_message(std::string(string_of(member(error, "message"))), locale);
  expect_mentions(std::string(string_of(member(error, "message"))), member(expected, "mentions"));
  for (const json& each : member(expected, "hides")) EXPECT_EQ(text.find(title_of(each)), std::string::npos);
  EXPECT_EQ(names_in(member(error, "errors")), names_in(member(expected, "errors"))) << text;
  for (const auto& [name, entry] : member(error, "errors").items()) {
    std::string all;
    for (const json& message : member(entry, "messages")) {
      check_message(title_of(message), locale);
      all += title_of(message) + "\n";
    }
    EXPECT_NE(all, "") << name;
    if (expected["errors"].is_object()) expect_mentions(all, member(expected["errors"], name));
  }
}

inline void check_success(const json& outcome, const json& expected, const std::string& body,
                          bool is_damaged) {
  if (expected.contains("status")) {
    EXPECT_EQ(outcome["status"], expected["status"]);
  }
  const json& headers = outcome["headers"];
  if (expected.contains("headers")) {
    EXPECT_EQ(names_in(headers), names_in(expected["headers"]));
    for (const auto& [name, value] : expected["headers"].items())
      EXPECT_EQ(member(headers, name), value) << name;
  }
  if (expected.contains("headerNames")) {
    std::vector<json> names;
    for (const auto& each : headers.items()) names.emplace_back(each.key());
    EXPECT_EQ(names, list_of(expected["headerNames"]));
  }
  for (const auto& [name, value] : member(expected, "has").items()) EXPECT_EQ(member(headers, name), value);
  for (const json& name : member(expected, "lacks")) EXPECT_TRUE(member(headers, title_of(name)).is_null());
  if (expected.contains("body") && !is_damaged) {
    EXPECT_EQ(outcome.contains("body") ? title_of(outcome["body"]) : body, bytes_of(expected["body"]));
  }
}

inline void check_raw(const proxy::request& r, const http::fields& lines, const std::string& body,
                      const json& raw) {
  std::string head = std::string(http::name_of(r.method)) + " " + r.target + " HTTP/1.1";
  for (const http::field& line : lines) head += "\r\n" + line.name + ": " + line.value;
  std::string expected;
  for (std::size_t i = 0; i + 1 < raw.size(); ++i) expected += (i > 0 ? "\r\n" : "") + title_of(raw[i]);
  EXPECT_EQ(head + "\r\n", expected);
  if (r.content != proxy::body::blob) {
    EXPECT_EQ(body, title_of(raw.back()));
  }
}

/// What JavaScript makes of the data is for the Node runner: of a JSON body only that it is one.
inline void check_sent(const std::vector<proxy::request>& sent, const json& expected, const proxy::call& c) {
  ASSERT_EQ(sent.size(), expected.size());
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const proxy::request& r = sent[i];
    const json& one = expected[i];
    const std::string text = r.content == proxy::body::text ? c.data.text : "";
    const bool is_known = r.content != proxy::body::json && r.content != proxy::body::blob;
    const std::size_t size =
        r.content == proxy::body::blob ? whole_number(c.data["value"].text).value_or(0) : text.size();
    if (one.contains("method")) {
      EXPECT_EQ(http::name_of(r.method), title_of(one["method"]));
    }
    if (one.contains("target")) {
      EXPECT_EQ(r.target, title_of(one["target"]));
    }
    const http::fields lines = wire_fields(r, size);
    const auto value_of = [&lines](const std::string& name) {
      std::string all;
      for (const http::field& line : lines) {
        const bool is_it = ascii::to_lower(line.name) == ascii::to_lower(name);
        if (is_it) all += (all.empty() ? "" : "\n") + line.value;
      }
      return http::find(lines, name) == nullptr ? "(none)" : all;
    };
    for (const auto& [name, value] : member(one, "has").items()) {
      const bool is_length = ascii::to_lower(name) == "content-length" && r.content == proxy::body::json;
      EXPECT_TRUE(is_length || value_of(name) == title_of(value)) << name << ": " << value_of(name);
    }
    for (const json& name : member(one, "lacks")) EXPECT_EQ(value_of(title_of(name)), "(none)") << name;
    if (one.contains("body")) {
      EXPECT_EQ(r.content == proxy::body::none, one["body"].is_null());
      EXPECT_TRUE(r.content != proxy::body::json || one["body"] != json("")) << "{} is an empty body";
      if (is_known && !one["body"].is_null()) {
        EXPECT_EQ(text, bytes_of(one["body"]));
      }
    }
    if (one.contains("raw")) check_raw(r, lines, text, one["raw"]);
  }
}

}  // namespace kintone::conformance
