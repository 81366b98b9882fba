// The screens of records (page/record_screen.h, form_record.h, list_screen.h, page_members.h), and the files
// that are loaded on screens (page/manifest.h), as members of a shim.
#pragma once

#include <string>

#include "bindings/shim_handle.h"
#include "core/page/form_event.h"
#include "core/page/form_lookup.h"
#include "core/page/form_record.h"
#include "core/page/list_screen.h"
#include "core/page/manifest.h"
#include "core/page/page_members.h"
#include "core/page/record_screen.h"

namespace kintone::bindings {

inline std::string whereabouts(shim_handle& s) { return page::whereabouts(s.world()); }

/// `stored`: what Get Record has, or nothing.
inline std::string form(shim_handle& s, const std::string& stored, bool in_list) {
  return page::form_text(s.kept_records(), s.world(), parsed(stored), in_list);
}

/// `answers`: those of the server's REST side so far, where a served page asks it.
inline std::string list(shim_handle& s, const std::string& answers) {
  return page::list_text(s.kept_records(), s.world(), parsed(answers));
}

inline std::string page_member(shim_handle& s, const std::string& called) {
  return page::member_text(s.kept_records(), s.world(), parsed(called));
}

/// `[code, inRow, isDisabled, value]`.
inline std::string enter(shim_handle& s, const std::string& given) {
  const json_value list = parsed(given);
  const page::entered_place where{string_of(element(list, 0)), is_true(element(list, 1)),
                                  is_true(element(list, 2))};
  return page::entered_value(page::form_here(s.kept_records(), s.world()), s.kept_records().them(), where,
                             read_argument(element(list, 3)), s.world().language());
}

/// `[code, key, answer]`.
inline std::string look_up(shim_handle& s, const std::string& given) {
  const json_value list = parsed(given);
  return page::lookup_text(s.kept_records(), s.world(), string_of(element(list, 0)), element(list, 1),
                           element(list, 2));
}

inline std::string set_record(shim_handle& s, const std::string& record) {
  return page::set_record(page::form_here(s.kept_records(), s.world()), parsed(record), s.world().language());
}

/// `[type, value]`: the value, described.
inline std::string taken_value(shim_handle&, const std::string& given) {
  const json_value list = parsed(given);
  return page::taken_value(string_of(element(list, 0)), read_argument(element(list, 1)));
}

inline std::string record_to_save(shim_handle& s, const std::string& form) {
  return page::saved_record(page::form_here(s.kept_records(), s.world()), parsed(form));
}

/// `action`, described, and the form's record.
inline std::string process_step(shim_handle& s, const std::string& action, const std::string& record) {
  return page::process_text(s.kept_records(), s.world(), described(action), parsed(record));
}

inline std::string event_members(shim_handle& s, const std::string& type, std::uint32_t record) {
  const world::screen& here = s.world().here();
  return page::event_members(type, here.app, record, here.is_reuse);
}

/// `[file, options]`: shim.load.
inline std::string load_options(shim_handle& s, const std::string& given) {
  const json_value list = parsed(given);
  return page::load_text(s.world(), read_argument(element(list, 0)), read_argument(element(list, 1)));
}

/// `[file]`, or `[file, its text, what is against it as JSON, options]`: shim.loadPlugin.
inline std::string manifest(shim_handle& s, const std::string& given) {
  const json_value list = parsed(given);
  const json_value& file = element(list, 0);
  if (!file.is_string()) return page::manifest_file_text(s.world(), read_argument(file));
  return page::manifest_text(s.world(), string_of(file), string_of(element(list, 1)),
                             string_of(element(list, 2)), read_argument(element(list, 3)));
}

inline std::string changes_fault(shim_handle& s, std::uint32_t count, const std::string& codes) {
  return page::changes_fault(count, codes, s.world().language());
}

}  // namespace kintone::bindings
