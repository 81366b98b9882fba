// The types of fields, one row each (kintone docs, "Field Types", "Query"): what a query may ask of a type,
// how its values are kept, and what is judged of them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kintone::rest::fields {

enum class field_type : std::uint8_t {
  record_number,
  id,
  revision,
  creator,
  created_time,
  modifier,
  updated_time,
  status,
  status_assignee,
  category,
  single_line_text,
  multi_line_text,
  rich_text,
  number,
  calc,
  radio_button,
  check_box,
  multi_select,
  drop_down,
  date,
  time,
  datetime,
  link,
  file,
  user_select,
  organization_select,
  group_select,
  subtable,
  reference_table,
  group,
  label,
  spacer,
  hr,
  field_type_count
};

/// How a field without a value reads (D03).
enum class emptiness : std::uint8_t {
  /// It is never empty, or has no value at all.
  none,
  /// `""`
  text,
  /// `null`
  null,
  /// `[]`
  list
};

/// What a query compares of a value.
enum class comparison : std::uint8_t {
  none,
  /// An id, as digits; a record number with the app's code in front of it or without (L16).
  id,
  /// Exact decimals (L15).
  decimal,
  /// A day, `2012-01-11`.
  date,
  /// A minute of a day, `11:30`.
  time,
  /// A minute, as an instant.
  instant,
  /// Code points (L14).
  text,
  /// The names of a choice's options: one, or a list (L18).
  choice,
  /// The codes of users, organizations or groups (L19).
  code,
  /// The names of files.
  file
};

/// Groups of operators (L10), to be added up.
enum operators : std::uint8_t {
  no_operators = 0,
  /// `=` `!=`
  equality = 1,
  /// `>` `<` `>=` `<=`
  order = 2,
  /// `in`, `not in`
  membership = 4,
  /// `like`, `not like`
  words = 8,
  /// `is empty`, `is not empty`
  presence = 16
};

/// Groups of functions that a type may be compared with, to be added up.
enum functions : std::uint8_t {
  no_functions = 0,
  /// TODAY() and all others that are days, weeks, months, years.
  days = 1,
  /// NOW()
  instants = 2,
  /// LOGINUSER()
  users = 4,
  /// PRIMARY_ORGANIZATION()
  organizations = 8
};

/// How the values of a type are kept, read from a request and written for an answer (value.h).
enum class shape : std::uint8_t {
  /// It has none: GROUP, LABEL, and what the process management has.
  none,
  /// The record's own: its number, who made or changed it, when.
  record_number,
  person,
  stamp,
  /// A text as it is given.
  text,
  /// A plain decimal (D17).
  decimal,
  /// CALC: no request sets it.
  computed,
  /// One option, or a list of them.
  option,
  options,
  date,
  time,
  instant,
  /// Codes of users, organizations, groups.
  codes,
  files,
  table
};

/// Under which key `errors` tells that a required value is missing (D12).
enum class required_key : std::uint8_t { not_enforced, value, values, codes };

/// Members of a declaration that count for a type, to be added up; elsewhere they say nothing.
enum traits : std::uint8_t {
  no_traits = 0,
  /// `unique` (D14)
  uniqueness = 1,
  /// `minLength`, `maxLength` (D15)
  length = 2,
  /// It may be the field of an `updateKey` (Y13).
  update_key = 4
};

struct field_type_row {
  field_type id;
  /// As kintone's REST API has it.
  std::string_view name;
  emptiness when_empty;
  comparison compared;
  /// Of `operators`. A table cell takes `in` and `not in` of every type that is compared (L11).
  unsigned allowed;
  /// Of `functions`.
  unsigned takes;
  /// Whether `order by` takes it (L28).
  bool is_sortable;
  /// Whether its options are declared, so that a query may name no other (L12).
  bool has_options;
  shape kept;
  required_key required;
  /// Of `traits`.
  unsigned judged;
  /// D07: its name where a PUT may not set it; empty where it may, or where it is ignored.
  std::string_view refused_as;
};

/// Every type in the order of the enumeration.
[[nodiscard]] std::span<const field_type_row> field_types();

[[nodiscard]] const field_type_row& row_of(field_type type);

/// The type of kintone's name, as `SINGLE_LINE_TEXT`; nothing where it has none of it.
[[nodiscard]] std::optional<field_type> field_type_of(std::string_view name);

}  // namespace kintone::rest::fields
