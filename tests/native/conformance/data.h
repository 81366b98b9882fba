// The case files of tests/conformance, read and expanded. The grammar of `${…}` and `each` is in
// tests/conformance/README.md; tests/support/conformance/substitute.js reads the same.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/native/json.h"

namespace kintone::conformance {

/// What a name stands for; null where it is unknown.
using lookup = std::function<const json*(std::string_view name)>;

struct place {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string name;
  long long offset = 0;
};

/// The next `${name}` or `${name+1}` from `from` on.
inline std::optional<place> next_place(std::string_view text, std::size_t from) {
  const std::size_t begin = text.find("${", from);
  const std::size_t end = begin == std::string_view::npos ? begin : text.find('}', begin);
  if (end == std::string_view::npos) return std::nullopt;
  std::string name(text.substr(begin + 2, end - begin - 2));
  name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
  const std::size_t sign = name.find_first_of("+-");
  const long long offset = sign == std::string::npos ? 0 : std::stoll(name.substr(sign));
  return place{begin, end + 1, name.substr(0, sign), offset};
}

/// What a value is called within a longer text.
inline std::string title_of(const json& value) {
  if (value.is_string()) return std::string(string_of(value));
  const json& tag = member(value, "$");
  return tag.is_string() ? std::string(string_of(tag)) : value.dump();
}

inline json value_at(const place& p, const json& found) {
  if (p.offset == 0 || !found.is_number()) return found;
  return json(found.get<long long>() + p.offset);
}

inline json substitute_text(std::string text, const lookup& find) {
  std::size_t from = 0;
  while (const auto p = next_place(text, from)) {
    const json* found = find(p->name);
    if (found == nullptr) {
      from = p->end;
      continue;
    }
    const json value = value_at(*p, *found);
    if (p->begin == 0 && p->end == text.size()) return value;
    const std::string title = title_of(value);
    text.replace(p->begin, p->end - p->begin, title);
    from = p->begin + title.size();
  }
  return text;
}

inline json substitute(const json& value, const lookup& find) {
  if (value.is_string()) return substitute_text(std::string(string_of(value)), find);
  if (value.is_array()) {
    json list = json::array();
    for (const json& each : value) list.push_back(substitute(each, find));
    return list;
  }
  if (!value.is_object()) return value;
  json object = json::object();
  for (const auto& [name, each] : value.items()) {
    object[title_of(substitute_text(name, find))] = substitute(each, find);
  }
  return object;
}

/// A lookup of dotted names in an object of objects.
inline lookup names_of(const json& tables) {
  return [&tables](std::string_view name) -> const json* {
    const json* found = &tables;
    while (!name.empty()) {
      const std::size_t dot = std::min(name.find('.'), name.size());
      found = &member(*found, name.substr(0, dot));
      if (found->is_null()) return nullptr;
      name.remove_prefix(std::min(dot + 1, name.size()));
    }
    return found;
  };
}

/// Every combination of an object of lists; a list of objects stands for itself.
inline std::vector<json> bindings_of(const json& each) {
  if (each.is_array()) return {each.begin(), each.end()};
  std::vector<json> bindings = {json::object()};
  for (const auto& [name, values] : each.items()) {
    std::vector<json> longer;
    for (const json& binding : bindings) {
      for (const json& value : values) {
        longer.push_back(binding);
        longer.back()[name] = value;
      }
    }
    bindings = std::move(longer);
  }
  return bindings;
}

inline json read_json(const std::filesystem::path& path) {
  std::ifstream file(path);
  return json::parse(std::string(std::istreambuf_iterator<char>(file), {}), nullptr, false);
}

inline std::filesystem::path folder() { return KINTONE_CONFORMANCE_DIR; }

inline const json& numbers() {
  static const json read = read_json(folder() / "numbers.json");
  return read;
}

struct conformance_case {
  std::string rule;
  std::string name;
  /// The name before `each` was put in.
  std::string group;
  json data;
};

inline std::vector<conformance_case> expand(const json& cases) {
  std::vector<conformance_case> expanded;
  for (const json& one : cases) {
    const std::string rule(string_of(member(one, "rule")));
    const std::string group = rule + " " + std::string(string_of(member(one, "title")));
    for (const json& binding :
         bindings_of(member(one, "each").is_null() ? json::object() : member(one, "each"))) {
      json rest = one;
      rest.erase("each");
      const lookup find = [&binding](std::string_view name) -> const json* {
        return binding.contains(name) ? &binding[std::string(name)] : nullptr;
      };
      json data = substitute(rest, find);
      const std::string name = rule + " " + std::string(string_of(member(data, "title")));
      expanded.push_back({rule, name, group, std::move(data)});
    }
  }
  return expanded;
}

/// Every case of every file.
inline const std::vector<conformance_case>& all_cases() {
  static const std::vector<conformance_case> all = [] {
    std::vector<conformance_case> read;
    for (const auto& file : std::filesystem::directory_iterator(folder())) {
      const std::string name = file.path().filename().string();
      if (file.path().extension() != ".json" || name == "rules.json" || name == "sources.json" ||
          name == "numbers.json" || name.starts_with("gaps-")) {
        continue;
      }
      for (conformance_case& each : expand(read_json(file.path()))) read.push_back(std::move(each));
    }
    return read;
  }();
  return all;
}

/// Names of the cases that gaps-native.json lists.
inline std::set<std::string> listed_gaps() {
  std::set<std::string> listed;
  for (const json& gap : read_json(folder() / "gaps-native.json")) {
    for (const json& title : gap["cases"]) listed.insert(title_of(title));
  }
  return listed;
}

}  // namespace kintone::conformance
