// Records as answers and shim.records show them (F15).
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/records.h"

namespace kintone::rest {
namespace {

void write_number(json_writer& text, std::string_view code, std::string_view type, number value) {
  text.name(code).open('{').name("type").string(type).name("value").string(decimal(value)).close('}');
}

}  // namespace

void records::write_record(json_writer& text, const shown_fields& shown, number id, const record& r) const {
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
  const record* r = record_at(key, id);
  if (r == nullptr) return refuse(error::record_not_found, decimal(id));
  answer.open('{').name("record");
  write_record(answer, {app_at(key)->fields}, id, *r);
  answer.close('}');
  return nullptr;
}

verdict records::get_records(const caller& by, const json_value& parameters, json_writer& answer) const {
  // kintone's `query` is not simulated, but an empty one asks for nothing.
  const bool is_plain = asks_for_nothing(member(parameters, "query"));
  if (auto wrong =
          unknown_parameter(parameters, "", {"app", "fields", "totalCount", is_plain ? "query" : "app"})) {
    return wrong;
  }
  app_key key;
  if (auto wrong = find_app(by, parameters, key)) return wrong;
  const json_value& wanted = member(parameters, "fields");
  if (!wanted.is_null() && !wanted.is_array()) return invalid("fields", phrase::field_list);
  answer.open('{').name("records").open('[');
  const app* a = app_at(key);
  const std::size_t count = a == nullptr ? 0 : a->records.size();
  if (count > 0) {
    const shown_fields shown =
        elements_of(wanted).empty() ? shown_fields{a->fields} : shown_of(a->fields, wanted);
    // The newest first, as where no query says otherwise.
    const std::size_t last = count > records_shown ? count - records_shown : 0;
    for (std::size_t id = count; id > last; --id) write_record(answer, shown, id, a->records[id - 1]);
  }
  const json_value& total = member(parameters, "totalCount");
  const bool is_counted = is_true(total) || string_of(total) == "true";
  answer.close(']').name("totalCount");
  if (is_counted) {
    answer.string(decimal(count));
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
