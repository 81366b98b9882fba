// A form and records in memory for the tests of queries.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "core/rest/query/check.h"
#include "core/rest/query/find.h"
#include "core/rest/query/parse.h"

namespace kintone::rest::query {

struct kept_value {
  std::string text = {};
  std::vector<std::string> items = {};
};

using kept_values = std::map<std::string, kept_value>;

struct kept_record {
  std::uint64_t id = 0;
  kept_values values = {};
  /// Of each table its rows.
  std::map<std::string, std::vector<kept_values>> tables = {};
};

class memory_form : public queried_form {
 public:
  queried_field& add(const std::string& code, fields::field_type type, const std::string& table = {}) {
    queried_field& f = fields_[code];
    f.type = type;
    f.where.place = names.size();
    names.push_back(code);
    if (!table.empty()) f.where.table = number_of(table);
    return f;
  }

  void add_choice(const std::string& code, fields::field_type type, std::vector<std::string> options,
                  const std::string& table = {}) {
    options_[code] = std::move(options);
    add(code, type, table).options = &options_[code];
  }

  [[nodiscard]] std::optional<queried_field> find(std::string_view code) const override {
    const auto found = fields_.find(std::string(code));
    return found == fields_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] bool has_process() const override { return is_processed; }
  [[nodiscard]] std::string_view app_code() const override { return app; }
  [[nodiscard]] bool may_have_user(std::string_view login) const override {
    return users.empty() || std::find(users.begin(), users.end(), login) != users.end();
  }

  bool is_processed = true;
  std::string app = {};
  /// None: any.
  std::vector<std::string> users = {};
  /// By places and tables.
  std::vector<std::string> names = {};

 private:
  std::size_t number_of(const std::string& table) {
    const auto found = tables_.find(table);
    if (found != tables_.end()) return found->second;
    names.push_back(table);
    return tables_[table] = names.size() - 1;
  }

  std::map<std::string, std::size_t> tables_;
  std::map<std::string, queried_field> fields_;
  std::map<std::string, std::vector<std::string>> options_;
};

class memory_source : public source {
 public:
  memory_source(const memory_form& f, const std::vector<kept_record>& records)
      : form_(f), records_(records) {}

  [[nodiscard]] std::size_t count() const override { return records_.size(); }
  [[nodiscard]] std::uint64_t id_of(std::size_t record) const override {
    ++asked;
    return records_[record].id;
  }
  [[nodiscard]] std::size_t rows(std::size_t record, std::size_t table) const override {
    const auto found = records_[record].tables.find(form_.names[table]);
    return found == records_[record].tables.end() ? 0 : found->second.size();
  }
  void read(std::size_t record, std::size_t row, const column& where, value& v) const override {
    ++asked;
    EXPECT_TRUE(v.text.empty() && v.items.empty());
    const kept_record& r = records_[record];
    const kept_values& values = where.is_cell() ? r.tables.at(form_.names[where.table]).at(row) : r.values;
    const auto found = values.find(form_.names[where.place]);
    if (found == values.end()) return;
    v.text = found->second.text;
    for (const std::string& each : found->second.items) v.items.emplace_back(each);
  }

  /// How often a value or an id was asked for.
  mutable std::size_t asked = 0;

 private:
  const memory_form& form_;
  const std::vector<kept_record>& records_;
};

/// One field of each kind, and a table.
inline memory_form a_form() {
  using enum fields::field_type;
  memory_form f;
  f.add("$id", id);
  f.add("no", record_number);
  f.add("creator", creator);
  f.add("created", created_time);
  f.add_choice("status", status, {"new", "done"});
  f.add("assignee", status_assignee);
  f.add("categories", category);
  f.add("text", single_line_text);
  f.add("long", multi_line_text);
  f.add("rich", rich_text);
  f.add("n", number);
  f.add("calc", calc);
  f.add_choice("radio", radio_button, {"A", "B"});
  f.add_choice("check", check_box, {"A", "B", "C"});
  f.add_choice("multi", multi_select, {"A", "B"});
  f.add_choice("drop", drop_down, {"A", "B"});
  f.add("day", date);
  f.add("clock", time);
  f.add("at", datetime);
  f.add("url", link);
  f.add("files", file);
  f.add("users", user_select);
  f.add("orgs", organization_select);
  f.add("groups", group_select);
  f.add("table", subtable);
  f.add("ref", reference_table);
  f.add("box", group);
  f.add("cell", single_line_text, "table");
  f.add("cell_n", number, "table");
  f.add("cell_day", date, "table");
  f.add("cell_long", multi_line_text, "table");
  f.add_choice("cell_drop", drop_down, {"A", "B"}, "table");
  f.add("other_cell", single_line_text, "table2");
  return f;
}

/// Asks a form, and records that have ids from 1 on.
class query_fixture : public testing::Test {
 protected:
  /// `ok`, or the code of what is wrong with its facts.
  std::string judged(std::string_view text) {
    checked_query q;
    return told(read(text, form_, by_, q));
  }

  static std::string told(const problem& refused) {
    if (!refused) return "ok";
    std::string text(entry_of(refused->kind).code);
    if (!refused->fact.empty()) text += " " + refused->fact;
    if (!refused->other.empty()) text += " " + refused->other;
    return text;
  }

  /// The ids, with blanks between them; or what is wrong.
  std::string ids(std::string_view text) {
    checked_query q;
    if (const auto refused = read(text, form_, by_, q)) return told(refused);
    const memory_source s(form_, records_);
    const found f = find(q, s, true);
    total_ = f.total;
    std::string list;
    for (const std::size_t record : f.records) {
      list += (list.empty() ? "" : " ") + std::to_string(records_[record].id);
    }
    asked_ = s.asked;
    // Not to count changes nothing of what is shown.
    EXPECT_EQ(find(q, s, false).records, f.records) << text;
    return list;
  }

  kept_record& add() {
    records_.emplace_back();
    records_.back().id = records_.size();
    return records_.back();
  }
  void add(const std::string& code, std::string text) { add().values[code].text = std::move(text); }
  void add_list(const std::string& code, std::vector<std::string> items) {
    add().values[code].items = std::move(items);
  }
  void add_all(const std::string& code, const std::vector<std::string>& texts) {
    for (const std::string& each : texts) add(code, each);
  }
  void add_rows(std::vector<kept_values> rows) { add().tables["table"] = std::move(rows); }

  memory_form form_ = a_form();
  asker by_;
  std::vector<kept_record> records_;
  std::uint64_t total_ = 0;
  std::size_t asked_ = 0;
};

}  // namespace kintone::rest::query
