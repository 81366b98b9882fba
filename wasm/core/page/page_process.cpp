// What members of kintone tell of the process management of the record that is open (W08).
#include <array>
#include <vector>

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/page/promised_call.h"
#include "core/page/record_screen.h"

namespace kintone::page {
namespace {

using rest::fields::field_type;
using rest::fields::form;
using rest::fields::process_action;
using rest::fields::process_state;

constexpr screen_set on_detail = {set_of(on::detail), set_of(on::detail), false};
constexpr screen_set on_kept = {set_of(on::detail, on::edit), set_of(on::detail, on::edit), false};

/// The form of the app, where its process management is on.
const form* managed(const promised_call& c) {
  const rest::app* a = c.app();
  return a != nullptr && a->form().has_states() ? &a->form() : nullptr;
}

const json_value& value_of(const json_value& record, const form& f, field_type type) {
  static const json_value none;
  const rest::fields::form_field* field = f.first_of(type);
  return field == nullptr ? none : member(member(record, field->code), "value");
}

/// The record that the REST side has answered.
const json_value& record_of(const promised_call& c) { return member(element(c.answers(), 0), "record"); }

void open_question(promised_call& c, std::string_view name) {
  c.text.open('{').name("path").string(rest_path_here(c.all, c.w) + std::string(name)).name("params");
  c.text.open('{').name("app").string(decimal(c.w.here().app));
}

void ask_record(promised_call& c) {
  open_question(c, "record.json");
  c.text.name("id").string(decimal(c.w.here().record)).close('}').close('}');
}

/// Whether the record meets the condition of an action.
void ask_condition(promised_call& c, const process_action& action) {
  open_question(c, "records.json");
  c.text.name("query").string(fill("({0}) and $id = {1}", {action.condition, decimal(c.w.here().record)}));
  c.text.close('}').close('}');
}

void write_user(json_writer& text, std::string_view login, std::string_view name) {
  text.open('{').name("code").string(login).name("name").string(name).close('}');
}

/// The fields whose values are users: organizations and groups have none that the shim knows.
constexpr std::array of_users = {field_type::creator, field_type::modifier, field_type::user_select};

/// The users of a state, as the REST side reckons them when an action leads there (Y23).
void write_candidates(promised_call& c, const form& f, const process_state& state) {
  std::vector<std::string> told;
  const auto write = [&](std::string_view login, std::string_view name) {
    if (login.empty() || contains(told, login)) return;
    told.emplace_back(login);
    write_user(c.text, login, name);
  };
  const auto write_given = [&](const json_value& user) {
    write(string_of(member(user, "code")), string_of(member(user, "name")));
  };
  const json_value& record = record_of(c);
  for (const auto& [type, code] : state.candidates) {
    if (type == "USER") write(code, c.all.them().name_of(code));
    if (type == "CREATOR") write_given(value_of(record, f, field_type::creator));
    const rest::fields::form_field* field = type == "FIELD_ENTITY" ? f.field_of(code) : nullptr;
    if (field == nullptr || !contains(of_users, field->type)) continue;
    const json_value& value = member(member(record, code), "value");
    write_given(value);
    for (const json_value& each : elements_of(value)) write_given(each);
  }
}

std::string_view way_of(const process_state& state) {
  return state.how == process_state::assigning::one   ? "ONE"
         : state.how == process_state::assigning::any ? "ANY"
                                                      : "ALL";
}

/// Nobody but its assignees, where it has some, leads a record on (Y23).
bool may_act(const promised_call& c, const form& f) {
  const auto& assignees = elements_of(value_of(record_of(c), f, field_type::status_assignee));
  const rest::identity user = c.all.login_user();
  const std::string_view login = rest::login_of({user}, c.all.them());
  return assignees.empty() || any_of(assignees, [login](const json_value& each) {
           return string_of(member(each, "code")) == login;
         });
}

void ask_of(promised_call& c, const std::vector<const process_action*>& conditional) {
  c.text.name("asks").open('[');
  ask_record(c);
  for (const process_action* each : conditional) ask_condition(c, *each);
  c.text.close(']');
}

/// The record is asked for first, and once more with the conditions of what leads on from its status.
void status_actions(promised_call& c) {
  const form* f = managed(c);
  if (f == nullptr) {
    c.text.name("value").json("[]");
    return;
  }
  const std::string_view now = string_of(value_of(record_of(c), *f, field_type::status));
  std::vector<const process_action*> conditional;
  for (const process_action& each : f->process.actions) {
    if (each.from == now && !each.condition.empty()) conditional.push_back(&each);
  }
  const std::size_t had = elements_of(c.answers()).size();
  if (had == 0 || had != 1 + conditional.size()) return ask_of(c, conditional);
  c.text.name("value").open('[');
  std::size_t asked = 0;
  for (const process_action& each : f->process.actions) {
    if (each.from != now) continue;
    const bool holds =
        each.condition.empty() || !elements_of(member(element(c.answers(), ++asked), "records")).empty();
    if (!holds || !may_act(c, *f)) continue;
    const process_state& to = *f->process.state(each.to);
    c.text.open('{').name("name").string(each.name).name("nextStatus").open('{');
    c.text.name("name").string(to.name).name("type").string(way_of(to)).name("assignees").open('[');
    write_candidates(c, *f, to);
    c.text.close(']').close('}').close('}');
  }
  c.text.close(']');
}

/// The shim keeps those alone who have not acted yet, so that `action` is always null.
void assignees(promised_call& c) {
  const form* f = managed(c);
  if (f != nullptr && elements_of(c.answers()).empty()) return ask_of(c, {});
  c.text.name("value").open('[');
  if (f != nullptr) {
    for (const json_value& each : elements_of(value_of(record_of(c), *f, field_type::status_assignee))) {
      write_user(c.text.open('{').name("assignee"), string_of(member(each, "code")),
                 string_of(member(each, "name")));
      c.text.name("action").json("null").close('}');
    }
  }
  c.text.close(']');
}

constexpr std::array members = {
    promised_row{"app.record.getStatusActions", on_detail, status_actions},
    promised_row{"app.record.getAssignees", on_kept, assignees},
};

}  // namespace

std::span<const promised_row> process_members() { return members; }

}  // namespace kintone::page
