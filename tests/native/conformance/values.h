// Values of case data as js/core/describe.js describes them, and the bytes of a scripted answer.
#pragma once

#include <charconv>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/base/argument.h"
#include "core/base/number.h"
#include "core/base/utf8.h"
#include "tests/native/conformance/data.h"

namespace kintone::conformance {

/// A case that this runner cannot run: tests/conformance/gaps-native.json lists it.
struct cannot : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline std::string_view tag_of(const json& data) { return string_of(member(data, "$")); }

inline std::size_t size_at(const json& data, std::string_view name) {
  const json& number = member(data, name);
  return number.is_number() ? number.get<std::size_t>() : 0;
}

/// text as UTF-8, `{"base64"}`, `{"fill", "length"}`, or a list of these (tests/support/response-bytes.js).
inline std::string bytes_of(const json& data) {
  if (data.is_string()) return std::string(string_of(data));
  std::string bytes;
  if (data.is_array()) {
    for (const json& each : data) bytes += bytes_of(each);
  } else if (const std::string_view fill = string_of(member(data, "fill")); !fill.empty()) {
    const std::size_t length = size_at(data, "length");
    bytes = std::string(fill.substr(0, length));
    while (bytes.size() < length) bytes.append(bytes, 0, length - bytes.size());
  } else {
    static constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0;
    int held = 0;
    for (const char c : string_of(member(data, "base64"))) {
      if (c == '=') break;
      bits = bits << 6U | static_cast<unsigned>(digits.find(c));
      held += 6;
      if (held >= 8) bytes.push_back(static_cast<char>(bits >> static_cast<unsigned>(held -= 8)));
    }
  }
  return bytes;
}

/// Lone surrogates become U+FFFD, as `toWellFormed` has it.
inline std::string text_of_units(const json& units) {
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto unit = units[i].get<unsigned>();
    const unsigned following = i + 1 < units.size() ? units[i + 1].get<unsigned>() : 0;
    const bool is_pair = unit >= 0xD800 && unit < 0xDC00 && following >= 0xDC00 && following < 0xE000;
    if (is_pair) ++i;
    utf8::append(text, is_pair ? 0x10000 + ((unit - 0xD800) << 10U) + (following - 0xDC00)
                       : unit >= 0xD800 && unit < 0xE000 ? 0xFFFD
                                                         : unit);
  }
  return text;
}

inline argument described(std::string type, std::string text = {}) {
  return {std::move(type), std::move(text), {}};
}

inline argument describe_tagged(const json& data) {
  static const std::map<std::string_view, std::pair<std::string, std::string>> kinds = {
      {"undefined", {"undefined", ""}},
      {"NaN", {"number", "NaN"}},
      {"Infinity", {"number", "Infinity"}},
      {"-Infinity", {"number", "-Infinity"}},
      {"symbol", {"symbol", "Symbol(symbol)"}},
      {"bigint", {"bigint", "12"}},
      {"function", {"function", ""}},
      {"failingFetch", {"function", ""}},
      {"url", {"URL", ""}},
      {"date", {"Date", ""}},
      {"regExp", {"RegExp", ""}},
      {"formData", {"FormData", ""}},
      {"urlSearchParams", {"URLSearchParams", ""}},
      {"headers", {"Headers", ""}},
      {"map", {"Map", ""}},
      {"set", {"Set", ""}},
      {"arrayBuffer", {"ArrayBuffer", ""}},
      {"uint8Array", {"Uint8Array", ""}},
      {"float64Array", {"Float64Array", ""}},
      {"dataView", {"DataView", ""}},
      {"resolvedPromise", {"Promise", ""}},
      {"cycle", {"object", ""}},
      {"toJSON", {"object", ""}},
      {"nested", {"array", ""}},
      {"given", {"string", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----"}},
  };
  const std::string_view tag = tag_of(data);
  if (const auto kind = kinds.find(tag); kind != kinds.end())
    return described(kind->second.first, kind->second.second);
  if (tag == "callback" && member(data, "throws").is_null()) return described("function");
  if (tag == "repeat") {
    const std::string_view text = string_of(member(data, "text"));
    return described("string", bytes_of({{"fill", text}, {"length", text.size() * size_at(data, "times")}}));
  }
  if (tag == "units") return described("string", text_of_units(member(data, "units")));
  if (tag == "classInstance") {
    const json& name = member(data, "name");
    return described(name.is_string() ? std::string(string_of(name)) : "Instance");
  }
  if (tag == "otherRealm" || tag == "nullPrototype") return described("object");
  if (tag == "hostile" || tag == "throws")
    return described("threw", "Error: " + std::string(string_of(member(data, "message"))));
  if (tag == "blob" || tag == "file") {
    const json& text = member(data, "text");
    const std::size_t size = text.is_string()                   ? string_of(text).size()
                             : member(data, "length").is_null() ? 4
                                                                : size_at(data, "length");
    return described(tag == "blob" ? "Blob" : "File", std::to_string(size));
  }
  throw cannot("no description of " + json_text(data));
}

inline argument describe(const json& data) {
  if (data.is_null()) return described("null");
  if (data.is_string()) return described("string", std::string(string_of(data)));
  if (data.is_number() || data.is_boolean())
    return described(data.is_number() ? "number" : "boolean", data.dump());
  if (data.is_array()) return described("array");
  return tag_of(data).empty() ? described("object") : describe_tagged(data);
}

/// With the own members, one level deep.
inline argument describe_with_members(const json& data) {
  argument whole = describe(data);
  if (whole.is("threw")) return whole;
  const bool is_wrapped = tag_of(data) == "otherRealm" || tag_of(data) == "nullPrototype";
  const json& members = is_wrapped ? member(data, "value") : data;
  if (members.is_array()) {
    for (const json& each : members)
      whole.members.push_back({std::to_string(whole.members.size()), describe(each)});
  } else if (members.is_object() && (is_wrapped || tag_of(data).empty())) {
    for (const auto& [name, value] : members.items()) whole.members.push_back({name, describe(value)});
  }
  return whole;
}

/// With all members below it, as the options of createShim are.
inline argument describe_deeply(const json& data) {
  argument whole = describe_with_members(data);
  for (auto& [name, value] : whole.members) {
    if (data.is_array()) value = describe_deeply(data[std::stoul(name)]);
    if (data.is_object() && value.is("object")) value = describe_deeply(member(data, name));
    if (data.is_object() && value.is("array")) value = describe_deeply(member(data, name));
  }
  return whole;
}

/// How `JSON.stringify` of POST data goes: what `exchange::serialized` is told.
inline argument serialize(const json& data) {
  const std::string_view tag = tag_of(data);
  const auto threw = [](std::string_view what) { return described("threw", std::string(what)); };
  if (tag == "cycle") return threw("TypeError: Converting circular structure to JSON");
  if (tag == "bigint") return threw("TypeError: Do not know how to serialize a BigInt");
  if (tag == "throws" || tag == "hostile") return describe(data);
  if (tag == "toJSON") {
    const json& thrown = member(data, "throws");
    if (thrown.is_string()) return threw("Error: " + std::string(string_of(thrown)));
    return data.contains("returns") ? serialize(member(data, "returns")) : described("undefined");
  }
  if (tag == "undefined") return described("undefined");
  if (tag == "otherRealm" || tag == "nullPrototype") return serialize(member(data, "value"));
  bool is_empty = data.is_object() && tag.empty();
  for (const json& each : data.is_structured() && tag.empty() ? data : json::array()) {
    const argument inner = serialize(each);
    if (inner.is("threw")) return inner;
    is_empty = is_empty && inner.is("undefined");
  }
  return described(is_empty ? "object" : "string");
}

}  // namespace kintone::conformance
