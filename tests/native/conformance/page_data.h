// Records of pages as cases and as the core tell them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/native/conformance/checks.h"

namespace kintone::conformance {

inline json parsed(const std::string& text) { return parse_json(text).value_or(json()); }
inline json list_or_none(const json& from, std::string_view name) {
  const json& list = member(from, name);
  return list.is_array() ? list : json::array();
}
/// As the core tells it: what is undefined is left out.
inline json without_undefined(const json& value) {
  if (!value.is_structured()) return value;
  json kept = value.is_array() ? json::array() : json::object();
  for (const auto& [name, each] : value.items()) {
    if (tag_of(each) == "undefined") continue;
    const bool is_text = tag_of(each) == "repeat";
    const json one = is_text ? json(describe(each).text) : without_undefined(each);
    if (value.is_array()) {
      kept.push_back(one);
    } else {
      kept[name] = one;
    }
  }
  return kept;
}
/// The order of members says nothing.
inline nlohmann::json plain(const json& value) { return nlohmann::json::parse(value.dump()); }

inline void expect_fields(const json& record, const json& expected) {
  for (const auto& [code, field] : expected.items())
    EXPECT_EQ(plain(member(record, code)), plain(without_undefined(field))) << code;
}

inline json with_null(const json& value) {
  if (tag_of(value) == "undefined") return {};
  if (!value.is_structured()) return value;
  json copy = value;
  for (auto& [name, each] : copy.items()) each = with_null(each);
  return copy;
}

/// The numbers of records.
inline json ids_of(const json& records) {
  json numbers = json::array();
  for (const json& each : records) numbers.push_back(each["$id"]["value"]);
  return numbers;
}

/// The events that were heard: types, or of records the fields that are expected, and all else exactly.
inline void check_events(const std::vector<json>& heard, const json& expected) {
  ASSERT_EQ(heard.size(), expected.size());
  for (std::size_t i = 0; i < heard.size(); ++i) {
    if (expected[i].is_string()) {
      EXPECT_EQ(heard[i]["type"], expected[i]);
      continue;
    }
    json rest = without_undefined(expected[i]);
    json event = heard[i];
    if (rest.contains("record")) expect_fields(event["record"], expected[i]["record"]);
    if (rest.contains("codes")) {
      EXPECT_EQ(names_in(event["record"]), names_in(rest["codes"]));
    }
    for (const char* name : {"record", "codes"}) {
      rest.erase(name);
      event.erase(name);
    }
    EXPECT_EQ(plain(event), plain(rest));
  }
}

}  // namespace kintone::conformance
