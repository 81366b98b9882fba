// One value: read from a request, judged, written for an answer (D02 to D26). It is kept as one text: empty
// where there is none, a list packed (packed.h), a number as a plain decimal, a moment as kintone writes it.
#pragma once

#include <string>
#include <string_view>

#include "core/rest/fault.h"
#include "core/rest/fields/form.h"
#include "core/rest/file_registry.h"

namespace kintone::rest::fields {

class value_reader {
 public:
  /// What is wrong with values goes to `wrong`. Both must outlive it.
  value_reader(const form& f, objections& wrong) : form_(f), wrong_(wrong) {}

  /// Where a value stands: `record`, `records[1]`, or a row's `record.T.value[0].value`.
  struct place {
    std::string_view base;
    bool is_cell = false;
  };

  /// Reads what stands at `value` into `kept`, which is empty: of files their keys as items. A value that is
  /// refused counts as empty. Gives what stands alone (D11).
  [[nodiscard]] verdict read(const form_field& f, const json_value& given, const place& where,
                             std::string& kept);

 private:
  [[nodiscard]] verdict wrong_kind(const form_field& f, const place& where, phrase expected) const;
  void complain(const form_field& f, const place& where, phrase why, std::string_view fact = {});
  [[nodiscard]] verdict read_text(const form_field& f, const json_value& given, const place& where,
                                  std::string& kept) const;
  void read_decimal(const form_field& f, const place& where, std::string& kept);
  void read_moment(const form_field& f, const place& where, std::string& kept);
  void read_option(const form_field& f, const place& where, std::string& kept);
  [[nodiscard]] verdict read_list(const form_field& f, const json_value& given, const place& where,
                                  std::string& kept);
  [[nodiscard]] verdict read_item(const form_field& f, const json_value& given, const place& where,
                                  std::string& item) const;

  const form& form_;
  objections& wrong_;
};

/// D12, D15, D23: what a record that would have this value lacks.
void judge_value(const form_field& f, std::string_view kept, std::string_view base, objections& wrong);

/// `record.X.value` and, with another end, `record.X.values`.
[[nodiscard]] std::string path_of(std::string_view base, std::string_view code,
                                  std::string_view end = ".value");

/// The minute as kintone writes it: `2026-01-31T09:30:00Z`.
[[nodiscard]] std::string instant_text(std::int64_t minutes);
/// `2026-01-31`; `09:30`.
[[nodiscard]] std::string date_text(std::int64_t days);
[[nodiscard]] std::string time_text(std::int64_t minutes);

/// What stands at `value` in an answer, of a type that keeps one.
void write_value(json_writer& text, const form_field& f, std::string_view kept, const file_registry& files,
                 const people& them);

/// `{"code", "name"}`: the name that is declared, else the code (D25).
void write_person(json_writer& text, std::string_view login, const people& them);

}  // namespace kintone::rest::fields
