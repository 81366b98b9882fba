// One record of a request, as it would be: what the request gives, defaults, what lookups copy, and of an
// update what it leaves alone (D04 to D30). Nothing is kept before all records of the request are judged.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/rest/app.h"
#include "core/rest/caller.h"
#include "core/rest/fault.h"
#include "core/rest/fields/value.h"

namespace kintone::rest {

struct draft {
  /// In `errors`: `record`, `records[1]`.
  std::string base;
  /// Null where it is to be added.
  const record* old = nullptr;
  /// Without tables.
  record next = {};
  /// Those that change; of the others the old one stays.
  std::vector<std::optional<table>> tables = {};
};

/// What all drafts of a request have in common.
struct drafts {
  objections wrong = {};
  /// Temporary files that are to be attached, and all files that are named.
  std::vector<file_id> uploads = {};
  std::unordered_set<file_id> named = {};
  std::vector<remark> remarks = {};
  /// D31: the form of an open app, where it learned a field.
  std::optional<fields::form> learned = {};
};

/// Where lookups copy from: the declared app of a number; null where there is none.
using source_apps = std::unordered_map<number, const app*>;

class draft_reader {
 public:
  /// Who gives the record. A seed may set what no request may, and nothing of it is refused; so may what was
  /// shown before and is given back, of which nothing may be wrong.
  enum class giver : std::uint8_t { add, update, seed, restore };

  struct surroundings {
    const app& target;
    const caller& by;
    const file_registry& files;
    const source_apps& sources;
    people& them;
  };

  draft_reader(const surroundings& around, drafts& all, giver by) : around_(around), all_(all), by_(by) {}

  /// `d` has its base and, of an update, the old record.
  [[nodiscard]] verdict read(const json_value& given, draft& d);

 private:
  using form_field = fields::form_field;

  [[nodiscard]] bool is_kept_before() const { return by_ == giver::seed || by_ == giver::restore; }

  [[nodiscard]] const fields::form& form() const {
    return all_.learned ? *all_.learned : around_.target.form();
  }
  [[nodiscard]] const form_field* known_field(std::string_view code, const json_value& value, draft& d,
                                              verdict& refused);
  [[nodiscard]] verdict wrong_kind(const std::string& path, phrase expected) const;
  [[nodiscard]] verdict read_member(const std::string& code, const json_value& given, draft& d,
                                    std::unordered_set<std::string_view>& present);
  [[nodiscard]] verdict judge_system_field(const form_field& f) const;
  [[nodiscard]] verdict read_process(const form_field& f, const json_value& given, draft& d);
  [[nodiscard]] verdict read_person(const form_field& f, const json_value& given, draft& d);
  [[nodiscard]] verdict read_stamp(const form_field& f, const json_value& given, draft& d);
  [[nodiscard]] verdict read_value(const form_field& f, const json_value& given,
                                   const fields::value_reader::place& where, std::string_view old_files,
                                   std::string& kept);
  [[nodiscard]] verdict resolve_files(std::string_view old_files, std::string& kept);
  [[nodiscard]] verdict read_table(const form_field& f, const json_value& given, draft& d);
  [[nodiscard]] verdict read_row(const form_field& f, const json_value& given, std::string_view base,
                                 const std::vector<std::string>& old_files, bool is_new, table_row& row);
  void apply_default(const form_field& f, std::string_view base, bool is_cell, std::string& kept);
  [[nodiscard]] std::string default_text(const form_field& f) const;
  [[nodiscard]] verdict look_up(const form_field& key, const std::vector<form_field>& targets, values& all);
  [[nodiscard]] static bool may_set(const form_field& f) {
    return f.kept() != fields::shape::none && f.kept() != fields::shape::computed && !f.is_filled;
  }

  const surroundings& around_;
  drafts& all_;
  giver by_;
};

/// Y23: a record that has no state yet begins in the first one.
void begin_process(const fields::form& f, const people& all, record& r);

/// D12, D13, D15, D23: all of a record, as it would be.
void judge(const fields::form& f, const draft& d, objections& wrong);

}  // namespace kintone::rest
