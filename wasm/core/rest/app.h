// One app and its records. A record is found by its id, and by the value of a field that prohibits
// duplicates, in the same time however many there are.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/rest/fields/form.h"
#include "core/rest/file_registry.h"
#include "core/rest/people.h"

namespace kintone::rest {

/// The option `apps`. Apps that are not declared, or without fields, are open: they take every field (D31).
struct declared_app {
  number id = 0;
  /// Its guest space; 0 outside.
  number space = 0;
  fields::form form = {};
  /// As it was given, for what answers it (Y25, Y26), and for its records.
  json_value given = {};
};

/// The guest space and the app.
struct app_key {
  number space = 0;
  number id = 0;

  auto operator<=>(const app_key&) const = default;
};

/// By the columns of the form; those of an open app that came later are not in it.
using values = std::vector<std::string>;

/// Empty where the record has none.
[[nodiscard]] inline std::string_view value_at(const values& all, std::size_t column) {
  return column < all.size() ? std::string_view(all[column]) : std::string_view();
}

struct table_row {
  /// 0: it has none yet.
  number id = 0;
  rest::values cells = {};
};

using table = std::vector<table_row>;

/// Y21.
struct comment {
  struct mention {
    std::string code;
    /// `USER`, `GROUP` or `ORGANIZATION`.
    std::string type;
  };

  number id = 0;
  /// Milliseconds since 1970-01-01T00:00Z.
  std::int64_t created = 0;
  std::string creator = {};
  /// As it is read.
  std::string text = {};
  std::vector<mention> mentions = {};
};

struct comment_thread {
  number next_id = 1;
  std::vector<comment> comments = {};
};

struct record {
  number id = 0;
  number revision = 0;
  /// Minutes since 1970-01-01T00:00Z.
  std::int64_t created = 0;
  std::int64_t updated = 0;
  person_id creator = 0;
  person_id modifier = 0;
  rest::values values = {};
  std::vector<table> tables = {};
  /// Null: nobody has commented.
  std::shared_ptr<comment_thread> comments = {};
};

/// What a comment counts of the same.
[[nodiscard]] std::uint64_t bytes_of(const comment& c);

/// What a record counts of `limits.records`.
[[nodiscard]] std::uint64_t bytes_of(const record& r);

class app : public query::source {
 public:
  /// All must outlive it. `d`: null where it is not declared.
  app(app_key key, const declared_app* d, const file_registry& files, const people& them);
  app(const app&) = delete;
  app& operator=(const app&) = delete;

  [[nodiscard]] const app_key& key() const { return key_; }
  [[nodiscard]] bool is_declared() const { return declared_ != nullptr; }
  /// A member of its declaration; null where there is none.
  [[nodiscard]] const json_value& declared(std::string_view name) const;
  /// All of them; null where it is not declared.
  [[nodiscard]] const json_value& declared_members() const;
  /// Its fields: `properties`, as Get Form Fields answers them, or `fields`.
  [[nodiscard]] const json_value& declared_fields() const;
  [[nodiscard]] const fields::form& form() const { return form_; }
  /// D31: with the fields that an open app learned.
  void set_form(fields::form learned);

  /// In the order of their ids.
  [[nodiscard]] const std::vector<std::unique_ptr<record>>& records() const { return records_; }
  /// Null where there is none.
  [[nodiscard]] const record* find(number id) const;
  /// The record with this value in a field that is unique (D14); null where there is none.
  [[nodiscard]] const record* with_value(const fields::form_field& f, std::string_view kept) const;

  [[nodiscard]] std::string_view login_of(person_id id) const { return people_.login_of(id); }
  /// `1`, or `CODE-1` (D05).
  [[nodiscard]] std::string record_number_of(const record& r) const;

  /// Of the next record, and of the next row of a table.
  [[nodiscard]] number next_record() const { return next_id_; }
  [[nodiscard]] number next_row() const { return next_row_; }
  /// They are these at least.
  void count_on(number next_record, number next_row);

  /// Takes a record with a new id, which no other had or will have; one that has an id keeps it.
  const record& insert(record r);
  /// Puts `r` in the place of a record; a table that does not change is the old one's.
  const record& replace(const record& old, record r, std::vector<std::optional<table>> tables);
  /// Sorted ids of records that are there.
  void erase(const std::vector<number>& ids);
  /// The comments of a record that is there.
  [[nodiscard]] comment_thread& thread_of(number id);

  /// Y24: what the functions above change from now on can be taken back.
  void begin();
  /// It stays, or it is as it was, counters too.
  void end(bool stays);

  // query::source
  [[nodiscard]] std::size_t count() const override { return records_.size(); }
  [[nodiscard]] std::uint64_t id_of(std::size_t place) const override { return records_[place]->id; }
  [[nodiscard]] std::size_t rows(std::size_t place, std::size_t of) const override;
  void read(std::size_t place, std::size_t row, const query::column& where, query::value& v) const override;

 private:
  /// Of one unique field. Two records have one value only where it was there from the beginning (Y30).
  struct index {
    std::size_t column;
    std::unordered_multimap<std::string, const record*> records = {};
  };

  /// A record as it was; null where it was not there.
  struct change {
    number id;
    std::unique_ptr<record> before;
  };

  /// Since `begin`.
  struct changes {
    number next_id;
    number next_row;
    std::optional<fields::form> form = {};
    std::vector<change> list = {};
    /// Of records whose first change is in the list.
    std::unordered_set<number> ids = {};
  };

  /// How a record is before its first change; null where it is not there.
  void note(number id, const record* before);
  const record& place(std::unique_ptr<record> r);
  void take_back(change& c);
  [[nodiscard]] std::size_t place_of(number id) const;
  void index_values(const record& r);
  void forget_values(const record& r);
  void number_rows(record& r);

  app_key key_;
  const declared_app* declared_;
  fields::form form_;
  const file_registry& files_;
  const people& people_;
  std::vector<std::unique_ptr<record>> records_;
  std::vector<index> indexes_;
  number next_id_ = 1;
  number next_row_ = 1;
  std::optional<changes> changes_;
  /// Of what `read` gives of a moment.
  mutable std::string moment_;
};

}  // namespace kintone::rest
