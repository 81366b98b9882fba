#include "core/rest/query/evaluate.h"

#include <algorithm>

#include "core/base/algorithm.h"

namespace kintone::rest::query {
namespace {

using fields::comparison;

/// Where a value lies beside the one of a test.
enum class side : std::uint8_t { below, within, above, nowhere };

bool answers(operation what, side at) {
  switch (what) {
    case operation::greater:
      return at == side::above;
    case operation::less:
      return at == side::below;
    case operation::greater_or_equal:
      return at == side::above || at == side::within;
    case operation::less_or_equal:
      return at == side::below || at == side::within;
    default:
      return at == side::within;
  }
}

/// L22.
bool is_blank(std::string_view text) {
  return all_of(text, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
}

bool is_among(const std::vector<std::string>& texts, std::string_view text) {
  return std::binary_search(texts.begin(), texts.end(), text, std::less<>());
}

/// L14, L18, L19: what is empty is the text `""`.
bool has_one(const checked_test& test, const value& v) {
  if (v.items.empty()) return is_among(test.texts, v.text);
  return any_of(v.items, [&test](std::string_view each) { return is_among(test.texts, each); });
}

bool has_words(const checked_test& test, const value& v) {
  if (test.of.type == fields::field_type::rich_text)
    return test.words.finds(words_of(without_markup(v.text)));
  if (row_of(test.of.type).compared != comparison::file) return test.words.finds(words_of(v.text));
  return any_of(v.items, [&test](std::string_view name) { return test.words.finds(words_of(name)); });
}

/// L15: what is empty is less than all that is not.
side beside_empty(const checked_test& test, bool is_empty) {
  if (test.has_empty) return is_empty ? side::within : side::above;
  const bool is_comparable = !test.spans.empty() || !test.decimals.empty();
  return is_comparable && is_empty ? side::below : side::nowhere;
}

side beside(const checked_test& test, const std::optional<std::int64_t>& number) {
  if (!number || test.spans.empty()) return beside_empty(test, !number);
  if (*number < test.spans.front().first) return side::below;
  return *number > test.spans.front().last ? side::above : side::within;
}

side beside(const checked_test& test, const std::optional<exact_decimal>& number) {
  if (!number || test.decimals.empty()) return beside_empty(test, !number);
  const auto order = *number <=> test.decimals.front();
  return order < 0 ? side::below : order > 0 ? side::above : side::within;
}

bool is_among(const checked_test& test, const std::optional<std::int64_t>& number) {
  if (!number) return test.has_empty;
  const auto next = std::upper_bound(test.spans.begin(), test.spans.end(), *number,
                                     [](std::int64_t n, const whole_span& each) { return n < each.first; });
  return next != test.spans.begin() && *number <= (next - 1)->last;
}

bool is_among(const checked_test& test, const std::optional<exact_decimal>& number) {
  if (!number) return test.has_empty;
  return std::binary_search(test.decimals.begin(), test.decimals.end(), *number);
}

template <typename number>
bool compares(const checked_test& test, const std::optional<number>& n) {
  return test.what == operation::in ? is_among(test, n) : answers(test.what, beside(test, n));
}

}  // namespace

const value& evaluator::value_of(const queried_field& f, std::size_t record, std::size_t row) {
  value_.text = {};
  value_.items.clear();
  source_.read(record, row, f.where, value_);
  return value_;
}

std::optional<std::int64_t> evaluator::whole_of(const queried_field& f, std::size_t record, std::size_t row) {
  switch (row_of(f.type).compared) {
    case comparison::id:
      return static_cast<std::int64_t>(source_.id_of(record));
    case comparison::date:
      return fields::parse_date(value_of(f, record, row).text);
    case comparison::time:
      return fields::parse_time(value_of(f, record, row).text);
    default:
      return fields::parse_instant(value_of(f, record, row).text);
  }
}

bool evaluator::is_met(const checked_test& test, std::size_t record, std::size_t row) {
  switch (row_of(test.of.type).compared) {
    case comparison::id:
    case comparison::date:
    case comparison::time:
    case comparison::instant:
      return compares(test, whole_of(test.of, record, row));
    case comparison::decimal:
      return compares(test, exact_decimal::parse(value_of(test.of, record, row).text));
    default:
      break;
  }
  const value& v = value_of(test.of, record, row);
  if (test.what == operation::like) return has_words(test, v);
  if (test.what == operation::empty) return v.items.empty() && is_blank(v.text);
  return has_one(test, v);
}

bool evaluator::passes(const checked_test& test, std::size_t record, std::size_t row) {
  return is_met(test, record, row) != test.is_negated;
}

// L20.
bool evaluator::holds(const checked_test& test, std::size_t record) {
  if (!test.of.where.is_cell()) return passes(test, record, 0);
  const std::size_t rows = source_.rows(record, test.of.where.table);
  for (std::size_t row = 0; row < rows; ++row) {
    if (passes(test, record, row) != test.is_negated) return !test.is_negated;
  }
  return test.is_negated && rows > 0;
}

bool evaluator::passes_in_one_row(const checked_condition& c, std::size_t record) {
  const std::size_t rows = source_.rows(record, c.parts.front().test.of.where.table);
  for (std::size_t row = 0; row < rows; ++row) {
    if (all_of(c.parts, [&](const checked_condition& each) { return passes(each.test, record, row); })) {
      return true;
    }
  }
  return false;
}

bool evaluator::holds(const checked_condition& c, std::size_t record) {
  const auto part_holds = [this, record](const checked_condition& each) { return holds(each, record); };
  switch (c.is) {
    case checked_condition::kind::all:
      return all_of(c.parts, part_holds);
    case checked_condition::kind::any:
      return any_of(c.parts, part_holds);
    case checked_condition::kind::row:
      return passes_in_one_row(c, record);
    default:
      return holds(c.test, record);
  }
}

}  // namespace kintone::rest::query
