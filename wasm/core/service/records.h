// Apps and their records, as far as attachments need them (F14, F15, F18). What a request adds or updates is
// judged whole before anything of it is kept.
#pragma once

#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/service/authentication.h"
#include "core/service/parameters.h"
#include "core/service/record_value.h"

namespace kintone::service {

/// The option `apps`. Apps that are not declared are open: they take every field and every record.
struct declared_app {
  number id = 0;
  /// Its guest space; 0 outside.
  number space = 0;
  field_types fields;
};

class records {
 public:
  /// The JSON of the answer, or why there is none.
  using answer = std::variant<json, fault>;

  /// Who asks, and by which path: the guest space's number, or 0 (F11).
  struct caller {
    const identity& who;
    number space;
  };

  /// `files` must outlive it, and dead keys must have expired before each of these (file_registry::expire).
  records(file_registry& files, const std::vector<declared_app>& apps);
  records(const records&) = delete;
  records& operator=(const records&) = delete;

  [[nodiscard]] answer add_record(const caller& by, const json& parameters);
  [[nodiscard]] answer add_records(const caller& by, const json& parameters);
  [[nodiscard]] answer update_record(const caller& by, const json& parameters);
  [[nodiscard]] answer update_records(const caller& by, const json& parameters);
  [[nodiscard]] answer get_record(const caller& by, const json& parameters) const;
  [[nodiscard]] answer get_records(const caller& by, const json& parameters) const;

  /// `[{"app", "guestSpace"?, "record": {…}}]` of every record, as Get Record shows it.
  [[nodiscard]] json view() const;

 private:
  struct record {
    number revision = 1;
    field_values fields;
  };

  struct app {
    bool is_open = true;
    field_types types;
    number next_record = 1;
    std::map<number, record> records;
  };

  /// The guest space and the app.
  using app_key = std::pair<number, number>;

  /// One record of a request, judged.
  struct change {
    /// 0: it is added.
    number id = 0;
    field_values fields;
  };

  /// What a request changes, collected until all of it is judged.
  struct plan {
    app_key key;
    bool is_open = true;
    field_types types;
    std::vector<change> changes;
    /// Temporary files that are to be attached, and all files that are named.
    std::vector<file_id> uploads;
    std::set<file_id> named;
    std::set<number> ids;
    /// Of `record_storage`: what it takes, and what it frees.
    std::uint64_t bytes = 0;
    std::uint64_t freed = 0;
  };

  [[nodiscard]] std::optional<fault> find_app(const caller& by, const json& parameters, app_key& key) const;
  [[nodiscard]] std::variant<plan, fault> begin(const caller& by, const json& parameters) const;
  [[nodiscard]] std::optional<fault> judge(plan& p, const json& given, std::string_view path) const;
  [[nodiscard]] std::optional<fault> judge_update(plan& p, const json& given, std::string_view prefix) const;
  [[nodiscard]] std::optional<fault> judge_all(plan& p, const json& parameters, bool is_update) const;
  void keep(plan& p);
  [[nodiscard]] const app* app_at(const app_key& key) const;
  [[nodiscard]] json shown(const app& a, number id, const record& r) const;

  file_registry& files_;
  std::map<app_key, app> apps_;
  /// Declared apps, and where they are.
  std::map<number, number> declared_;
  /// Of `record_storage`.
  std::uint64_t bytes_ = 0;
};

}  // namespace kintone::service
