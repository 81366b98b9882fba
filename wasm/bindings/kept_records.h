// What a test sees of apps and records, and snapshots (rest/snapshot.h).
#pragma once

#include <string>
#include <utility>

#include "bindings/shim_handle.h"

namespace kintone::bindings {

/// What is behind the records that another function gave; nothing where there is no more.
inline std::string more_records(shim_handle& s) {
  shim_handle::listing& l = s.listed();
  if (l.begin < l.found.size()) return s.kept_records().show(l.found, l.begin, l.what);
  l = {};
  return {};
}

/// The first of all records.
inline std::string all_records(shim_handle& s) {
  s.listed() = {s.kept_records().all(), 0, rest::records::showing::of_app};
  return more_records(s);
}

/// `[app, query]`, described: the first of the records of an app that a query finds, or `{"fault"}`, or
/// `{"code", "message"}` where kintone would refuse the query.
inline std::string app_records(shim_handle& s, const std::string& asked) {
  const json_value facts = parsed(asked);
  const argument app = read_argument(element(facts, 0));
  const argument query = read_argument(element(facts, 1));
  const auto id = whole_number(app.text).value_or(0);
  const locale language = s.world().language();
  json_writer text;
  const auto fault = [&](std::string_view place, std::string_view right, const argument& given) {
    text.open('{').name("fault");
    text.string(text_of(phrase::argument_value, language, {place, right, as_given(given)}));
    return text.close('}').take();
  };
  if (id == 0 || !(app.is("number") || app.is("string"))) return fault("shim.app(id): id", "1, 2, …", app);
  if (!query.is("string") && !query.is("undefined")) {
    return fault("shim.app(id).records(query): query", "string | undefined", query);
  }
  const auto now = static_cast<std::int64_t>(s.world().time().now());
  rest::records::found_records found;
  const rest::verdict refused = s.kept_records().select(id, query.text, now, found);
  if (!refused) {
    s.listed() = {std::move(found), 0, rest::records::showing::record};
    return more_records(s);
  }
  text.open('{').name("code").string(entry_of(refused->kind).code);
  return text.name("message").string(text_of(*refused, language)).close('}').take();
}

/// `{"version", "apps", "files"}` of a snapshot; its files without their bytes. `more_records` has the
/// records.
inline std::string snapshot(shim_handle& s) {
  s.listed() = {s.kept_records().all(), 0, rest::records::showing::whole};
  json_writer text;
  text.open('{').name("version").number(1).name("apps");
  s.kept_records().write_apps(text);
  return text.name("files").json(s.side().files().view()).close('}').take();
}

/// What is wrong with a part of a snapshot, or with all of it; else nothing.
inline std::string restore(shim_handle& s, const std::string& part, const std::string& path) {
  return s.side().restore(part, path);
}
inline std::string finish_restoring(shim_handle& s, const std::string& path) {
  return s.side().finish_restoring(path);
}

}  // namespace kintone::bindings
