// Steps on the page of a record's screen (E11 to E15, R01 to R08), against the core: the form as JavaScript
// keeps it, what is entered and set, and the events that nobody answers. What a handler does to an event, and
// what is saved, is JavaScript's.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/page/form_event.h"
#include "core/page/form_record.h"
#include "core/page/list_screen.h"
#include "core/page/record_screen.h"
#include "tests/native/conformance/checks.h"
#include "tests/native/conformance/form_values.h"
#include "tests/native/conformance/page_data.h"
#include "tests/native/conformance/rest_side.h"
#include "tests/native/conformance/screens.h"

namespace kintone::conformance {

class page_steps {
 public:
  page_steps(world::world& w, rest_side& side, screen_state& screen)
      : world_(w), side_(side), screen_(screen) {}

  void screen(world::world& w, const json& when, const json& then) {
    run_screen_step(w, when, then, screen_);
    if (when["do"] != "open" || then.contains("throws")) return;
    listen(when);
    open();
    check(then);
  }

  void step(const json& when, const json& then) {
    listen(when);
    act(when, then);
    check(then);
  }

  void call_member(world::world& w, const json& when, const json& then) {
    for (const char* name : {"type", "throws"}) {
      if (when.contains("replaces") || then.contains(name)) throw cannot("JavaScript's");
    }
    listen(when);
    if (ask(when, then)) return check(then);
    run_member_step(side_.kept_records(), w, when, then, screen_);
  }

 private:
  /// Before a step of a page: its handlers.
  void listen(const json& when) {
    heard_.clear();
    called_ = json::array();
    printed_.clear();
    for (const json& each : list_or_none(when, "handlers")) {
      for (const char* name : {"set", "increments", "throws", "rejects", "fulfils", "returns"}) {
        if (each.contains(name)) throw cannot("what handlers do to an event, JavaScript's");
      }
      handlers_.push_back(each);
    }
  }

  /// After shim.open.
  void open() {
    row_ = 0;
    const json here = parsed(page::whereabouts(world_));
    const std::string_view shape = string_of(member(here, "shape"));
    const std::string type = world_.here().name;
    if (shape == "list") return open_list(type);
    if (shape.empty()) return hear(type + ".show", 0, json::object());
    take(json(), false);
    if (shape != "created") take(stored(world_.here().record), false);
    hear(type + ".show", world_.here().record, {{"record", form_}});
  }

  void act(const json& when, const json& then) {
    const std::string_view call = string_of(member(when, "call"));
    const json arguments = list_or_none(when, "arguments");
    if (call == "edit" && !then.contains("throws")) return edit(arguments[0].get<std::uint64_t>());
    if (call == "change") return change(arguments, then);
    if (call == "addRow") return add_row(title_of(arguments[0]));
    if (call == "removeRow") return remove_row(title_of(arguments[0]), arguments[1].get<std::size_t>());
    throw cannot("what is saved, and what a list edits: JavaScript's");
  }

  /// Members of kintone.app that ask the page; false where it is none of them.
  bool ask(const json& when, const json& then) {
    const std::string name = std::string(string_of(when["name"])).substr(std::string_view("kintone.").size());
    if (name.ends_with(".getId")) {
      const bool is_mobile = name.starts_with("mobile.");
      const bool is_record = name.ends_with("record.getId");
      const char* which = is_mobile   ? (is_record ? "mobileRecord" : "mobileApp")
                          : is_record ? "record"
                                      : "app";
      EXPECT_EQ(parsed(page::whereabouts(world_))[which], member(then, "gives")) << name;
      return true;
    }
    if (!name.ends_with("app.record.get") && !name.ends_with("app.record.set")) return false;
    const bool reaches = reaches_form(name, false);
    if (name.ends_with(".set")) {
      set(reaches, list_or_none(when, "arguments"));
      return true;
    }
    EXPECT_EQ(reaches, !then.contains("gives")) << name;
    if (then.contains("form")) expect_fields(form_, then["form"]);
    return true;
  }

  /// What the page shows after a step.
  void check(const json& then) {
    if (then.contains("record")) expect_fields(form_, then["record"]);
    if (then.contains("codes")) {
      EXPECT_EQ(names_in(form_), names_in(then["codes"]));
    }
    for (const auto& [code, field] : member(then, "unlike").items()) EXPECT_NE(form_[code], field);
    if (then.contains("events")) check_events(heard_, then["events"]);
    if (then.contains("called")) {
      EXPECT_EQ(called_, then["called"]);
    }
    if (then.contains("printed")) check_printed(printed_, then["printed"]);
    if (then.contains("dialogs")) {
      ASSERT_EQ(dialogs_.size(), then["dialogs"].size());
      for (std::size_t i = 0; i < dialogs_.size(); ++i) expect_mentions(dialogs_[i], then["dialogs"][i]);
    }
    for (const char* name : {"fileFields", "fieldErrors", "listed", "navigation"}) {
      if (then.contains(name)) throw cannot("what is saved, JavaScript's");
    }
  }

  [[nodiscard]] const rest::fields::form& form_here() {
    return page::form_here(side_.kept_records(), world_);
  }

  json stored(std::uint64_t id) {
    const std::string path =
        fill("/k/v1/record.json?app={0}&id={1}", {std::to_string(world_.here().app), std::to_string(id)});
    const json answer = parsed(side_.ask({{"method", "GET"}, {"path", path}, {"as", "session"}}).body());
    return member(answer, "record");
  }

  void take(const json& record, bool in_list) {
    declared_ =
        parsed(page::form_text(side_.kept_records(), world_, json_or_null(json_text(record)), in_list));
    form_ = declared_["record"];
  }

  void open_list(const std::string& type) {
    const json list = parsed(page::list_text(side_.kept_records(), world_, {}));
    json event = member(list, "event");
    json& records = event["records"];
    if (records.is_array()) {
      records = ids_of(records);
    } else {
      for (const auto& [day, some] : records.items()) records[day] = ids_of(some);
    }
    event["type"] = type + ".show";
    tell(event);
  }

  void edit(std::uint64_t id) {
    row_ = id;
    take(json(), false);
    take(stored(id), true);
    hear(events() + ".show", id, {{"record", form_}});
  }

  [[nodiscard]] std::string events() const { return world_.here().name + (row_ == 0 ? "" : ".edit"); }
  [[nodiscard]] std::uint64_t record_number() const { return row_ == 0 ? world_.here().record : row_; }

  void hear(const std::string& type, std::uint64_t record, json more) {
    json event = parsed(page::event_members(type, world_.here().app, record, world_.here().is_reuse));
    for (const auto& [name, each] : more.items()) event[name] = each;
    event["type"] = type;
    tell(event);
  }

  /// To its handlers, each of which hears the same.
  void tell(const json& event) {
    bool is_heard = false;
    for (const json& each : handlers_) {
      if (!names_in(each["types"]).contains(title_of(event["type"]))) continue;
      is_heard = true;
      for (const json& call : list_or_none(each, "calls")) run_call(call, each.contains("later"));
    }
    if (is_heard) heard_.push_back(event);
  }

  void run_call(const json& call, bool is_later) {
    const std::string name = title_of(call["name"]).substr(std::string_view("kintone.").size());
    const bool reaches = reaches_form(name, !is_later);
    if (name.ends_with(".get")) {
      called_.push_back(reaches ? json::array({"record"}) : json());
    } else {
      set(reaches, call["arguments"]);
      called_.push_back({{"$", "undefined"}});
    }
  }

  bool reaches_form(const std::string& name, bool in_handler) {
    const json told = parsed(page::record_access(world_, notices_, name, in_handler));
    const json& warning = member(told, "warning");
    if (member(warning, "print") == json(true))
      printed_.push_back(fill("{0} [{1}]", {title_of(warning["message"]), title_of(warning["code"])}));
    return told["reaches"].get<bool>();
  }

  void tell_change(const std::string& code, const json& field, const json& row) {
    bool fires = false;
    for (const json& each : declared_["fires"]) fires = fires || each == json(code);
    if (!fires) return;
    hear(events() + ".change." + code, record_number(),
         {{"changes", {{"field", field}, {"row", row}}}, {"record", form_}});
  }

  void change(const json& arguments, const json& then) {
    const std::string code = title_of(arguments[0]);
    const json where_told = arguments.size() > 2 ? arguments[2] : json();
    const json& row = member(where_told, "row");
    const page::entered_place where{code, row.is_number(), false};
    const json told = parsed(page::entered_value(form_here(), side_.kept_records().them(), where,
                                                 describe_deeply(arguments[1]), world_.language()));
    const json& throws = member(then, "throws");
    if (throws.is_object() && !told.contains("message")) throw cannot("rows are counted by JavaScript");
    EXPECT_EQ(told.contains("message"), throws.is_object()) << told;
    if (throws.is_object()) return expect_mentions(title_of(told["message"]), member(throws, "mentions"));
    if (told.contains("isFiles")) return;
    if (!row.is_number()) {
      form_[code]["value"] = told["value"];
      if (told.contains("key")) form_[code].update(told["key"]);
      tell_change(code, code, json());
      if (told.contains("lookup")) look_up(code, told);
      return;
    }
    if (told.contains("lookup")) throw cannot("lookups of rows are put there by JavaScript");
    const std::string table = title_of(told["table"]);
    const std::string at = table + "." + row.dump();
    form_[table]["value"][row.get<std::size_t>()]["value"][code]["value"] = told["value"];
    tell_change(code, at + "." + code, at);
  }

  void look_up(const std::string& code, const json& told) {
    const json found = looked_up(side_, world_, code, told);
    for (const json& each : put_found(form_, code, found))
      tell_change(title_of(each), title_of(each), json());
  }

  void add_row(const std::string& table) {
    json& rows = form_[table]["value"];
    rows.push_back({{"id", nullptr}, {"value", declared_["rows"][table]}});
    tell_change(table, table, table + "." + std::to_string(rows.size() - 1));
  }

  void remove_row(const std::string& table, std::size_t place) {
    form_[table]["value"].erase(place);
    tell_change(table, table, json());
  }

  void set(bool reaches, const json& arguments) {
    if (!reaches) return;
    const json given = arguments.empty() ? json() : arguments[0];
    const json& record = member(given, "record");
    if (!record.is_object() || !tag_of(record).empty()) throw cannot("what is no record, JavaScript's");
    for (const auto& [code, field] : record.items()) {
      if (tag_of(member(field, "value")) == "hostile") throw cannot("getters are JavaScript's");
    }
    const json told =
        parsed(page::set_record(form_here(), json_or_null(json_text(with_null(record))), world_.language()));
    if (told.contains("dialog")) return dialogs_.push_back(title_of(told["dialog"]));
    for (const json& each : told["codes"]) {
      const std::string code = title_of(each);
      if (told["cells"].contains(code)) throw cannot("rows are kept by JavaScript");
      const json before = form_[code];
      put(form_[code], with_null(record[code])["value"]);
      if (form_[code] != before) tell_change(code, code, json());
    }
  }

  world::world& world_;
  rest_side& side_;
  screen_state& screen_;
  json handlers_ = json::array();
  json declared_;
  json form_;
  /// The record of a list that is edited.
  std::uint64_t row_ = 0;
  std::vector<json> heard_;
  json called_ = json::array();
  std::vector<std::string> dialogs_;
  std::vector<std::string> printed_;
  page::printed_notices notices_;
};

}  // namespace kintone::conformance
