// What kintone's REST side must answer, and what its files and records must be, as the cases say it.
#pragma once

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "tests/native/conformance/checks.h"
#include "tests/native/conformance/rest_side.h"

namespace kintone::conformance {

/// A JSON value, in which `{"$": "any"}` and its like stand for many (tests/conformance/README.md).
inline bool is_like(const json& actual, const json& expected) {
  const std::string_view tag = tag_of(expected);
  if (tag == "any") return !actual.is_null();
  if (tag == "otherThan") return actual != expected["value"];
  if (tag == "text") return actual == json(title_of(expected["of"]));
  if (tag == "items") return actual.is_array() && actual.size() == size_at(expected, "count");
  if (tag == "matches") {
    const std::size_t length = size_at(expected, "length");
    return actual.is_string() && (length == 0 || string_of(actual).size() == length) &&
           std::regex_search(title_of(actual), std::regex(title_of(expected["pattern"])));
  }
  if (actual.type() != expected.type() && !(actual.is_number() && expected.is_number())) return false;
  if (!expected.is_structured()) return actual == expected;
  if (actual.size() != expected.size()) return false;
  for (const auto& [name, value] : expected.items()) {
    const bool is_there = expected.is_array() || actual.contains(name);
    if (!is_there) return false;
    if (!is_like(expected.is_array() ? actual[std::stoul(name)] : actual[name], value)) return false;
  }
  return true;
}

inline void check_reply(const rest_reply& answer, const json& expected, const std::string& locale,
                        std::set<std::string>& ids) {
  const std::string& body = answer.body();
  EXPECT_EQ(answer.reply.status, static_cast<int>(size_at(expected, "status"))) << body.substr(0, 400);
  const json& spoken = member(expected, "locale");
  if (expected.contains("code"))
    check_failure(body, expected, spoken.is_string() ? title_of(spoken) : locale, ids);
  if (expected.contains("json")) {
    EXPECT_TRUE(is_like(parse_json(body).value_or(json()), expected["json"]))
        << body << "\nis not " << expected["json"];
  }
  if (expected.contains("body")) {
    EXPECT_EQ(body, bytes_of(expected["body"]));
  }
  for (const auto& [name, value] : member(expected, "has").items()) {
    EXPECT_EQ(http::count(answer.reply.fields, name), 1U) << name;
    const std::string* found = http::find(answer.reply.fields, name);
    EXPECT_TRUE(found != nullptr && is_like(json(*found), value.is_object() ? value : json(title_of(value))))
        << name << ": " << (found == nullptr ? "(none)" : *found) << "\nis not " << value;
  }
  for (const json& name : member(expected, "lacks"))
    EXPECT_EQ(http::count(answer.reply.fields, title_of(name)), 0U) << name;
}

/// Of each of `expected` the members that it has.
inline void check_files(rest_side& side, const json& expected) {
  const json files = side.files();
  ASSERT_EQ(files.size(), expected.size()) << files;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    for (const auto& [name, value] : expected[i].items()) {
      if (name == "content") {
        EXPECT_TRUE(side.contents()[i] == bytes_of(value)) << files[i] << " has other bytes";
      } else {
        EXPECT_TRUE(is_like(member(files[i], name), value)) << files[i] << "\nis not " << value;
      }
    }
  }
}

inline void check_views(rest_side& side, const json& then) {
  if (then.contains("files")) check_files(side, then["files"]);
  if (then.contains("records")) {
    EXPECT_TRUE(is_like(side.records(), then["records"]))
        << side.records() << "\nare not " << then["records"];
  }
  if (then.contains("diskUsage")) {
    EXPECT_EQ(side.disk_usage(), size_at(then, "diskUsage"));
  }
}

/// The value at a path like `record.Files.value.0.fileKey`.
inline json value_at_path(json value, std::string_view path) {
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    json inner = value.is_array() ? element(value, std::stoul(std::string(name))) : member(value, name);
    value = std::move(inner);
  }
  return value;
}

}  // namespace kintone::conformance
