#include "core/service/records.h"

#include "core/base/limits.h"

namespace kintone::service {
namespace {

std::string element_path(std::string_view list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

/// What a record counts of `record_storage` beside its fields.
constexpr std::uint64_t record_bytes = 256;

std::set<file_id> files_in(const field_values& fields, const std::string& code) {
  const auto found = fields.find(code);
  if (found == fields.end()) return {};
  return {found->second.files.begin(), found->second.files.end()};
}

}  // namespace

records::records(file_registry& files, const std::vector<declared_app>& apps) : files_(files) {
  for (const declared_app& each : apps) {
    declared_[each.id] = each.space;
    apps_[{each.space, each.id}] = {.is_open = false, .types = each.fields, .records = {}};
  }
}

const records::app* records::app_at(const app_key& key) const {
  const auto found = apps_.find(key);
  return found == apps_.end() ? nullptr : &found->second;
}

std::optional<fault> records::find_app(const caller& by, const json& parameters, app_key& key) const {
  key.first = by.space;
  if (auto wrong = take_id(parameters, "", "app", key.second)) return wrong;
  if (!by.who.may_use(key.second)) return fault{error::api_token_unknown};
  const auto declared = declared_.find(key.second);
  if (declared != declared_.end() && declared->second != by.space) {
    return fault{error::app_not_found, std::to_string(key.second)};
  }
  return std::nullopt;
}

std::variant<records::plan, fault> records::begin(const caller& by, const json& parameters) const {
  plan p;
  if (auto wrong = find_app(by, parameters, p.key)) return *wrong;
  if (const app* known = app_at(p.key)) {
    p.is_open = known->is_open;
    p.types = known->types;
  }
  return p;
}

// F14, F18: an upload key is used once, a download key stays where it is: in this field of this record.
std::optional<fault> records::judge(plan& p, const json& given, std::string_view path) const {
  auto read = read_record(given, path, p.is_open, p.types);
  if (auto* wrong = std::get_if<fault>(&read)) return *wrong;
  change& c = p.changes.back();
  const record* old = c.id == 0 ? nullptr : &app_at(p.key)->records.find(c.id)->second;
  for (given_field& each : std::get<0>(read)) {
    field_value& value = c.fields[each.code];
    value.value = std::move(each.value);
    const std::set<file_id> before = old == nullptr ? std::set<file_id>() : files_in(old->fields, each.code);
    for (const std::string& key : each.keys) {
      const file_id* id = files_.find_upload(key, p.key.first);
      if (id != nullptr) {
        p.uploads.push_back(*id);
      } else if (old != nullptr) {
        id = files_.find_download(key, p.key.first);
        if (id != nullptr && !before.contains(*id)) id = nullptr;
      }
      if (id == nullptr || !p.named.insert(*id).second) return fault{error::blob_not_found, key};
      value.files.push_back(*id);
    }
    value.bytes = each.code.size() + json_text(value.value).size() + value.files.size() * sizeof(file_id);
    p.bytes += value.bytes;
    if (old != nullptr) {
      const auto kept = old->fields.find(each.code);
      if (kept != old->fields.end()) p.freed += kept->second.bytes;
    }
  }
  if (old == nullptr) p.bytes += record_bytes;
  if (bytes_ + p.bytes > record_storage + p.freed) {
    return fault{error::records_too_large, std::to_string(record_storage)};
  }
  return std::nullopt;
}

std::optional<fault> records::judge_update(plan& p, const json& given, std::string_view prefix) const {
  number id = 0;
  number revision = 0;
  if (auto wrong = take_id(given, prefix, "id", id)) return wrong;
  if (auto wrong = take_revision(given, prefix, revision)) return wrong;
  const app* known = app_at(p.key);
  if (known == nullptr || !known->records.contains(id)) {
    return fault{error::record_not_found, std::to_string(id)};
  }
  if (revision != 0 && revision != known->records.find(id)->second.revision) {
    return fault{error::revision_conflict};
  }
  if (!p.ids.insert(id).second) return invalid(std::string(prefix) + "id", phrase::field_twice);
  p.changes.push_back({id, {}});
  return judge(p, member(given, "record"), std::string(prefix) + "record");
}

std::optional<fault> records::judge_all(plan& p, const json& parameters, bool is_update) const {
  const json& list = member(parameters, "records");
  if (list.is_null()) return invalid("records", phrase::field_required);
  if (!list.is_array()) return invalid("records", phrase::field_list);
  if (list.size() > records_at_once) {
    return invalid("records", phrase::field_list_length, std::to_string(records_at_once));
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string path = element_path("records", i);
    if (!list[i].is_object()) return invalid(path, phrase::field_object);
    if (is_update) {
      if (auto wrong = unknown_parameter(list[i], path + ".", {"id", "revision", "record"})) return wrong;
      if (auto wrong = judge_update(p, list[i], path + ".")) return wrong;
    } else {
      p.changes.push_back({});
      if (auto wrong = judge(p, list[i], path)) return wrong;
    }
  }
  return std::nullopt;
}

void records::keep(plan& p) {
  app& a = apps_[p.key];
  a.types = std::move(p.types);
  bytes_ = bytes_ + p.bytes - p.freed;
  files_.attach(p.uploads);
  std::vector<file_id> left;
  for (change& c : p.changes) {
    const bool is_new = c.id == 0;
    if (is_new) c.id = a.next_record++;
    record& r = a.records[c.id];
    if (!is_new) ++r.revision;
    for (auto& [code, value] : c.fields) {
      field_value& kept = r.fields[code];
      left.insert(left.end(), kept.files.begin(), kept.files.end());
      kept = std::move(value);
    }
  }
  std::erase_if(left, [&p](file_id id) { return p.named.contains(id); });
  files_.release(left);
}

records::answer records::add_record(const caller& by, const json& parameters) {
  if (auto wrong = unknown_parameter(parameters, "", {"app", "record"})) return *wrong;
  auto begun = begin(by, parameters);
  if (auto* wrong = std::get_if<fault>(&begun)) return *wrong;
  plan& p = std::get<plan>(begun);
  p.changes.push_back({});
  if (auto wrong = judge(p, member(parameters, "record"), "record")) return *wrong;
  keep(p);
  return json{{"id", std::to_string(p.changes[0].id)}, {"revision", "1"}};
}

records::answer records::add_records(const caller& by, const json& parameters) {
  if (auto wrong = unknown_parameter(parameters, "", {"app", "records"})) return *wrong;
  auto begun = begin(by, parameters);
  if (auto* wrong = std::get_if<fault>(&begun)) return *wrong;
  plan& p = std::get<plan>(begun);
  if (auto wrong = judge_all(p, parameters, false)) return *wrong;
  keep(p);
  json ids = json::array();
  json revisions = json::array();
  for (const change& c : p.changes) {
    ids.push_back(std::to_string(c.id));
    revisions.push_back("1");
  }
  return json{{"ids", std::move(ids)}, {"revisions", std::move(revisions)}};
}

records::answer records::update_record(const caller& by, const json& parameters) {
  if (auto wrong = unknown_parameter(parameters, "", {"app", "id", "revision", "record"})) return *wrong;
  auto begun = begin(by, parameters);
  if (auto* wrong = std::get_if<fault>(&begun)) return *wrong;
  plan& p = std::get<plan>(begun);
  if (auto wrong = judge_update(p, parameters, "")) return *wrong;
  keep(p);
  const record& r = apps_[p.key].records[p.changes[0].id];
  return json{{"revision", std::to_string(r.revision)}};
}

records::answer records::update_records(const caller& by, const json& parameters) {
  if (auto wrong = unknown_parameter(parameters, "", {"app", "records"})) return *wrong;
  auto begun = begin(by, parameters);
  if (auto* wrong = std::get_if<fault>(&begun)) return *wrong;
  plan& p = std::get<plan>(begun);
  if (auto wrong = judge_all(p, parameters, true)) return *wrong;
  keep(p);
  json list = json::array();
  for (const change& c : p.changes) {
    const record& r = apps_[p.key].records[c.id];
    list.push_back({{"id", std::to_string(c.id)}, {"revision", std::to_string(r.revision)}});
  }
  return json{{"records", std::move(list)}};
}

json records::shown(const app& a, number id, const record& r) const {
  json text = record_json(a.types, r.fields, files_);
  text["$id"] = {{"type", "__ID__"}, {"value", std::to_string(id)}};
  text["$revision"] = {{"type", "__REVISION__"}, {"value", std::to_string(r.revision)}};
  return text;
}

records::answer records::get_record(const caller& by, const json& parameters) const {
  if (auto wrong = unknown_parameter(parameters, "", {"app", "id"})) return *wrong;
  app_key key;
  number id = 0;
  if (auto wrong = find_app(by, parameters, key)) return *wrong;
  if (auto wrong = take_id(parameters, "", "id", id)) return *wrong;
  const app* known = app_at(key);
  if (known == nullptr || !known->records.contains(id)) {
    return fault{error::record_not_found, std::to_string(id)};
  }
  return json{{"record", shown(*known, id, known->records.find(id)->second)}};
}

records::answer records::get_records(const caller& by, const json& parameters) const {
  if (auto wrong = unknown_parameter(parameters, "", {"app", "fields", "totalCount"})) return *wrong;
  app_key key;
  if (auto wrong = find_app(by, parameters, key)) return *wrong;
  const json& fields = member(parameters, "fields");
  if (!fields.is_null() && !fields.is_array()) return invalid("fields", phrase::field_list);
  std::set<std::string_view> wanted;
  for (const json& each : fields) wanted.insert(string_of(each));
  json list = json::array();
  const app* known = app_at(key);
  const std::size_t count = known == nullptr ? 0 : known->records.size();
  if (known != nullptr) {
    // The newest first, as where no query says otherwise.
    for (auto each = known->records.rbegin(); each != known->records.rend(); ++each) {
      if (list.size() == records_shown) break;
      json one = shown(*known, each->first, each->second);
      if (!wanted.empty()) {
        json some = json::object();
        for (auto field = one.begin(); field != one.end(); ++field) {
          if (wanted.contains(field.key())) some[field.key()] = *field;
        }
        one = std::move(some);
      }
      list.push_back(std::move(one));
    }
  }
  const json& total = member(parameters, "totalCount");
  const bool is_counted = is_true(total) || string_of(total) == "true";
  return json{{"records", std::move(list)},
              {"totalCount", is_counted ? json(std::to_string(count)) : json(nullptr)}};
}

json records::view() const {
  json list = json::array();
  for (const auto& [key, a] : apps_) {
    for (const auto& [id, r] : a.records) {
      json one = {{"app", std::to_string(key.second)}, {"record", shown(a, id, r)}};
      if (key.first != 0) one["guestSpace"] = std::to_string(key.first);
      list.push_back(std::move(one));
    }
  }
  return list;
}

}  // namespace kintone::service
