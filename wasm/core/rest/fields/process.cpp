#include "core/rest/fields/process.h"

#include <algorithm>

#include "core/base/number.h"
#include "core/rest/fields/declaration.h"
#include "core/rest/parameters.h"

namespace kintone::rest::fields {
namespace {

misdeclaration wrong(std::string path) { return {std::move(path), phrase::expected_answer}; }

misdeclaration read_state(const std::string& key, const json_value& given, process& p) {
  process_state s{key};
  s.index = whole_number(string_of(member(given, "index"))).value_or(p.states.size());
  const json_value& assignee = member(given, "assignee");
  const std::string_view how = string_of(member(assignee, "type"));
  if (!how.empty() && how != "ONE" && how != "ANY" && how != "ALL") {
    return wrong(fill(".states.{0}.assignee.type", {key}));
  }
  s.how = how == "ANY"   ? process_state::assigning::any
          : how == "ALL" ? process_state::assigning::all
                         : process_state::assigning::one;
  for (const json_value& each : elements_of(member(assignee, "entities"))) {
    const json_value& entity = member(each, "entity");
    s.candidates.push_back(
        {std::string(string_of(member(entity, "type"))), std::string(string_of(member(entity, "code")))});
  }
  p.states.push_back(std::move(s));
  return {};
}

}  // namespace

misdeclaration read_process(const json_value& given, process& p) {
  p.is_declared = given.is_object();
  p.is_on = is_true(member(given, "enable"));
  if (!p.is_on) return {};
  for (const auto& [key, state] : members_of(member(given, "states"))) {
    const json_value& name = member(state, "name");
    misdeclaration m = read_state(name.is_string() ? std::string(string_of(name)) : key, state, p);
    if (!m.is_right()) return m;
  }
  std::stable_sort(
      p.states.begin(), p.states.end(),
      [](const process_state& one, const process_state& other) { return one.index < other.index; });
  const auto& actions = elements_of(member(given, "actions"));
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const auto text = [&](std::string_view name) { return std::string(string_of(member(actions[i], name))); };
    process_action a{text("name"), text("from"), text("to"), text("filterCond")};
    for (const char* name : {"from", "to"}) {
      if (p.state(text(name)) == nullptr) return wrong(fill(".actions[{0}].{1}", {decimal(i), name}));
    }
    if (a.name.empty()) return wrong(fill(".actions[{0}].name", {decimal(i)}));
    p.actions.push_back(std::move(a));
  }
  p.is_on = !p.states.empty();
  return {};
}

}  // namespace kintone::rest::fields
