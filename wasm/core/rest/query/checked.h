// A query whose fields, operators and values are known to be right: what is compared is read once, for all
// records.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/base/decimal.h"
#include "core/base/limits.h"
#include "core/rest/query/source.h"
#include "core/rest/query/tree.h"
#include "core/rest/query/words.h"

namespace kintone::rest::query {

/// Ids, days, minutes: the last one within.
struct whole_span {
  std::int64_t first;
  std::int64_t last;
};

struct checked_test {
  queried_field of;
  operation what = operation::equal;
  bool is_negated = false;
  /// `""` is among the values: what is empty equals it.
  bool has_empty = false;
  /// Texts, options, codes, names of files, in order. A value that cannot be of the type is in none of these
  /// lists: nothing equals it, and nothing is less or greater.
  std::vector<std::string> texts = {};
  /// In order, none twice.
  std::vector<exact_decimal> decimals = {};
  /// In order, none meets another.
  std::vector<whole_span> spans = {};
  /// Of `like`.
  word_search words{""};
};

struct checked_condition {
  enum class kind : std::uint8_t {
    test,
    all,
    any,
    /// Tests of cells that pass in one and the same row (L20).
    row
  };

  kind is = kind::test;
  checked_test test = {};
  std::vector<checked_condition> parts = {};
};

struct checked_sort {
  queried_field of;
  bool is_ascending;
};

struct checked_query {
  /// None: every record.
  std::optional<checked_condition> where = {};
  std::vector<checked_sort> order = {};
  std::uint64_t limit = records_shown;
  std::uint64_t offset = 0;
  /// One of the two was given.
  bool has_range = false;
  /// The condition holds for no other ids.
  whole_span ids{0, std::numeric_limits<std::int64_t>::max()};
  /// Whether it searches for words, which kintone's index knows a while later (L21).
  bool has_words = false;
};

}  // namespace kintone::rest::query
