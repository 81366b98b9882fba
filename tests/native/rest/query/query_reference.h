// What a query finds, said once more in the plainest way (L14 to L22, L27): one value at a time, whole lists,
// no compiled constants.
#pragma once

#include <cmath>
#include <cstdlib>

#include "core/base/ascii.h"
#include "tests/native/rest/query/query_support.h"

namespace kintone::rest::query {

using fields::comparison;
using fields::field_type;

/// What the reference computes with: the values below are chosen so that a double is exact.
inline double number_in(const std::string& text) {
  return text.empty() ? -INFINITY : std::strtod(text.c_str(), nullptr);
}

class reference {
 public:
  reference(const memory_form& f, const std::vector<kept_record>& records) : form_(f), records_(records) {}

  /// The ids in the order of the query.
  std::vector<std::uint64_t> find(const tree& t) const {
    std::vector<const kept_record*> found;
    for (const kept_record& each : records_) {
      if (!t.where || holds(*t.where, each)) found.push_back(&each);
    }
    std::sort(found.begin(), found.end(), [&](const kept_record* a, const kept_record* b) {
      for (const sort& s : t.order) {
        const int order = compared(s.field, *a, *b);
        if (order != 0) return s.is_ascending ? order < 0 : order > 0;
      }
      return a->id > b->id;
    });
    std::vector<std::uint64_t> ids;
    const std::size_t offset = t.offset.value_or(0);
    for (std::size_t i = offset; i < found.size() && i - offset < t.limit.value_or(100); ++i) {
      ids.push_back(found[i]->id);
    }
    return ids;
  }

 private:
  const std::string* table_of(const std::string& code) const {
    const queried_field f = *form_.find(code);
    return f.where.is_cell() ? &form_.names[f.where.table] : nullptr;
  }

  bool holds(const condition& c, const kept_record& r) const {
    if (c.is == condition::kind::test) return holds(c.test, r);
    if (c.is == condition::kind::any) {
      return std::any_of(c.parts.begin(), c.parts.end(),
                         [&](const condition& each) { return holds(each, r); });
    }
    // L20: all that are positive tests of one table must pass in one row.
    std::map<std::string, std::vector<const written_test*>> joined;
    for (const condition& each : c.parts) {
      const std::string* table = each.is == condition::kind::test ? table_of(each.test.field) : nullptr;
      if (table != nullptr && !each.test.is_negated) {
        joined[*table].push_back(&each.test);
      } else if (!holds(each, r)) {
        return false;
      }
    }
    return std::all_of(joined.begin(), joined.end(), [&](const auto& of_table) {
      const auto rows = r.tables.find(of_table.first);
      return rows != r.tables.end() &&
             std::any_of(rows->second.begin(), rows->second.end(), [&](const kept_values& row) {
               return std::all_of(of_table.second.begin(), of_table.second.end(),
                                  [&](const written_test* each) { return passes(*each, row, r); });
             });
    });
  }

  bool holds(const written_test& test, const kept_record& r) const {
    const std::string* table = table_of(test.field);
    if (table == nullptr) return passes(test, r.values, r);
    const auto rows = r.tables.find(*table);
    if (rows == r.tables.end() || rows->second.empty()) return false;
    std::size_t passing = 0;
    for (const kept_values& row : rows->second) passing += passes(test, row, r) ? 1 : 0;
    return test.is_negated ? passing == rows->second.size() : passing > 0;
  }

  bool passes(const written_test& test, const kept_values& values, const kept_record& r) const {
    return meets(test, values, r) != test.is_negated;
  }

  bool meets(const written_test& test, const kept_values& values, const kept_record& r) const {
    const field_type type = form_.find(test.field)->type;
    kept_value v;
    if (const auto found = values.find(test.field); found != values.end()) v = found->second;
    if (type == field_type::id) v.text = std::to_string(r.id);
    if (test.what == operation::empty) {
      return v.items.empty() && v.text.find_first_not_of(" \t\n") == std::string::npos;
    }
    if (test.what == operation::in) {
      return std::any_of(test.values.begin(), test.values.end(),
                         [&](const written_value& each) { return is_equal(type, v, each.text); });
    }
    if (test.what == operation::like) return has_word(v, test.values[0].text);
    const std::string& wanted = test.values[0].text;
    if (test.what == operation::equal) return is_equal(type, v, wanted);
    const int order = compared(type, v.text, wanted);
    switch (test.what) {
      case operation::greater:
        return order > 0;
      case operation::less:
        return order < 0;
      case operation::greater_or_equal:
        return order >= 0;
      default:
        return order <= 0;
    }
  }

  static bool is_equal(field_type type, const kept_value& v, const std::string& wanted) {
    if (!v.items.empty()) return std::find(v.items.begin(), v.items.end(), wanted) != v.items.end();
    return compared(type, v.text, wanted) == 0;
  }

  /// Of words of ASCII in lower case; blanks stand between those of the text.
  static bool has_word(const kept_value& v, const std::string& word) {
    std::vector<std::string> texts = v.items;
    texts.push_back(v.text);
    return std::any_of(texts.begin(), texts.end(), [&word](const std::string& each) {
      return (" " + ascii::to_lower(each) + " ").find(" " + word + " ") != std::string::npos;
    });
  }

  /// What is empty is the lowest: dates in their one form are in the order of their texts.
  static int compared(field_type type, const std::string& a, const std::string& b) {
    const comparison how = row_of(type).compared;
    if (how != comparison::decimal && how != comparison::id) return a.compare(b);
    return number_in(a) < number_in(b) ? -1 : number_in(a) > number_in(b) ? 1 : 0;
  }

  int compared(const std::string& code, const kept_record& a, const kept_record& b) const {
    const field_type type = form_.find(code)->type;
    if (type == field_type::id) return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
    const auto text = [&code](const kept_record& r) {
      const auto found = r.values.find(code);
      return found == r.values.end() ? std::string() : found->second.text;
    };
    return compared(type, text(a), text(b));
  }

  const memory_form& form_;
  const std::vector<kept_record>& records_;
};

}  // namespace kintone::rest::query
