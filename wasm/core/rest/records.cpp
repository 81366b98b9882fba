#include "core/rest/records.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/number.h"

namespace kintone::rest {
namespace {

/// What a record counts of `record_storage` beside its fields.
constexpr std::uint64_t record_bytes = 256;

/// What a field counts of it; nothing where it has no value.
std::uint64_t bytes_of(std::string_view code, const field_value& value) {
  if (value.json.empty() && value.files.empty()) return 0;
  return code.size() + value.json.size() + value.files.size() * sizeof(file_id);
}

/// What the places for values of a record count of it, up to the last one that it has.
std::uint64_t bytes_of_columns(std::size_t columns) { return columns * sizeof(field_value); }

}  // namespace

records::records(file_registry& files, const std::vector<declared_app>& declared) : files_(files) {
  for (const declared_app& each : declared) {
    app& a = make_app({each.space, each.id});
    a.is_declared = true;
    a.is_open = each.fields.fields().empty();
    a.fields = each.fields;
  }
}

records::app& records::make_app(const app_key& key) {
  auto place = apps_.end();
  while (place != apps_.begin() && key < (*(place - 1))->key) --place;
  return **apps_.insert(place, std::make_unique<app>(app{key}));
}

records::app* records::app_at(const app_key& key) const {
  for (const auto& each : apps_) {
    if (each->key == key) return each.get();
  }
  return nullptr;
}

records::record* records::record_at(const app_key& key, number id) const {
  app* a = app_at(key);
  if (a == nullptr || id == 0 || id > a->records.size()) return nullptr;
  return &a->records[static_cast<std::size_t>(id - 1)];
}

verdict records::find_app(const caller& by, const json_value& parameters, app_key& key) const {
  key.space = by.space;
  if (auto wrong = take_id(parameters, "", "app", key.id)) return wrong;
  if (!by.who.may_use(key.id)) {
    return refuse_because(error::api_token_unknown, reason::api_token_of_other_app, decimal(key.id));
  }
  const bool is_elsewhere = any_of(apps_, [&key](const std::unique_ptr<app>& each) {
    return each->key.id == key.id && each->key.space != key.space && each->is_declared;
  });
  return is_elsewhere ? refuse(error::app_not_found, decimal(key.id)) : nullptr;
}

verdict records::begin(const caller& by, const json_value& parameters,
                       std::initializer_list<std::string_view> known, plan& p) const {
  if (auto wrong = unknown_parameter(parameters, "", known)) return wrong;
  if (auto wrong = find_app(by, parameters, p.key)) return wrong;
  if (const app* a = app_at(p.key)) {
    p.is_open = a->is_open;
    p.fields = a->fields;
  }
  return nullptr;
}

// F14, F18: an upload key is used once, a download key stays where it is: in this field of this record.
verdict records::judge_files(plan& p, const record* old, given_field& field) const {
  for (const std::string& key : field.keys) {
    const file* f = files_.find_upload(key, p.key.space);
    if (f != nullptr) {
      p.uploads.push_back(f->id);
    } else if (old != nullptr) {
      f = files_.find_download(key, p.key.space);
      if (f != nullptr && !contains(value_at(old->values, field.column).files, f->id)) f = nullptr;
    }
    if (f == nullptr || contains(p.named, f->id)) {
      return refuse_because(error::blob_not_found, reason::key_not_temporary, {}, key);
    }
    p.named.push_back(f->id);
    field.value.files.push_back(f->id);
  }
  return nullptr;
}

verdict records::judge(plan& p, number id, const json_value& given, std::string_view path) const {
  const record* old = record_at(p.key, id);
  p.changes.push_back({id, {}});
  std::vector<given_field>& fields = p.changes.back().fields;
  const std::uint64_t form_before = rest::bytes_of(p.fields);
  if (auto wrong = read_record(given, path, p.is_open, p.fields, fields)) return wrong;
  const std::size_t columns_before = old == nullptr ? 0 : old->values.size();
  std::size_t columns = columns_before;
  for (given_field& each : fields) {
    if (auto wrong = judge_files(p, old, each)) return wrong;
    p.bytes += bytes_of(each.code, each.value);
    if (old != nullptr) p.freed += bytes_of(each.code, value_at(old->values, each.column));
    columns = std::max(columns, each.column + 1);
  }
  p.bytes += bytes_of_columns(columns - columns_before) + rest::bytes_of(p.fields) - form_before;
  if (old == nullptr) p.bytes += record_bytes;
  return judge_size(p);
}

// Each record shows every field of its app, whoever brought it (F15): so many bytes would all of them be.
verdict records::judge_size(const plan& p) const {
  const app* a = app_at(p.key);
  const std::uint64_t count = a == nullptr ? 0 : a->records.size();
  const auto added = static_cast<std::uint64_t>(
      std::count_if(p.changes.begin(), p.changes.end(), [](const change& c) { return c.id == 0; }));
  std::uint64_t text = (count + added) * rest::bytes_of(p.fields);
  for (const auto& other : apps_) {
    if (other.get() != a) text += other->records.size() * rest::bytes_of(other->fields);
  }
  if (text > records_text) return refuse(error::records_too_large, decimal(records_text));
  if (bytes_ + p.bytes <= record_storage + p.freed) return nullptr;
  return refuse(error::records_too_large, decimal(record_storage));
}

verdict records::judge_update(plan& p, const json_value& given, std::string_view prefix) const {
  number id = 0;
  number revision = 0;
  if (auto wrong = take_id(given, prefix, "id", id)) return wrong;
  if (auto wrong = take_revision(given, prefix, revision)) return wrong;
  const record* old = record_at(p.key, id);
  if (old == nullptr) return refuse(error::record_not_found, decimal(id));
  if (revision != 0 && revision != old->revision) return refuse(error::revision_conflict);
  if (any_of(p.changes, [id](const change& c) { return c.id == id; })) {
    return invalid(fill("{0}id", {prefix}), phrase::field_twice);
  }
  return judge(p, id, member(given, "record"), fill("{0}record", {prefix}));
}

verdict records::judge_all(plan& p, const json_value& parameters, bool is_update) const {
  const json_value& list = member(parameters, "records");
  if (list.is_null()) return invalid("records", phrase::field_required);
  if (!list.is_array()) return invalid("records", phrase::field_list);
  if (elements_of(list).size() > records_at_once) {
    return invalid("records", phrase::field_list_length, decimal(records_at_once));
  }
  for (std::size_t i = 0; i < elements_of(list).size(); ++i) {
    const json_value& given = element(list, i);
    const std::string path = fill("records[{0}]", {decimal(i)});
    if (!given.is_object()) return invalid(path, phrase::field_object);
    const std::string prefix = path + ".";
    verdict wrong;
    if (is_update) wrong = unknown_parameter(given, prefix, {"id", "revision", "record"});
    if (!wrong) wrong = is_update ? judge_update(p, given, prefix) : judge(p, 0, given, path);
    if (wrong) return wrong;
  }
  return nullptr;
}

void records::keep(plan& p) {
  app* known = app_at(p.key);
  app& a = known == nullptr ? make_app(p.key) : *known;
  a.fields = std::move(p.fields);
  bytes_ = bytes_ + p.bytes - p.freed;
  files_.attach(p.uploads);
  std::vector<file_id> left;
  for (change& c : p.changes) {
    if (c.id == 0) {
      a.records.emplace_back();
      c.id = a.records.size();
    }
    record& r = *record_at(p.key, c.id);
    ++r.revision;
    for (given_field& each : c.fields) {
      if (r.values.size() <= each.column) r.values.resize(each.column + 1);
      field_value& kept = r.values[each.column];
      for (const file_id id : kept.files) {
        if (!contains(p.named, id)) left.push_back(id);
      }
      kept = std::move(each.value);
    }
  }
  files_.release(left);
}

verdict records::add_record(const caller& by, const json_value& parameters, json_writer& answer) {
  plan p;
  if (auto wrong = begin(by, parameters, {"app", "record"}, p)) return wrong;
  if (auto wrong = judge(p, 0, member(parameters, "record"), "record")) return wrong;
  keep(p);
  answer.open('{').name("id").string(decimal(p.changes[0].id)).name("revision").string("1").close('}');
  return nullptr;
}

verdict records::add_records(const caller& by, const json_value& parameters, json_writer& answer) {
  plan p;
  if (auto wrong = begin(by, parameters, {"app", "records"}, p)) return wrong;
  if (auto wrong = judge_all(p, parameters, false)) return wrong;
  keep(p);
  answer.open('{').name("ids").open('[');
  for (const change& c : p.changes) answer.string(decimal(c.id));
  answer.close(']').name("revisions").open('[');
  for (std::size_t i = 0; i < p.changes.size(); ++i) answer.string("1");
  answer.close(']').close('}');
  return nullptr;
}

verdict records::update_record(const caller& by, const json_value& parameters, json_writer& answer) {
  plan p;
  if (auto wrong = begin(by, parameters, {"app", "id", "revision", "record"}, p)) return wrong;
  if (auto wrong = judge_update(p, parameters, "")) return wrong;
  keep(p);
  const record& r = *record_at(p.key, p.changes[0].id);
  answer.open('{').name("revision").string(decimal(r.revision)).close('}');
  return nullptr;
}

verdict records::update_records(const caller& by, const json_value& parameters, json_writer& answer) {
  plan p;
  // kintone's `upsert` is not simulated, but false asks for nothing.
  const bool is_plain = asks_for_nothing(member(parameters, "upsert"));
  if (auto wrong = begin(by, parameters, {"app", "records", is_plain ? "upsert" : "app"}, p)) return wrong;
  if (auto wrong = judge_all(p, parameters, true)) return wrong;
  keep(p);
  answer.open('{').name("records").open('[');
  for (const change& c : p.changes) {
    const record& r = *record_at(p.key, c.id);
    answer.open('{').name("id").string(decimal(c.id)).name("revision").string(decimal(r.revision)).close('}');
  }
  answer.close(']').close('}');
  return nullptr;
}

}  // namespace kintone::rest
