#include "core/rest/fields/process.h"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/number.h"
#include "core/rest/fields/declaration.h"
#include "core/rest/parameters.h"

namespace kintone::rest::fields {
namespace {

misdeclaration wrong(std::string path, phrase expected = phrase::expected_answer, std::string fact = {}) {
  return {std::move(path), expected, std::move(fact)};
}

misdeclaration wrong_word(std::string path, std::string_view words) {
  return wrong(std::move(path), phrase::expected_one_of, std::string(words));
}

constexpr std::array<std::string_view, 6> candidate_types = {"USER",         "GROUP",   "ORGANIZATION",
                                                             "FIELD_ENTITY", "CREATOR", "CUSTOM_FIELD"};

/// Whether a word is one of the list; `listed` has all of them.
bool is_listed(std::string_view word, std::span<const std::string_view> words, std::string& listed) {
  listed.clear();
  for (const std::string_view each : words) listed += fill("{0}{1}", {listed.empty() ? "" : ", ", each});
  return contains(words, word);
}

misdeclaration read_candidates(const std::string& path, const json_value& given, process_state& s) {
  if (!given.is_null() && !given.is_array()) return wrong(path);
  for (std::size_t i = 0; i < elements_of(given).size(); ++i) {
    const json_value& entity = member(element(given, i), "entity");
    const std::string_view type = string_of(member(entity, "type"));
    const std::string_view code = string_of(member(entity, "code"));
    const std::string here = fill("{0}[{1}].entity", {path, decimal(i)});
    std::string listed;
    if (!is_listed(type, candidate_types, listed)) return wrong_word(here + ".type", listed);
    if (code.empty() && type != "CREATOR") return wrong(here + ".code", phrase::expected_text);
    s.candidates.push_back({std::string(type), std::string(code)});
  }
  return {};
}

misdeclaration read_state(const std::string& name, const std::string& key, const json_value& given,
                          process& p) {
  const std::string path = fill(".states.{0}", {key});
  if (!given.is_object()) return wrong(path);
  process_state s{name};
  s.index = whole_number(string_of(member(given, "index"))).value_or(p.states.size());
  const json_value& assignee = member(given, "assignee");
  const std::string_view how = string_of(member(assignee, "type"));
  constexpr std::array<std::string_view, 3> ways = {"ONE", "ANY", "ALL"};
  std::string listed;
  if (!how.empty() && !is_listed(how, ways, listed)) return wrong_word(path + ".assignee.type", listed);
  s.how = how == "ANY"   ? process_state::assigning::any
          : how == "ALL" ? process_state::assigning::all
                         : process_state::assigning::one;
  misdeclaration m = read_candidates(path + ".assignee.entities", member(assignee, "entities"), s);
  if (!m.is_right()) return m;
  p.states.push_back(std::move(s));
  return {};
}

misdeclaration read_states(const json_value& given, process& p) {
  if (!given.is_null() && !given.is_object()) return wrong(".states");
  for (const auto& [key, state] : members_of(given)) {
    const json_value& name = member(state, "name");
    misdeclaration m = read_state(name.is_string() ? std::string(string_of(name)) : key, key, state, p);
    if (!m.is_right()) return m;
  }
  std::stable_sort(
      p.states.begin(), p.states.end(),
      [](const process_state& one, const process_state& other) { return one.index < other.index; });
  return {};
}

misdeclaration read_actions(const json_value& given, process& p) {
  if (!given.is_null() && !given.is_array()) return wrong(".actions");
  std::string states;
  for (const process_state& each : p.states)
    states += fill("{0}'{1}'", {states.empty() ? "" : ", ", each.name});
  const auto& actions = elements_of(given);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const auto text = [&](std::string_view name) { return std::string(string_of(member(actions[i], name))); };
    const std::string path = fill(".actions[{0}]", {decimal(i)});
    process_action a{text("name"), text("from"), text("to"), text("filterCond")};
    if (!actions[i].is_object()) return wrong(path);
    if (a.name.empty()) return wrong(path + ".name", phrase::expected_text);
    for (const char* name : {"from", "to"}) {
      const bool is_state = p.state(text(name)) != nullptr;
      if (!is_state) return wrong(fill("{0}.{1}", {path, name}), phrase::expected_state, states);
    }
    p.actions.push_back(std::move(a));
  }
  return {};
}

}  // namespace

misdeclaration read_process(const json_value& given, process& p) {
  p.is_declared = given.is_object();
  const json_value& enable = member(given, "enable");
  if (!enable.is_null() && !enable.is_boolean()) return wrong(".enable", phrase::expected_boolean);
  p.is_on = is_true(enable);
  if (!p.is_on) return {};
  misdeclaration m = read_states(member(given, "states"), p);
  if (m.is_right()) m = read_actions(member(given, "actions"), p);
  // Without a state there is nothing to manage.
  p.is_on = !p.states.empty();
  return m;
}

}  // namespace kintone::rest::fields
