// Steps that open screens, and that save and read what plug-ins keep, against the core.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <string>
#include <vector>

#include "core/page/list_screen.h"
#include "core/page/manifest.h"
#include "core/page/opening.h"
#include "core/page/page_members.h"
#include "core/page/plugin_members.h"
#include "core/proxy/exchange.h"
#include "tests/native/conformance/checks.h"
#include "tests/native/conformance/options.h"

namespace kintone::conformance {

/// A plug-in of the cases.
constexpr const char* the_plugin = "faabchdodajloackbgnipilddblmkejp";

/// What JavaScript has of the open screen: states under their keys (V05), the keys of the elements that the
/// steps were given, and where kintone would have gone.
struct screen_state {
  std::map<std::string, json> kept;
  std::vector<std::string> elements;
  std::vector<std::string> navigation;
};

/// The function that a step calls.
inline const proxy::proxy_function& function_of(const json& when) {
  const std::string_view api = string_of(member(when, "api"));
  const std::string_view owner = api.starts_with("plugin") ? "plugin.app." : "";
  const std::string_view upload = api == "upload" || api == "pluginUpload" ? ".upload" : "";
  return *proxy::function_called(fill("kintone.{0}proxy{1}", {owner, upload}));
}

/// Its arguments, as the step leaves them out.
inline json arguments_of(const json& when, const proxy::proxy_function& called, bool is_secure) {
  const bool is_upload = called.takes == proxy::data_kind::file;
  json given = {{"pluginId", the_plugin},
                {"url", is_secure ? "https://127.0.0.1:8080/" : "http://127.0.0.1:8080/"},
                {"method", is_upload ? "POST" : "GET"},
                {"headers", json::object()},
                {"data", json::object()}};
  if (is_upload) given["data"] = {{"format", "RAW"}, {"value", {{"$", "blob"}}}};
  for (const auto& [name, value] : when.items()) given[name] = value;
  return given;
}

/// What JavaScript says of the text of `data`, into which it has merged what is saved (G05).
inline argument serialize_with_saved(const json& data, const proxy::exchange& x) {
  argument how = serialize(data);
  if (data.is_object() && !x.saved().data.empty()) how.type = "merged";
  return how;
}

/// What shim.verify() throws.
inline void check_verify(const world::world& w, const json& throws) {
  const std::string message = w.verify().message;
  EXPECT_EQ(message.empty(), throws.is_null()) << message;
  expect_mentions(message, member(throws, "mentions"));
}

inline void check_screen(world::world& w, const json& then) {
  const json here = parse_json(page::screen_text(w)).value_or(json());
  if (then.contains("screen")) {
    EXPECT_EQ(here.dump(), then["screen"].dump());
  }
  if (then.contains("screenType")) {
    EXPECT_EQ(here["type"], then["screenType"]);
  }
  if (then.contains("plugins")) {
    json_writer text;
    w.plugins().write_view(text, w.here().app);
    EXPECT_EQ(text.text(), json_text(then["plugins"]));
  }
}

/// A value of case data, `repeat`ed where it says so.
inline json expected_value(const json& data) {
  if (tag_of(data) == "repeat") return describe(data).text;
  if (data.is_array()) {
    json list = json::array();
    for (const json& each : data) list.push_back(expected_value(each));
    return list;
  }
  if (!data.is_object()) return data;
  json value = json::object();
  for (const auto& [name, each] : data.items()) value[name] = expected_value(each);
  return value;
}

/// What is kept, by a pair of its key and what holds where nothing is; by names, several.
inline json kept_of(const json& tree, const screen_state& screen) {
  if (tree.is_array()) {
    const auto found = screen.kept.find(title_of(tree[0]));
    return found == screen.kept.end() ? tree[1] : found->second;
  }
  json all = json::object();
  for (const auto& [name, each] : tree.items()) all[name] = kept_of(each, screen);
  return all;
}

/// What a member of kintone gives, in a window.
inline void run_member_step(const rest::records& all, world::world& w, const json& when, const json& then,
                            screen_state& screen) {
  json called =
      json::array({std::string(string_of(when["name"])).substr(std::string_view("kintone.").size())});
  for (std::size_t i = 0; i < 2; ++i) {
    const json& given = member(when, "arguments");
    called.push_back(written(describe_deeply(i < given.size() ? given[i] : json({{"$", "undefined"}}))));
  }
  called.push_back(true);
  const json told = parse_json(page::member_text(all, w, json_or_null(json_text(called)))).value_or(json());
  if (told.contains("asks")) throw cannot("no request of a member to the REST side");
  json gives = told.contains("value") ? told["value"] : json({{"$", "undefined"}});
  if (told.contains("element")) gives = "element";
  if (told.contains("elements")) {
    const json list = parse_json(page::list_text(all, w, {})).value_or(json());
    gives = json(list["shown"].size(), "element");
  }
  screen.elements.push_back(title_of(member(told, "element")));
  if (then.contains("sameAs")) {
    EXPECT_EQ(screen.elements.back(), screen.elements[size_at(then, "sameAs")]);
  }
  for (const json& each : elements_of(member(told, "keep"))) screen.kept[title_of(each[0])] = each[1];
  if (told.contains("kept")) gives = kept_of(told["kept"], screen);
  // No step answers a dialog.
  const json& wrong = told.contains("unanswered") ? told["unanswered"] : told;
  EXPECT_EQ(member(wrong, "code"), member(member(then, "rejects"), "code"));
  if (then.contains("gives")) {
    EXPECT_EQ(gives, then["gives"]);
  }
  std::vector<std::string> printed;
  if (told.contains("warning")) {
    const json& warning = told["warning"];
    printed.push_back(fill("{0} [{1}]", {title_of(warning["message"]), title_of(warning["code"])}));
  }
  check_printed(printed, then.contains("printed") ? then["printed"] : json::array());
}

/// The name of a file that shim.loadPlugin was told, or of what is in its place.
inline std::string name_of_loaded(const json& file, const json& map) {
  const std::string name = title_of(file["name"]);
  return file["isMapped"].get<bool>() ? title_of(map[name]) : name;
}

inline void run_load_step(const world::world& w, const json& when, const json& then) {
  const json options = when.contains("options") ? when["options"] : json({{"$", "undefined"}});
  const json told = parse_json(page::manifest_text(w, "manifest.json", json_text(when["manifest"]), "",
                                                   describe_deeply(options)))
                        .value_or(json());
  const json& throws = member(then, "throws");
  EXPECT_EQ(told.contains("message"), !throws.is_null()) << told;
  expect_mentions(std::string(string_of(member(told, "message"))), member(throws, "mentions"));
  if (!then.contains("loads") || told.contains("message")) return;
  const json& loads = then["loads"];
  json files = json::array();
  for (const json& each : told["files"]) files.push_back(name_of_loaded(each, member(options, "map")));
  EXPECT_EQ(files, loads["files"]);
  EXPECT_EQ(member(member(told, "html"), "name"), member(loads, "html"));
  const std::string id = title_of(told["pluginId"]);
  EXPECT_TRUE(loads["pluginId"] == id ||
              (loads["pluginId"] == "?" && std::regex_match(id, std::regex("[a-p]{32}"))))
      << id;
}

inline void run_screen_step(world::world& w, const json& when, const json& then, screen_state& screen) {
  if (when["do"] == "open") screen.kept.clear();
  json result;
  if (when["do"] == "open") {
    const json options = when.contains("options") ? when["options"] : json({{"$", "undefined"}});
    result = parse_json(page::open_text(w, describe(when["type"]), describe_with_members(options), false))
                 .value_or(json());
  } else {
    const auto call = [&](const json& given) {
      json called = json::array({when["member"]});
      for (const json& each : given) called.push_back(written(describe_with_members(each)));
      return parse_json(page::plugin_text(w, json_or_null(json_text(called)))).value_or(json());
    };
    if (when.contains("before")) (void)call(when["before"]);
    result = call(when["arguments"]);
  }
  const json& throws = member(then, "throws");
  EXPECT_EQ(result.contains("message"), !throws.is_null()) << result;
  EXPECT_EQ(member(result, "code"), member(throws, "code"));
  expect_mentions(std::string(string_of(member(result, "message"))), member(throws, "mentions"));
  const json& returns = member(then, "returns");
  if (then.contains("returns") && tag_of(returns) != "undefined") {
    EXPECT_EQ(result["value"].dump(), expected_value(returns).dump());
  }
  if (result.contains("leadsTo")) screen.navigation.push_back(title_of(result["leadsTo"]));
  if (result.contains("saving")) w.plugins().save(result["saving"].get<unsigned>());
  if (then.contains("navigation")) {
    EXPECT_EQ(json(screen.navigation), then["navigation"]);
  }
  check_screen(w, then);
}

}  // namespace kintone::conformance
