// What is put into the form of a page: values that handlers give (E11), and what a lookup's key finds (E14),
// for which the core asks kintone's REST side as a page does.
#pragma once

#include <string>

#include "core/page/form_lookup.h"
#include "core/page/form_record.h"
#include "tests/native/conformance/page_data.h"
#include "tests/native/conformance/rest_side.h"

namespace kintone::conformance {

/// Of one value, what a form has of it.
inline void put(json& field, const json& given) {
  const std::string type = title_of(field["type"]);
  const json told = parsed(page::taken_value(type, describe(given)));
  if (told.contains("isOld")) return;
  if (told.contains("isEmpty")) {
    field.erase("value");
  } else {
    field["value"] = told.contains("text") ? told["text"] : given;
  }
}

/// @param told of the entry: `{"value", "key", "lookup"}`
inline json looked_up(rest_side& side, const world::world& w, const std::string& code, const json& told) {
  const json_value key = json_or_null(json_text(told));
  const json first = parsed(page::lookup_text(side.kept_records(), w, code, key, {}));
  const json& asked = member(first, "asks");
  if (!asked.is_object()) return first;
  const rest_reply reply = side.ask(
      {{"method", "GET"}, {"path", asked["path"]}, {"as", "session"}, {"json", member(asked, "params")}});
  return parsed(page::lookup_text(side.kept_records(), w, code, key, json_or_null(reply.body())));
}

/// Puts what was found into the record, or the row, of the key; the codes that it set beside it.
inline json put_found(json& owner, const std::string& code, const json& found) {
  json set = json::array();
  if (!found.contains("key")) return set;
  owner[code].erase("value");
  owner[code].update(found["key"]);
  for (const auto& [filled, field] : found["fields"].items()) {
    const json before = owner[filled];
    owner[filled].erase("value");
    owner[filled].update(field);
    if (owner[filled] != before) set.push_back(filled);
  }
  return set;
}

}  // namespace kintone::conformance
