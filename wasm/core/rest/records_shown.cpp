// Records as answers and shim.records show them (D02, D03, D05, F15, Y08 to Y10).
#include <algorithm>
#include <limits>

#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/parameters.h"
#include "core/rest/query/check.h"
#include "core/rest/query/find.h"
#include "core/rest/records.h"

namespace kintone::rest {
namespace {

using fields::form_field;
using fields::shape;

void write_number(json_writer& text, std::string_view code, std::string_view type, number value) {
  text.name(code).open('{').name("type").string(type).name("value").string(decimal(value)).close('}');
}

void write_rows(json_writer& text, const form_field& f, const table& rows, const file_registry& files,
                const people& them) {
  text.open('[');
  for (const table_row& each : rows) {
    text.open('{').name("id").string(decimal(each.id)).name("value").open('{');
    for (const form_field& cell : f.cells) {
      text.json(cell.head);
      fields::write_value(text, cell, value_at(each.cells, cell.column), files, them);
      text.close('}');
    }
    text.close('}').close('}');
  }
  text.close(']');
}

query::asker asker_of(const caller& by, const people& all) {
  query::asker a;
  const bool is_somebody = by.who.by == scheme::password || by.who.by == scheme::session;
  if (is_somebody) a.login = std::string(login_of(by, all));
  a.now = by.now;
  a.zone = by.zone;
  return a;
}

verdict fault_of(const query::mistake& m) {
  // L07.
  if (m.kind == error::validation_failed) return invalid("query", phrase::query_format);
  return refuse(m.kind, m.fact, m.other);
}

}  // namespace

void records::write_field(json_writer& text, const app& a, const form_field& f, const record& r) const {
  text.json(f.head);
  switch (f.kept()) {
    case shape::record_number:
      text.string(a.record_number_of(r));
      break;
    case shape::person:
      fields::write_person(
          text, people_.login_of(f.type == fields::field_type::creator ? r.creator : r.modifier), people_);
      break;
    case shape::stamp:
      text.string(fields::instant_text(f.type == fields::field_type::created_time ? r.created : r.updated));
      break;
    case shape::table: {
      static const table none;
      write_rows(text, f, f.column < r.tables.size() ? r.tables[f.column] : none, files_, people_);
      break;
    }
    default:
      fields::write_value(text, f, value_at(r.values, f.column), files_, people_);
  }
  text.close('}');
}

void records::write_record(json_writer& text, const app& a, const shown_fields& shown,
                           const record& r) const {
  text.open('{');
  for (const form_field* each : shown.fields) write_field(text, a, *each, r);
  if (shown.has_id) write_number(text, "$id", "__ID__", r.id);
  if (shown.has_revision) write_number(text, "$revision", "__REVISION__", r.revision);
  text.close('}');
}

// D02.
records::shown_fields records::all_of_form(const fields::form& f) {
  shown_fields shown;
  for (const form_field& each : f.fields()) {
    if (each.kept() != shape::none) shown.fields.push_back(&each);
  }
  return shown;
}

const app* records::declared_app_of(number id) const {
  const auto found = std::find_if(apps_.begin(), apps_.end(), [id](const auto& each) {
    return each.first.id == id && each.second->is_declared() && !each.second->form().is_open;
  });
  return found == apps_.end() ? nullptr : found->second.get();
}

identity records::login_user() const {
  return people_.declared() == nullptr ? identity{} : session_of(*people_.declared());
}

std::string records::blank_record(const caller& by, const app& a) {
  json_value given = json_value::object();
  for (const form_field& each : a.form().fields()) {
    if (each.kept() == shape::table) given[each.code] = {{"value", {{{"value", json_value::object()}}}}};
  }
  const draft_reader::surroundings around{a, by, files_, sources_, people_};
  drafts all;
  draft d{"record"};
  (void)draft_reader(around, all, draft_reader::giver::add).read(given, d);
  record blank = std::move(d.next);
  for (auto& rows : d.tables) blank.tables.push_back(std::move(rows).value_or(table()));
  shown_fields shown{{}, false, false};
  for (const form_field& each : a.form().fields()) {
    if (each.is_in_process) continue;
    if (fields::has_column(each) || each.kept() == shape::table) shown.fields.push_back(&each);
  }
  json_writer text;
  write_record(text, a, shown, blank);
  return text.take();
}

verdict records::answer_record(json_writer& text, const app& a, const shown_fields& shown,
                               const record& r) const {
  write_record(text, a, shown, r);
  const bool is_too_large = text.text().size() > answer_text;
  return is_too_large ? refuse(error::answer_too_large, decimal(answer_text)) : nullptr;
}

// Y10.
records::shown_fields records::shown_of(const fields::form& f, const json_value& wanted) {
  if (is_absent(wanted) || (wanted.is_array() && wanted.empty())) return all_of_form(f);
  shown_fields shown{{}, false, false};
  const auto show = [&](std::string_view code) {
    const form_field* field = f.field_of(code);
    if (field != nullptr && field->kept() != shape::none && !contains(shown.fields, field)) {
      shown.fields.push_back(field);
    }
    shown.has_id = shown.has_id || code == "$id";
    shown.has_revision = shown.has_revision || code == "$revision";
  };
  // One code in a URL is no array.
  if (wanted.is_string()) show(string_of(wanted));
  for (const json_value& each : elements_of(wanted)) show(string_of(each));
  return shown;
}

// Y08.
verdict records::get_record(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  const number id = read_id(member(parameters, "id"), "id", wrong);
  app_key key;
  if (auto refused = read_app(by, parameters, std::move(wrong), key)) return refused;
  const app* a = app_at(key);
  const record* r = a == nullptr ? nullptr : a->find(id);
  if (r == nullptr) return refuse(error::record_not_found, decimal(id));
  answer.open('{').name("record");
  write_record(answer, *a, all_of_form(a->form()), *r);
  answer.close('}');
  return nullptr;
}

verdict records::read_query(const caller& by, std::string_view text, const app& a,
                            query::checked_query& q) const {
  const auto mistake = query::read(text, a.form(), asker_of(by, people_), q);
  return mistake ? fault_of(*mistake) : nullptr;
}

void records::remark_on(const query::checked_query& q, const app& a) {
  if (a.form().is_open && (q.where || !q.order.empty())) {
    remarks_.push_back({error::warn_query_of_open_app, decimal(a.key().id)});
  }
  if (q.has_words) remarks_.push_back({error::warn_words_at_once});
}

void records::judge_selection(const json_value& parameters, objections& wrong) {
  const json_value& wanted = member(parameters, "fields");
  const json_value& text = member(parameters, "query");
  if (!wanted.is_null() && !wanted.is_array() && !wanted.is_string()) {
    wrong.push_back({"fields", phrase::field_list});
  } else if (elements_of(wanted).size() > fields_at_once) {
    wrong.push_back({"fields", phrase::parameter_size, grouped(fields_at_once)});
  }
  if (!text.is_null() && !text.is_string()) wrong.push_back({"query", phrase::query_format});
}

// Y09, Y10.
verdict records::get_records(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  const json_value& wanted = member(parameters, "fields");
  const json_value& text = member(parameters, "query");
  const bool is_counted = read_flag(member(parameters, "totalCount"), "totalCount", wrong);
  judge_selection(parameters, wrong);
  app_key key;
  if (auto refused = read_app(by, parameters, std::move(wrong), key)) return refused;
  reached a;
  reach(key, a);
  query::checked_query q;
  if (auto refused = read_query(by, string_of(text), *a, q)) return refused;
  remark_on(q, *a);
  const query::found found = query::find(q, *a, is_counted);
  const shown_fields shown = shown_of(a->form(), wanted);
  answer.open('{').name("records").open('[');
  for (const std::size_t place : found.records) {
    if (auto too_large = answer_record(answer, *a, shown, *a->records()[place])) return too_large;
  }
  answer.close(']').name("totalCount");
  if (is_counted) {
    answer.string(decimal(found.total));
  } else {
    answer.json("null");
  }
  answer.close('}');
  return nullptr;
}

verdict records::select(number id, std::string_view text, std::int64_t now, found_records& found) const {
  const auto known =
      std::find_if(apps_.begin(), apps_.end(), [id](const auto& each) { return each.first.id == id; });
  reached a;
  reach(known == apps_.end() ? app_key{0, id} : known->first, a);
  const identity asks = login_user();
  const caller by{asks, a->key().space, now, asks.zone};
  query::checked_query q;
  q.limit = std::numeric_limits<std::uint64_t>::max();
  if (auto refused = read_query(by, text, *a, q)) return refused;
  // What nobody knows has no records.
  for (const std::size_t place : query::find(q, *a, false).records) found.emplace_back(&*a, place);
  return nullptr;
}

records::found_records records::all() const {
  found_records found;
  for (const auto& [key, a] : apps_) {
    for (std::size_t i = 0; i < a->count(); ++i) found.emplace_back(a.get(), i);
  }
  return found;
}

std::string records::show(const found_records& found, std::size_t& begin, showing what) const {
  json_writer text;
  text.open('[');
  const app* of = nullptr;
  shown_fields shown;
  for (; begin < found.size() && text.text().size() < part_text; ++begin) {
    const auto& [a, place] = found[begin];
    if (a != of) shown = all_of_form(a->form());
    of = a;
    const record& r = *a->records()[place];
    if (what != showing::record) text.open('{').name("app").string(decimal(a->key().id)).name("record");
    write_record(text, *a, shown, r);
    if (what == showing::record) continue;
    if (a->key().space != 0) text.name("guestSpace").string(decimal(a->key().space));
    if (what == showing::whole) write_thread(text, r);
    text.close('}');
  }
  return text.close(']').take();
}

}  // namespace kintone::rest
