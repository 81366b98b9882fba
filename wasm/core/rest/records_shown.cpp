// Records as answers and shim.records show them (F15).
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/kept_query.h"
#include "core/rest/query/check.h"
#include "core/rest/query/find.h"
#include "core/rest/records.h"

namespace kintone::rest {
namespace {

void write_number(json_writer& text, std::string_view code, std::string_view type, number value) {
  text.name(code).open('{').name("type").string(type).name("value").string(decimal(value)).close('}');
}

}  // namespace

void records::write_record(json_writer& text, const shown_fields& shown, number id,
                           const kept_record& r) const {
  text.open('{');
  write_fields(text, shown.fields, r.values, files_);
  if (shown.has_id) write_number(text, "$id", "__ID__", id);
  if (shown.has_revision) write_number(text, "$revision", "__REVISION__", r.revision);
  text.close('}');
}

records::shown_fields records::shown_of(const form& fields, const json_value& wanted) {
  shown_fields shown{{}, false, false};
  for (const json_value& each : elements_of(wanted)) {
    const std::string_view code = string_of(each);
    if (const form_field* field = fields.find(code)) shown.fields[code] = *field;
    shown.has_id = shown.has_id || code == "$id";
    shown.has_revision = shown.has_revision || code == "$revision";
  }
  return shown;
}

verdict records::get_record(const caller& by, const json_value& parameters, json_writer& answer) const {
  if (auto wrong = unknown_parameter(parameters, "", {"app", "id"})) return wrong;
  app_key key;
  number id = 0;
  if (auto wrong = find_app(by, parameters, key)) return wrong;
  if (auto wrong = take_id(parameters, "", "id", id)) return wrong;
  const kept_record* r = record_at(key, id);
  if (r == nullptr) return refuse(error::record_not_found, decimal(id));
  answer.open('{').name("record");
  write_record(answer, {app_at(key)->fields}, id, *r);
  answer.close('}');
  return nullptr;
}

verdict records::read_query(const caller& by, const app& asked, const json_value& given,
                            query::checked_query& q) const {
  if (!given.is_null() && !given.is_string()) return invalid("query", phrase::query_format);
  query::asker asker;
  if (!by.who.login.empty()) asker.login = by.who.login;
  asker.now = static_cast<std::int64_t>(by.now);
  if (const auto refused = query::read(string_of(given), kept_form(asked.fields, by.users), asker, q)) {
    const bool is_of_format = refused->kind == error::validation_failed;
    return is_of_format ? invalid("query", phrase::query_format)
                        : refuse(refused->kind, refused->fact, refused->other);
  }
  if (by.notes != nullptr) {
    by.notes->has_words = q.has_words;
    by.notes->is_of_open_app = asked.is_open && q.where.has_value();
  }
  return nullptr;
}

verdict records::get_records(const caller& by, const json_value& parameters, json_writer& answer) const {
  if (auto wrong = unknown_parameter(parameters, "", {"app", "fields", "totalCount", "query"})) return wrong;
  app_key key;
  if (auto wrong = find_app(by, parameters, key)) return wrong;
  const json_value& wanted = member(parameters, "fields");
  if (!wanted.is_null() && !wanted.is_array()) return invalid("fields", phrase::field_list);
  if (elements_of(wanted).size() > fields_at_once) {
    return invalid("fields", phrase::field_list_length, decimal(fields_at_once));
  }
  static const app nothing;
  const app* known = app_at(key);
  const app& a = known == nullptr ? nothing : *known;
  query::checked_query q;
  if (auto wrong = read_query(by, a, member(parameters, "query"), q)) return wrong;
  const json_value& total = member(parameters, "totalCount");
  const bool is_counted = is_true(total) || string_of(total) == "true";
  const query::found found = query::find(q, kept_records(a.records, files_), is_counted);
  const shown_fields shown =
      elements_of(wanted).empty() ? shown_fields{a.fields} : shown_of(a.fields, wanted);
  answer.open('{').name("records").open('[');
  for (const std::size_t place : found.records) write_record(answer, shown, place + 1, a.records[place]);
  answer.close(']').name("totalCount");
  if (is_counted) {
    answer.string(decimal(found.total));
  } else {
    answer.json("null");
  }
  answer.close('}');
  return nullptr;
}

std::string records::view() const {
  json_writer text;
  text.open('[');
  for (const auto& a : apps_) {
    const shown_fields shown{a->fields};
    for (std::size_t i = 0; i < a->records.size(); ++i) {
      text.open('{').name("app").string(decimal(a->key.id)).name("record");
      write_record(text, shown, i + 1, a->records[i]);
      if (a->key.space != 0) text.name("guestSpace").string(decimal(a->key.space));
      text.close('}');
    }
  }
  return text.close(']').take();
}

}  // namespace kintone::rest
