// Apps and their records, as far as attachments need them (F14, F15, F18). What a request adds or updates is
// judged whole before anything of it is kept.
#pragma once

#include <compare>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/rest/authentication.h"
#include "core/rest/parameters.h"
#include "core/rest/record_value.h"

namespace kintone::rest {

/// The option `apps`. Apps that are not declared, or without fields, are open: they take every field.
struct declared_app {
  number id = 0;
  /// Its guest space; 0 outside.
  number space = 0;
  form fields;
};

class records {
 public:
  /// Who asks, and by which path: the guest space's number, or 0 (F11).
  struct caller {
    const identity& who;
    number space;
  };

  /// `files` must outlive it, and dead keys must have expired before each of these (file_registry::expire).
  records(file_registry& files, const std::vector<declared_app>& declared);
  records(const records&) = delete;
  records& operator=(const records&) = delete;

  /// Each writes the JSON of the answer where all is well.
  [[nodiscard]] verdict add_record(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict add_records(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict update_record(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict update_records(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_record(const caller& by, const json_value& parameters, json_writer& answer) const;
  [[nodiscard]] verdict get_records(const caller& by, const json_value& parameters,
                                    json_writer& answer) const;

  /// `[{"app", "guestSpace"?, "record": {…}}]` of every record, as Get Record shows it.
  [[nodiscard]] std::string view() const;

 private:
  struct record {
    number revision = 0;
    /// By the columns of the form.
    std::vector<field_value> values;
  };

  /// The guest space and the app.
  struct app_key {
    number space = 0;
    number id = 0;

    auto operator<=>(const app_key&) const = default;
  };

  struct app {
    app_key key;
    /// It takes every field; one that is declared with fields takes no other.
    bool is_open = true;
    bool is_declared = false;
    form fields = {};
    /// Record 1 first; none is ever deleted.
    std::vector<record> records = {};
  };

  /// One record of a request, judged.
  struct change {
    /// 0: it is added.
    number id;
    std::vector<given_field> fields;
  };

  /// Which fields of records an answer shows.
  struct shown_fields {
    form fields;
    bool has_id = true;
    bool has_revision = true;
  };

  /// What a request changes, collected until all of it is judged.
  struct plan {
    app_key key;
    bool is_open = true;
    form fields;
    std::vector<change> changes;
    /// Temporary files that are to be attached, and all files that are named.
    std::vector<file_id> uploads;
    std::vector<file_id> named;
    /// Of `record_storage`: what it takes, and what it frees.
    std::uint64_t bytes = 0;
    std::uint64_t freed = 0;
  };

  [[nodiscard]] verdict find_app(const caller& by, const json_value& parameters, app_key& key) const;
  [[nodiscard]] verdict begin(const caller& by, const json_value& parameters,
                              std::initializer_list<std::string_view> known, plan& p) const;
  [[nodiscard]] verdict judge(plan& p, number id, const json_value& given, std::string_view path) const;
  [[nodiscard]] verdict judge_size(const plan& p) const;
  [[nodiscard]] verdict judge_files(plan& p, const record* old, given_field& field) const;
  [[nodiscard]] verdict judge_update(plan& p, const json_value& given, std::string_view prefix) const;
  [[nodiscard]] verdict judge_all(plan& p, const json_value& parameters, bool is_update) const;
  void keep(plan& p);
  app& make_app(const app_key& key);
  [[nodiscard]] app* app_at(const app_key& key) const;
  [[nodiscard]] record* record_at(const app_key& key, number id) const;
  [[nodiscard]] static shown_fields shown_of(const form& fields, const json_value& wanted);
  void write_record(json_writer& text, const shown_fields& shown, number id, const record& r) const;

  file_registry& files_;
  /// In the order of their keys.
  std::vector<std::unique_ptr<app>> apps_;
  /// Of `record_storage`.
  std::uint64_t bytes_ = 0;
};

}  // namespace kintone::rest
