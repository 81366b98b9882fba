// What a lookup copies (D29, D30).
#include "core/base/number.h"
#include "core/rest/draft.h"
#include "core/rest/fields/packed.h"

namespace kintone::rest {
namespace {

using fields::form_field;
using fields::shape;

/// The record of `source` whose key field has this value; null where there is none.
const record* record_of_key(const app& source, const form_field& key, std::string_view kept) {
  if (key.kept() != shape::record_number) return source.with_value(key, kept);
  const std::string& code = source.form().code;
  if (!code.empty() && kept.starts_with(code) && kept.substr(code.size()).starts_with('-')) {
    kept.remove_prefix(code.size() + 1);
  }
  return source.find(whole_number(kept).value_or(0));
}

/// A value of the source as the target keeps it; empty where its type cannot.
std::string copied(const app& source, const record& r, const form_field& from, const form_field& to) {
  const shape kept = from.kept();
  const bool is_creator = from.type == fields::field_type::creator;
  std::string text;
  if (kept == shape::record_number) {
    text = source.record_number_of(r);
  } else if (kept == shape::stamp) {
    text = fields::instant_text(from.type == fields::field_type::created_time ? r.created : r.updated);
  } else if (kept == shape::person) {
    text = source.login_of(is_creator ? r.creator : r.modifier);
    if (to.kept() != shape::codes) return text;
    std::string list;
    fields::append_item(list, text);
    return list;
  } else {
    text = value_at(r.values, from.column);
  }
  const auto is_list = [](shape each) {
    return each == shape::options || each == shape::codes || each == shape::files || each == shape::table;
  };
  if (!is_list(kept) && !is_list(to.kept())) return text;
  return kept == to.kept() && kept != shape::files ? text : std::string();
}

}  // namespace

verdict draft_reader::look_up(const form_field& key, const std::vector<form_field>& targets, values& all) {
  const std::string_view kept = value_at(all, key.column);
  const fields::lookup& l = *key.looks_up;
  const auto found = around_.sources.find(l.app);
  if (found == around_.sources.end()) {
    all_.remarks.push_back({error::warn_lookup_source, key.code, decimal(l.app)});
    return nullptr;
  }
  const app& source = *found->second;
  const record* r = nullptr;
  if (!kept.empty()) {
    const form_field* key_field = source.form().field_of(l.key_field);
    const bool is_key =
        key_field != nullptr && (key_field->is_unique || key_field->kept() == shape::record_number);
    if (!is_key) return refuse(error::lookup_key_not_unique, key.code, l.key_field);
    const bool may_view = (around_.by.who.rights_in(l.app) & right::view) != 0;
    r = may_view ? record_of_key(source, *key_field, kept) : nullptr;
    if (r == nullptr) return refuse(error::lookup_not_found, key.code, kept);
  }
  for (const fields::lookup::mapping& each : l.mappings) {
    const form_field* to = find_if(targets, [&each](const form_field& f) { return f.code == each.field; });
    const form_field* from = source.form().field_of(each.related);
    const bool has_column = to != nullptr && fields::has_column(*to);
    if (!has_column || (r != nullptr && from == nullptr)) continue;
    std::string& place = all[to->column];
    place = r == nullptr ? std::string() : copied(source, *r, *from, *to);
  }
  return nullptr;
}

}  // namespace kintone::rest
