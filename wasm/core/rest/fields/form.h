// The form of an app: its fields, where their values are kept, and what a declaration says of them (D01, D12
// to D23, D29).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/base/phrase.h"
#include "core/rest/fields/process.h"
#include "core/rest/ids.h"
#include "core/rest/people.h"
#include "core/rest/query/source.h"

namespace kintone::rest::fields {

/// D29: what the key of a lookup copies.
struct lookup {
  rest::number app = 0;
  /// Of the source app.
  std::string key_field = {};

  struct mapping {
    std::string field;
    /// Of the source app.
    std::string related;
  };
  std::vector<mapping> mappings = {};
};

/// D23.
enum class protocol : std::uint8_t { none, web, mail, call };

struct form_field {
  std::string code;
  field_type type = field_type::single_line_text;
  /// The place of its value among those of a record or, of a cell, of a row; of a table its number.
  std::size_t column = 0;
  bool is_required = false;
  bool is_unique = false;
  bool has_default_now = false;
  /// Of STATUS and STATUS_ASSIGNEE: the process management is on.
  bool is_enabled = true;
  /// D06: a lookup fills it, no request does.
  bool is_filled = false;
  /// Of an open app: its values were empty lists alone, so that its type is not known.
  bool is_unknown_list = false;
  /// As a request gives a value; null where there is none.
  json_value default_value = {};
  std::optional<std::uint64_t> min_length = {};
  std::optional<std::uint64_t> max_length = {};
  std::optional<exact_decimal> min_value = {};
  std::optional<exact_decimal> max_value = {};
  protocol form_of_link = protocol::none;
  /// Of a choice: the names, in their order; none of an open app's.
  std::vector<std::string> options = {};
  std::optional<lookup> looks_up = {};
  /// Of a table.
  std::vector<form_field> cells = {};

  /// Of STATUS and STATUS_ASSIGNEE: the process management is declared and on, so that records keep it (D02).
  bool is_in_process = false;

  [[nodiscard]] const field_type_row& row() const { return row_of(type); }
  /// How its values are kept.
  [[nodiscard]] shape kept() const {
    if (!is_in_process) return row().kept;
    return type == field_type::status ? shape::text : shape::codes;
  }
};

/// Whether a record keeps a value for it under `column`: a table keeps rows, and what is the record's own is
/// kept apart.
[[nodiscard]] bool has_column(const form_field& f);

/// D18, D19: kintone's `numberPrecision`.
struct number_precision {
  std::uint32_t digits = 16;
  std::uint32_t decimal_places = 4;
  rounding how = rounding::half_even;
};

class form : public query::queried_form {
 public:
  /// D31: it takes every field; its types are learned with the first value.
  bool is_open = true;
  number_precision precision = {};
  /// `APPCODE` of `APPCODE-1`.
  std::string code = {};
  fields::process process = {};

  /// Of a field that is to be added: STATUS and STATUS_ASSIGNEE are as the process management is.
  void take_process(form_field& f) const;
  /// Y23: records have a status.
  [[nodiscard]] bool has_states() const {
    const form_field* status = first_of(field_type::status);
    return status != nullptr && status->is_in_process;
  }

  /// `f.column` and those of its cells are set. Its code and theirs are in it only once.
  void add(form_field f);

  /// D01: with the system fields that it has not.
  void complete(locale language);

  /// Who is declared; they must outlive it.
  void set_people(const people* them) { people_ = them; }

  /// A field of an open app shows its type (D31). Without one it is a list that is empty.
  void learn(std::string_view code, std::optional<field_type> type);

  /// In the order of the declaration; without cells.
  [[nodiscard]] const std::vector<form_field>& fields() const { return fields_; }
  /// Null where there is none of this code; a cell is none.
  [[nodiscard]] const form_field* field_of(std::string_view code) const;
  [[nodiscard]] const form_field* first_of(field_type type) const;
  /// Of a column of a query.
  [[nodiscard]] const form_field& field_at(const query::column& where) const;

  /// How many values a record has, and how many tables.
  [[nodiscard]] std::size_t values() const { return values_; }
  [[nodiscard]] std::size_t tables() const { return tables_; }

  /// Bytes of what a record without values shows: codes, types and what stands around them.
  [[nodiscard]] std::uint64_t shown_bytes() const { return shown_bytes_; }

  [[nodiscard]] std::optional<query::queried_field> find(std::string_view code) const override;
  [[nodiscard]] bool has_process() const override {
    const form_field* status = first_of(field_type::status);
    return status != nullptr && status->is_enabled;
  }
  [[nodiscard]] std::string_view app_code() const override { return code; }
  [[nodiscard]] bool may_have_user(std::string_view login) const override {
    return people_ == nullptr || people_->may_have(login);
  }

 private:
  struct hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  [[nodiscard]] const query::column* column_of(std::string_view code) const;

  std::vector<form_field> fields_;
  /// Places in `fields_`, and of cells in their table's; never asked with a code of more than one field.
  std::unordered_map<std::string, query::column, hash, std::equal_to<>> columns_;
  std::size_t values_ = 0;
  std::size_t tables_ = 0;
  std::uint64_t shown_bytes_ = 0;
  const people* people_ = nullptr;
};

}  // namespace kintone::rest::fields
