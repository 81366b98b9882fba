// Apps and records as a snapshot has them, and back (snapshot.h).
#include <algorithm>
#include <cstdlib>
#include <unordered_set>

#include "core/base/number.h"
#include "core/rest/app_declaration.h"
#include "core/rest/parameters.h"
#include "core/rest/records.h"

namespace kintone::rest {
namespace {

using fields::form_field;

std::string unreadable(locale language, std::string_view path, std::string_view why) {
  return text_of(phrase::snapshot_unreadable, language, {path, why});
}

std::string misfit(locale language, std::string_view path, std::string_view right) {
  return text_of(phrase::argument_value, language, {path, right, "…"});
}

/// The form of an open app, as it was learned.
void write_learned(json_writer& text, const fields::form& f) {
  text.name("learned").open('[');
  for (const form_field& each : f.fields()) {
    text.open('{').name("code").string(each.code);
    if (!each.is_unknown_list) text.name("type").string(each.row().name);
    text.close('}');
  }
  text.close(']');
}

/// Null where there is something wrong with them.
std::shared_ptr<comment_thread> read_thread(const json_value& given) {
  auto thread = std::make_shared<comment_thread>();
  for (const json_value& each : elements_of(member(given, "comments"))) {
    const auto id = id_of(member(each, "id"));
    const auto created = integer_of(member(each, "created"));
    const json_value& text = member(each, "text");
    if (!id || *id < thread->next_id || !created || !text.is_string()) return nullptr;
    comment& c = thread->comments.emplace_back();
    c.id = *id;
    c.created = static_cast<std::int64_t>(*created);
    c.creator = string_of(member(each, "creator"));
    c.text = string_of(text);
    for (const json_value& m : elements_of(member(each, "mentions"))) {
      c.mentions.push_back(
          {std::string(string_of(member(m, "code"))), std::string(string_of(member(m, "type")))});
    }
    thread->next_id = *id + 1;
  }
  thread->next_id = std::max(thread->next_id, id_of(member(given, "next")).value_or(1));
  return given.is_object() ? thread : nullptr;
}

}  // namespace

void records::write_for_page(json_writer& text) const {
  const credentials none;
  const credentials& who = people_.declared() == nullptr ? none : *people_.declared();
  const user* own = who.session_user();
  const named_zone& zone = who.zone_of(own);
  text.name("users").open('{');
  for (const user& each : who.users) {
    text.name(each.login).open('{').name("password").string("");
    for (const auto& [name, value] : members_of(each.profile)) {
      if (&each == own && name != "timeZone") text.name(name).tree(value);
    }
    text.close('}');
  }
  text.close('}').name("session").string(who.session).name("timeZone").string(zone.name);
  text.name("offsets").open('[');
  for (const fields::zone_offset& each : zone.offsets) {
    text.string(decimal(static_cast<std::uint64_t>(each.from)));
    text.string(fill("{0}{1}", {each.minutes < 0 ? "-" : "",
                                decimal(static_cast<std::uint64_t>(std::abs(each.minutes)))}));
  }
  text.close(']').name("guestSpaces").open('[');
  for (const auto& [key, a] : apps_) {
    if (a->is_declared() && key.space != 0) text.number(key.space);
  }
  text.close(']').name("apps").open('{');
  for (const auto& [key, a] : apps_) {
    if (a->is_declared()) rest::write_for_page(text.name(decimal(key.id)), a->declared_members());
  }
  text.close('}');
}

void records::write_apps(json_writer& text) const {
  text.open('[');
  for (const auto& [key, a] : apps_) {
    text.open('{').name("app").string(decimal(key.id));
    if (key.space != 0) text.name("guestSpace").string(decimal(key.space));
    text.name("nextRecord").string(decimal(a->next_record())).name("nextRow").string(decimal(a->next_row()));
    if (a->form().is_open) write_learned(text, a->form());
    if (a->is_declared()) {
      text.name("declaration").open('{');
      if (!a->form().is_open) write_properties(text, *a);
      for (const auto& [name, value] : members_of(a->declared_members())) {
        if (name != "properties" && name != "fields" && name != "records") text.name(name).tree(value);
      }
      text.close('}');
    }
    text.close('}');
  }
  text.close(']');
}

void records::write_thread(json_writer& text, const record& r) {
  if (r.comments == nullptr) return;
  text.name("comments")
      .open('{')
      .name("next")
      .string(decimal(r.comments->next_id))
      .name("comments")
      .open('[');
  for (const comment& each : r.comments->comments) {
    text.open('{').name("id").string(decimal(each.id));
    text.name("created").number(static_cast<std::uint64_t>(each.created));
    text.name("creator").string(each.creator).name("text").string(each.text).name("mentions").open('[');
    for (const auto& [code, type] : each.mentions) {
      text.open('{').name("code").string(code).name("type").string(type).close('}');
    }
    text.close(']').close('}');
  }
  text.close(']').close('}');
}

app* records::app_told_of(const json_value& given) {
  const app_key key{id_of(member(given, "guestSpace")).value_or(0), id_of(member(given, "app")).value_or(0)};
  return app_at(key);
}

std::string records::restore_app(const json_value& given, const std::string& path, locale language) {
  app* a = app_told_of(given);
  if (a == nullptr) {
    const app_key key{id_of(member(given, "guestSpace")).value_or(0), *id_of(member(given, "app"))};
    a = apps_.emplace(key, std::make_unique<app>(key, nullptr, files_, people_)).first->second.get();
  }
  const auto next_record = id_of(member(given, "nextRecord"));
  const auto next_row = id_of(member(given, "nextRow"));
  if (!next_record) return misfit(language, path + ".nextRecord", "1, 2, …");
  if (!next_row) return misfit(language, path + ".nextRow", "1, 2, …");
  a->count_on(*next_record, *next_row);
  if (!a->form().is_open) return {};
  fields::form learned = a->form();
  for (const json_value& each : elements_of(member(given, "learned"))) {
    const json_value& type = member(each, "type");
    const auto known = fields::field_type_of(string_of(type));
    if (!member(each, "code").is_string() || (!known && !type.is_null())) {
      return misfit(language, path + ".learned", "[{ code, type? }, …]");
    }
    learned.learn(string_of(member(each, "code")), known);
  }
  bytes_ += learned.shown_bytes() - a->form().shown_bytes();
  a->set_form(std::move(learned));
  return {};
}

std::string records::restore_record(const json_value& given, const std::string& path, locale language) {
  app* a = app_told_of(given);
  if (a == nullptr) return misfit(language, path + ".app", "snapshot.apps");
  const json_value& shown = member(given, "record");
  const auto id = id_of(member(member(shown, "$id"), "value"));
  const auto revision = id_of(member(member(shown, "$revision"), "value"));
  if (!id || a->find(*id) != nullptr) return misfit(language, path + ".record.$id", "1, 2, …");
  if (!revision) return misfit(language, path + ".record.$revision", "1, 2, …");
  const identity nobody;
  const caller by{nobody, a->key().space, 0, {}};
  const draft_reader::surroundings around{*a, by, files_, sources_, people_};
  drafts all;
  draft d{path + ".record"};
  verdict refused = draft_reader(around, all, draft_reader::giver::restore).read(shown, d);
  if (!refused) refused = invalid(std::move(all.wrong));
  if (refused) {
    const std::string at = refused->about.empty() ? d.base : refused->about.front().path;
    return unreadable(language, at, rest::text_of(*refused, language));
  }
  if (all.learned) a->set_form(std::move(*all.learned));
  d.next.id = *id;
  d.next.revision = *revision;
  for (auto& rows : d.tables) d.next.tables.push_back(std::move(rows).value_or(table()));
  if (const json_value& comments = member(given, "comments"); !comments.is_null()) {
    d.next.comments = read_thread(comments);
    if (d.next.comments == nullptr) return misfit(language, path + ".comments", "{ next, comments: [ … ] }");
  }
  bytes_ += bytes_of(d.next);
  a->insert(std::move(d.next));
  return {};
}

// F18: a file is in one place. One that no record names goes with the record that it was in.
std::string records::finish_restoring(std::string_view path, locale language) {
  if (bytes_ > most_) return message_of(error::records_too_large, language, {decimal(most_)});
  std::unordered_set<file_id> named;
  for (const auto& [key, a] : apps_) {
    for (const auto& each : a->records()) {
      std::vector<file_id> files;
      append_files_of(a->form(), each->values, each->tables, files);
      for (const file_id id : files) {
        if (named.insert(id).second) continue;
        const std::string key_of = files_.find(id)->key;
        return unreadable(language, fill("{0}.records", {path}),
                          message_of(error::blob_not_found, language, {key_of}));
      }
    }
  }
  std::vector<file_id> left;
  for (const file_id id : files_.attached()) {
    if (!named.contains(id)) left.push_back(id);
  }
  files_.release(left);
  return {};
}

}  // namespace kintone::rest
