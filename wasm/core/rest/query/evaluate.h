// Whether a condition holds for one record (L14 to L22).
#pragma once

#include <cstddef>
#include <optional>

#include "core/rest/query/checked.h"

namespace kintone::rest::query {

class evaluator {
 public:
  /// `s` must outlive it.
  explicit evaluator(const source& s) : source_(s) {}

  [[nodiscard]] bool holds(const checked_condition& c, std::size_t record);

  /// The value of a field; valid until the next one.
  [[nodiscard]] const value& value_of(const queried_field& f, std::size_t record, std::size_t row);
  /// Of an id, a day, a minute; nothing where it is empty.
  [[nodiscard]] std::optional<std::int64_t> whole_of(const queried_field& f, std::size_t record,
                                                     std::size_t row);

 private:
  [[nodiscard]] bool holds(const checked_test& test, std::size_t record);
  [[nodiscard]] bool passes(const checked_test& test, std::size_t record, std::size_t row);
  [[nodiscard]] bool is_met(const checked_test& test, std::size_t record, std::size_t row);
  [[nodiscard]] bool passes_in_one_row(const checked_condition& c, std::size_t record);

  const source& source_;
  value value_;
};

}  // namespace kintone::rest::query
