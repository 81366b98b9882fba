// Process management (Y23): an action leads a record from its state to the next, and assignees change.
#include <algorithm>

#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/fields/packed.h"
#include "core/rest/parameters.h"
#include "core/rest/query/find.h"
#include "core/rest/records.h"

namespace kintone::rest {
namespace {

using fields::process_state;
using assigning = process_state::assigning;

std::vector<std::string_view> items_of(std::string_view list) {
  std::vector<std::string_view> items;
  fields::for_each_item(list, [&items](std::string_view item) { items.push_back(item); });
  return items;
}

std::string& place_of(record& r, const fields::form& f, fields::field_type type) {
  const std::size_t column = f.first_of(type)->column;
  if (r.values.size() <= column) r.values.resize(column + 1);
  return r.values[column];
}

std::string& status_in(record& r, const fields::form& f) {
  return place_of(r, f, fields::field_type::status);
}

std::string& assignees_in(record& r, const fields::form& f) {
  return place_of(r, f, fields::field_type::status_assignee);
}

/// The users whom a state's candidates name.
std::string assignees_of(const process_state& s, const record& r, const fields::form& f, const people& all) {
  std::vector<std::string_view> found;
  const auto add = [&found](std::string_view login) {
    if (!login.empty() && !contains(found, login)) found.push_back(login);
  };
  for (const auto& [type, code] : s.candidates) {
    if (type == "USER") add(code);
    const fields::form_field* field = type == "FIELD_ENTITY" ? f.field_of(code) : nullptr;
    const bool is_creator = field != nullptr && field->type == fields::field_type::creator;
    if (type == "CREATOR" || is_creator) add(all.login_of(r.creator));
    if (field != nullptr && field->type == fields::field_type::modifier) add(all.login_of(r.modifier));
    if (field != nullptr && field->type == fields::field_type::user_select) {
      for (const std::string_view each : items_of(value_at(r.values, field->column))) add(each);
    }
  }
  std::string list;
  for (const std::string_view each : found) fields::append_item(list, each);
  return list;
}

}  // namespace

void begin_process(const fields::form& f, const people& all, record& r) {
  if (!f.has_states() || !status_in(r, f).empty()) return;
  const process_state& first = f.process.states.front();
  status_in(r, f) = first.name;
  std::string list = assignees_of(first, r, f, all);
  const bool must_be_chosen = first.how == assigning::one && items_of(list).size() > 1;
  if (!must_be_chosen) assignees_in(r, f) = std::move(list);
}

// Y23: only what was kept before has them; a new record begins in the first state.
verdict draft_reader::read_process(const form_field& f, const json_value& given, draft& d) {
  const std::string path = fields::path_of(d.base, f.code);
  std::string& kept = place_of(d.next, form(), f.type);
  if (f.type == fields::field_type::status) {
    const std::string_view name = string_of(given);
    const bool is_state = any_of(form().process.states,
                                 [name](const fields::process_state& each) { return each.name == name; });
    if (!is_state) all_.wrong.push_back({path, phrase::value_option, std::string(name)});
    kept = name;
    return nullptr;
  }
  if (!given.is_array()) return wrong_kind(path, phrase::field_list);
  for (const json_value& each : elements_of(given)) {
    const std::string_view login = string_of(member(each, "code"));
    if (login.empty()) return wrong_kind(path, phrase::field_object);
    fields::append_item(kept, login);
  }
  return nullptr;
}

records::step records::read_step(const json_value& given, const std::string& prefix, objections& wrong) {
  step s;
  s.id = read_id(member(given, "id"), prefix + "id", wrong);
  s.revision = read_revision(member(given, "revision"), prefix + "revision", wrong);
  return s;
}

records::step records::read_action(const json_value& given, const std::string& prefix, objections& wrong) {
  step s = read_step(given, prefix, wrong);
  s.action = string_of(member(given, "action"));
  s.assignee = string_of(member(given, "assignee"));
  if (s.action.empty()) wrong.push_back({prefix + "action", phrase::field_required});
  return s;
}

/// The app of a request whose process management is on.
verdict records::find_process(const caller& by, const json_value& parameters, objections wrong,
                              app*& found) const {
  app_key key;
  if (auto refused = read_app(by, parameters, std::move(wrong), key)) return refused;
  found = app_at(key);
  const bool is_on = found != nullptr && found->form().has_states();
  return is_on ? nullptr : refuse(error::process_disabled);
}

/// The record as it is before this step, without tables.
verdict records::find_step(const app& a, const step& s, const std::vector<record>& steps, record& next) {
  const record* old = find_if(steps, [&s](const record& each) { return each.id == s.id; });
  if (old == nullptr) old = a.find(s.id);
  if (old == nullptr) return refuse(error::record_not_found, decimal(s.id));
  if (s.revision && *s.revision != old->revision) return refuse(error::revision_conflict);
  next = {old->id, old->revision, old->created, old->updated, old->creator, old->modifier, old->values, {}};
  return nullptr;
}

bool records::has_action(const caller& by, const app& a, const fields::process_action& action,
                         const record& r) const {
  if (action.condition.empty()) return true;
  query::checked_query q;
  const std::string text = fill("({0}) and $id = {1}", {action.condition, decimal(r.id)});
  return read_query(by, text, a, q) == nullptr && !query::find(q, a, false).records.empty();
}

verdict records::judge_action(const caller& by, const app& a, const step& s, std::vector<record>& steps) {
  record next;
  if (auto refused = find_step(a, s, steps, next)) return refused;
  const fields::form& f = a.form();
  std::string& status = status_in(next, f);
  std::string& assignees = assignees_in(next, f);
  const auto* action = find_if(f.process.actions, [&](const fields::process_action& each) {
    return each.name == s.action && each.from == status && has_action(by, a, each, next);
  });
  if (action == nullptr) return refuse(error::action_not_there);
  const std::string_view login = login_of(by, people_);
  const std::vector<std::string_view> present = items_of(assignees);
  if (!present.empty() && !contains(present, login)) return refuse(error::not_assignee);
  next.revision += 2;
  const process_state* from = f.process.state(status);
  if (from->how == assigning::all && present.size() > 1) {
    std::string left;
    for (const std::string_view each : present) {
      if (each != login) fields::append_item(left, each);
    }
    assignees = std::move(left);
  } else {
    const process_state& to = *f.process.state(action->to);
    const bool is_one = to.how == assigning::one;
    if (is_one && !to.candidates.empty() && s.assignee.empty()) return refuse(error::assignee_required);
    if (!is_one && !s.assignee.empty()) return refuse(error::assignee_not_allowed);
    if (!people_.may_have(s.assignee) && !s.assignee.empty())
      return refuse(error::user_not_found, s.assignee);
    std::string list;
    if (!s.assignee.empty()) fields::append_item(list, s.assignee);
    assignees = is_one ? std::move(list) : assignees_of(to, next, f, people_);
    status = action->to;
  }
  steps.push_back(std::move(next));
  return nullptr;
}

verdict records::keep_steps(const caller& by, app& a, std::vector<record> steps) {
  std::uint64_t freed = 0;
  std::uint64_t bytes = bytes_;
  for (const record& each : steps) {
    for (const std::string& value : a.find(each.id)->values) freed += value.size();
    for (const std::string& value : each.values) bytes += value.size();
  }
  bytes -= std::min(bytes, freed);
  if (bytes > most_) return refuse(error::records_too_large, decimal(most_));
  bytes_ = bytes;
  for (record& each : steps) {
    each.modifier = people_.id_of(login_of(by, people_));
    each.updated = fields::minutes_from(by.now);
    const record& old = *a.find(each.id);
    a.replace(old, std::move(each), {});
  }
  return nullptr;
}

verdict records::update_status(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  const step s = read_action(parameters, "", wrong);
  app* a = nullptr;
  if (auto refused = find_process(by, parameters, std::move(wrong), a)) return refused;
  std::vector<record> steps;
  if (auto refused = judge_action(by, *a, s, steps)) return refused;
  answer.open('{').name("revision").string(decimal(steps[0].revision)).close('}');
  return keep_steps(by, *a, std::move(steps));
}

verdict records::update_statuses(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  const auto list = read_required_list(parameters, "records", records_at_once, wrong);
  std::vector<step> asked;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string path = fill("records[{0}]", {decimal(i)});
    if (!list[i].is_object()) wrong.push_back({path, phrase::field_object});
    if (list[i].is_object()) asked.push_back(read_action(list[i], path + ".", wrong));
  }
  app* a = nullptr;
  if (auto refused = find_process(by, parameters, std::move(wrong), a)) return refused;
  std::vector<record> steps;
  for (const step& each : asked) {
    if (auto refused = judge_action(by, *a, each, steps)) return refused;
    // The same record again goes on from where it is.
    const record& last = steps.back();
    const auto first =
        std::find_if(steps.begin(), steps.end(), [&last](const record& r) { return r.id == last.id; });
    if (&*first == &last) continue;
    *first = last;
    steps.pop_back();
  }
  answer.open('{').name("records").open('[');
  for (const record& each : steps) {
    answer.open('{').name("id").string(decimal(each.id)).name("revision").string(decimal(each.revision));
    answer.close('}');
  }
  answer.close(']').close('}');
  return keep_steps(by, *a, std::move(steps));
}

verdict records::update_assignees(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  const step s = read_step(parameters, "", wrong);
  const auto list = read_required_list(parameters, "assignees", assignees_at_once, wrong);
  app* a = nullptr;
  if (auto refused = find_process(by, parameters, std::move(wrong), a)) return refused;
  record next;
  if (auto refused = find_step(*a, s, {}, next)) return refused;
  std::vector<std::string_view> logins;
  for (const json_value& each : list) {
    const std::string_view login = string_of(each);
    if (login.empty() || !people_.may_have(login)) return refuse(error::user_not_found, login);
    if (!contains(logins, login)) logins.push_back(login);
  }
  const fields::form& f = a->form();
  const std::string& status = status_in(next, f);
  if (logins.size() > 1 && f.process.is_end(status)) return refuse(error::one_assignee_only, status);
  std::string packed;
  for (const std::string_view each : logins) fields::append_item(packed, each);
  assignees_in(next, f) = std::move(packed);
  ++next.revision;
  answer.open('{').name("revision").string(decimal(next.revision)).close('}');
  std::vector<record> steps;
  steps.push_back(std::move(next));
  return keep_steps(by, *a, std::move(steps));
}

}  // namespace kintone::rest
