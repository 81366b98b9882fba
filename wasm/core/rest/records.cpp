#include "core/rest/records.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/parameters.h"

namespace kintone::rest {
namespace {

using fields::form_field;

std::string member_path(const std::string& prefix, std::string_view name) {
  return fill("{0}{1}", {prefix, name});
}

/// Y17: a record that is added by its key has the key's value, unless it gives the field itself.
json_value with_key(const json_value& given, const json_value& key) {
  const std::string field(string_of(member(key, "field")));
  json_value record = given.is_object() ? given : json_value::object();
  if (!member(record, field).is_null()) return record;
  json_value value = json_value::object();
  value.get_ptr<json_value::object_t*>()->push_back({"value", member(key, "value")});
  record.get_ptr<json_value::object_t*>()->push_back({field, std::move(value)});
  return record;
}

/// A list of the elements of the parameter `records`; its length is judged.
verdict judge_list(const json_value& list, phrase too_many) {
  if (is_absent(list)) return invalid("records", phrase::field_required);
  if (!list.is_array()) return invalid("records", phrase::field_list);
  if (elements_of(list).size() > records_at_once) {
    return invalid("records", too_many, decimal(records_at_once));
  }
  return nullptr;
}

}  // namespace

records::records(file_registry& files, const std::vector<declared_app>& declared, const credentials* who,
                 std::int64_t now, std::uint64_t most)
    : files_(files), people_(who), most_(most) {
  for (const declared_app& each : declared) {
    const app_key key{each.space, each.id};
    auto& made = apps_[key];
    made = std::make_unique<app>(key, &each, files_, people_);
    if (!made->form().is_open) sources_.emplace(each.id, made.get());
  }
  // Lookups copy from all of them.
  for (const auto& [key, each] : apps_) seed(*each, now);
}

app* records::app_at(const app_key& key) const {
  const auto found = apps_.find(key);
  return found == apps_.end() ? nullptr : found->second.get();
}

void records::reach(const app_key& key, reached& found) const {
  found.known_ = app_at(key);
  if (found.known_ == nullptr) found.none_.emplace(key, nullptr, files_, people_);
}

// F10, Y06. An app that is not declared is in each space where somebody asks for it.
verdict records::may_reach(const caller& by, number id) const {
  if (!by.who.may_use(id)) {
    return refuse_because(error::api_token_unknown, reason::api_token_of_other_app, decimal(id));
  }
  for (const auto& [key, each] : apps_) {
    if (key.id != id || key.space == by.space || !each->is_declared()) continue;
    return refuse(by.space == 0 ? error::app_of_guest_space : error::no_privilege);
  }
  return judge_rights(by, id);
}

verdict records::read_app(const caller& by, const json_value& parameters, objections wrong, app_key& key,
                          std::string_view name) const {
  key = {by.space, read_id(member(parameters, name), std::string(name), wrong)};
  if (auto refused = invalid(std::move(wrong))) return refused;
  return may_reach(by, key.id);
}

void records::seed(app& a, std::int64_t now) {
  const identity nobody;
  const caller by{nobody, a.key().space, now, {}};
  const draft_reader::surroundings around{a, by, files_, sources_, people_};
  plan p(a, around);
  for (const json_value& each : elements_of(a.declared("records"))) p.seed(each);
  bytes_ += p.bytes();
  (void)p.keep(files_);
}

// Each record shows every field of its app, whoever brought it (F15): so many bytes would all of them be.
verdict records::judge_size(const app& a, const plan& p) const {
  std::uint64_t added = 0;
  for (std::size_t i = 0; i < p.size(); ++i) added += p.is_added(i) ? 1U : 0U;
  std::uint64_t text = (a.count() + added) * p.form().shown_bytes();
  for (const auto& [key, other] : apps_) {
    if (other.get() != &a) text += other->count() * other->form().shown_bytes();
  }
  if (text > records_text) return refuse(error::records_too_large, decimal(records_text));
  if (p.largest() > record_size) return refuse(error::record_too_large, decimal(record_size));
  const std::uint64_t next = bytes_ + p.bytes() - std::min(bytes_, p.freed());
  return next <= most_ ? nullptr : refuse(error::records_too_large, decimal(most_));
}

verdict records::write(const caller& by, const json_value& parameters, judging judge,
                       std::vector<const record*>& kept, std::vector<bool>* added) {
  app_key key;
  if (auto refused = read_app(by, parameters, {}, key)) return refused;
  std::unique_ptr<app> made;
  app* target = app_at(key);
  if (target == nullptr) {
    made = std::make_unique<app>(key, nullptr, files_, people_);
    target = made.get();
  }
  const draft_reader::surroundings around{*target, by, files_, sources_, people_};
  plan p(*target, around);
  if (auto refused = (this->*judge)(parameters, p)) return refused;
  if (auto refused = p.judge()) return refused;
  if (auto refused = judge_size(*target, p)) return refused;
  for (remark& each : p.remarks()) remarks_.push_back(std::move(each));
  for (std::size_t i = 0; added != nullptr && i < p.size(); ++i) added->push_back(p.is_added(i));
  bytes_ = bytes_ + p.bytes() - p.freed();
  kept = p.keep(files_);
  if (made != nullptr && made->count() > 0) apps_[key] = std::move(made);
  return nullptr;
}

verdict records::judge_add(const json_value& parameters, plan& p) {
  return p.add(member(parameters, "record"), "record");
}

// Y15.
verdict records::judge_adds(const json_value& parameters, plan& p) {
  const json_value& list = member(parameters, "records");
  if (auto refused = judge_list(list, phrase::records_added)) return refused;
  for (std::size_t i = 0; i < elements_of(list).size(); ++i) {
    const std::string path = fill("records[{0}]", {decimal(i)});
    if (!element(list, i).is_object()) return invalid(path, phrase::field_object);
    if (auto refused = p.add(element(list, i), path)) return refused;
  }
  return nullptr;
}

verdict records::judge_put(const json_value& parameters, plan& p) {
  const bool has_id = !is_absent(member(parameters, "id"));
  const bool has_key = !is_absent(member(parameters, "updateKey"));
  // Y12.
  if (has_id == has_key) {
    return invalid({{"id", phrase::record_to_update}, {"updateKey", phrase::record_to_update}});
  }
  return judge_update(p.target(), parameters, "", false, p);
}

// Y16, Y17.
verdict records::judge_puts(const json_value& parameters, plan& p) {
  const json_value& list = member(parameters, "records");
  const bool is_upsert = read_flag(member(parameters, "upsert"), "upsert", p.wrong());
  if (auto refused = judge_list(list, phrase::records_updated)) return refused;
  for (std::size_t i = 0; i < elements_of(list).size(); ++i) {
    const std::string path = fill("records[{0}]", {decimal(i)});
    if (!element(list, i).is_object()) return invalid(path, phrase::field_object);
    const bool has_key = !is_absent(member(element(list, i), "updateKey"));
    if (has_key && !is_absent(member(element(list, i), "id"))) {
      return invalid(
          {{path + ".id", phrase::record_to_update}, {path + ".updateKey", phrase::record_to_update}});
    }
    if (auto refused = judge_update(p.target(), element(list, i), path + ".", is_upsert, p)) return refused;
  }
  return nullptr;
}

verdict records::find_by_key(const app& a, const json_value& key, const std::string& prefix,
                             const record*& found, objections& wrong) const {
  const std::string code(string_of(member(key, "field")));
  const json_value& value = member(key, "value");
  if (code.empty()) wrong.push_back({member_path(prefix, "updateKey.field"), phrase::field_required});
  if (is_absent(value)) wrong.push_back({member_path(prefix, "updateKey.value"), phrase::field_required});
  if (code.empty() || is_absent(value)) return nullptr;
  const form_field* f = a.form().field_of(code);
  if (f == nullptr) return refuse(error::field_not_found, code);
  if (!f->is_unique || (f->row().judged & fields::update_key) == 0) {
    return refuse(error::update_key_not_unique, code);
  }
  objections unreadable;
  std::string kept;
  if (auto refused = fields::value_reader(a.form(), unreadable).read(*f, value, {"updateKey"}, kept)) {
    return refused;
  }
  for (const objection& each : unreadable) {
    wrong.push_back({member_path(prefix, "updateKey.value"), each.why, each.fact});
  }
  found = a.with_value(*f, kept);
  return nullptr;
}

verdict records::judge_update(const app& a, const json_value& given, const std::string& prefix,
                              bool is_upsert, plan& p) {
  objections& wrong = p.wrong();
  const std::size_t wrong_before = wrong.size();
  const json_value& key = member(given, "updateKey");
  const json_value& record_given = member(given, "record");
  const std::string path = member_path(prefix, "record");
  const bool has_key = !is_absent(key);
  const auto revision = read_revision(member(given, "revision"), member_path(prefix, "revision"), wrong);
  const record* old = nullptr;
  number id = 0;
  if (has_key) {
    if (auto refused = find_by_key(a, key, prefix, old, wrong)) return refused;
  } else {
    id = read_id(member(given, "id"), member_path(prefix, "id"), wrong);
    old = a.find(id);
  }
  // What is wrong with the parameters is told before a record is looked for.
  if (wrong.size() > wrong_before) return nullptr;
  if (old == nullptr && is_upsert) {
    return has_key ? p.add(with_key(record_given, key), path) : p.add(record_given, path);
  }
  if (old == nullptr) {
    return has_key ? refuse(error::record_of_key_not_found) : refuse(error::record_not_found, decimal(id));
  }
  if (revision && *revision != old->revision) return refuse(error::revision_conflict);
  if (p.has(*old)) return invalid(member_path(prefix, has_key ? "updateKey" : "id"), phrase::field_twice);
  return p.update(*old, record_given, path);
}

// Y11.
verdict records::add_record(const caller& by, const json_value& parameters, json_writer& answer) {
  std::vector<const record*> kept;
  if (auto refused = write(by, parameters, &records::judge_add, kept)) return refused;
  answer.open('{').name("id").string(decimal(kept[0]->id)).name("revision").string("1").close('}');
  return nullptr;
}

verdict records::add_records(const caller& by, const json_value& parameters, json_writer& answer) {
  std::vector<const record*> kept;
  if (auto refused = write(by, parameters, &records::judge_adds, kept)) return refused;
  answer.open('{').name("ids").open('[');
  for (const record* each : kept) answer.string(decimal(each->id));
  answer.close(']').name("revisions").open('[');
  for (const record* each : kept) answer.string(decimal(each->revision));
  answer.close(']').close('}');
  return nullptr;
}

verdict records::update_record(const caller& by, const json_value& parameters, json_writer& answer) {
  std::vector<const record*> kept;
  if (auto refused = write(by, parameters, &records::judge_put, kept)) return refused;
  answer.open('{').name("revision").string(decimal(kept[0]->revision)).close('}');
  return nullptr;
}

verdict records::update_records(const caller& by, const json_value& parameters, json_writer& answer) {
  std::vector<const record*> kept;
  std::vector<bool> added;
  objections none;
  const bool is_upsert = read_flag(member(parameters, "upsert"), "upsert", none);
  caller wanting = by;
  if (is_upsert) wanting.also = right::add;
  if (auto refused = write(wanting, parameters, &records::judge_puts, kept, &added)) return refused;
  answer.open('{').name("records").open('[');
  for (std::size_t i = 0; i < kept.size(); ++i) {
    answer.open('{').name("id").string(decimal(kept[i]->id));
    if (is_upsert) answer.name("operation").string(added[i] ? "INSERT" : "UPDATE");
    answer.name("revision").string(decimal(kept[i]->revision)).close('}');
  }
  answer.close(']').close('}');
  return nullptr;
}

}  // namespace kintone::rest
