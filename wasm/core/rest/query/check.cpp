#include "core/rest/query/check.h"

#include <algorithm>
#include <utility>

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/rest/query/constant.h"
#include "core/rest/query/function.h"
#include "core/rest/query/parse.h"

namespace kintone::rest::query {
namespace {

using fields::field_type;
using fields::field_type_row;

/// The group of L10 that an operator is in.
unsigned group_of(operation what) {
  switch (what) {
    case operation::equal:
      return fields::equality;
    case operation::in:
      return fields::membership;
    case operation::like:
      return fields::words;
    case operation::empty:
      return fields::presence;
    default:
      return fields::order;
  }
}

/// L11: a cell of whatever type is compared takes `in`.
unsigned allowed_of(const queried_field& f) {
  const field_type_row& row = fields::row_of(f.type);
  const bool takes_in = f.where.is_cell() && row.compared != fields::comparison::none;
  return takes_in ? row.allowed | fields::membership : row.allowed;
}

class checker {
 public:
  checker(const queried_form& f, const asker& by, checked_query& q) : around_{f, by}, query_(q) {}

  problem take(const tree& t) {
    if (t.where) {
      checked_condition where;
      bool is_dropped = false;
      if (auto refused = take_condition(*t.where, where, is_dropped)) return refused;
      if (!is_dropped) {
        narrow_ids(where);
        query_.where = std::move(where);
      }
    }
    for (const sort& each : t.order) {
      if (auto refused = take_sort(each)) return refused;
    }
    if (t.limit.value_or(0) > query_limit) return wrong(error::limit_too_large, grouped(query_limit));
    if (t.offset.value_or(0) > query_offset) return wrong(error::offset_too_large, grouped(query_offset));
    query_.has_range = t.limit || t.offset;
    query_.limit = t.limit.value_or(query_.limit);
    query_.offset = t.offset.value_or(query_.offset);
    return nullptr;
  }

 private:
  // L08, L09, L13.
  problem find_field(const std::string& code, queried_field& found) {
    if (const std::size_t dot = code.find('.'); dot != std::string::npos) {
      const auto list = around_.fields.find(std::string_view(code).substr(0, dot));
      const bool is_list = list && list->type == field_type::reference_table;
      return wrong(is_list ? error::query_not_supported : error::query_reference, code);
    }
    const auto field = around_.fields.find(code);
    if (!field) return wrong(error::field_not_found, code);
    found = *field;
    const bool is_of_process = found.type == field_type::status || found.type == field_type::status_assignee;
    return is_of_process && !around_.fields.has_process() ? wrong(error::process_disabled) : nullptr;
  }

  problem take_test(const written_test& written, checked_test& test, bool& is_dropped) {
    if (auto refused = find_field(written.field, test.of)) return refused;
    test.what = written.what;
    test.is_negated = written.is_negated;
    const field_type_row& row = fields::row_of(test.of.type);
    // L12, in front of L10.
    for (const written_value& each : written.values) {
      const bool is_option = each.kind == value_kind::function || each.text.empty() || !row.has_options ||
                             test.of.options == nullptr || contains(*test.of.options, each.text);
      if (!is_option) return wrong(error::option_not_found, written.field, each.text);
    }
    const std::string_view name = name_of(written.what, written.is_negated);
    if (test.of.where.is_cell() && written.what == operation::equal) {
      return wrong(error::operator_not_for_cell, written.field, name);
    }
    const bool is_allowed = (group_of(written.what) & allowed_of(test.of)) != 0;
    // L25, the last clause.
    const bool takes_all = all_of(written.values, [&row](const written_value& each) {
      return each.kind != value_kind::function || (function_of(each.text)->group & row.takes) != 0;
    });
    if (!is_allowed || !takes_all) return wrong(error::operator_not_allowed, written.field, name);
    query_.has_words = query_.has_words || written.what == operation::like;
    return read_values(written.values, around_, test, is_dropped);
  }

  problem take_condition(const condition& written, checked_condition& c, bool& is_dropped) {
    if (written.is == condition::kind::test) return take_test(written.test, c.test, is_dropped);
    const bool is_all = written.is == condition::kind::all;
    c.is = is_all ? checked_condition::kind::all : checked_condition::kind::any;
    for (const condition& each : written.parts) {
      checked_condition part;
      bool is_part_dropped = false;
      if (auto refused = take_condition(each, part, is_part_dropped)) return refused;
      if (!is_part_dropped) c.parts.push_back(std::move(part));
    }
    is_dropped = c.parts.empty();
    if (is_all) join_rows(c.parts);
    return nullptr;
  }

  /// L20: positive tests of one table become one part, at the place of the first.
  static void join_rows(std::vector<checked_condition>& parts) {
    std::vector<checked_condition> joined;
    for (checked_condition& each : parts) {
      const bool is_joined =
          each.is == checked_condition::kind::test && each.test.of.where.is_cell() && !each.test.is_negated;
      if (!is_joined) {
        joined.push_back(std::move(each));
        continue;
      }
      const std::size_t table = each.test.of.where.table;
      auto* row = find_if(joined, [table](const checked_condition& other) {
        return other.is == checked_condition::kind::row && other.parts.front().test.of.where.table == table;
      });
      if (row == nullptr) {
        joined.emplace_back().is = checked_condition::kind::row;
        row = &joined.back();
      }
      row->parts.push_back(std::move(each));
    }
    parts = std::move(joined);
  }

  /// What the condition says of `$id` at its top: the others need not be looked at.
  void narrow_ids(const checked_condition& where) {
    if (where.is == checked_condition::kind::all) {
      for (const checked_condition& each : where.parts) {
        if (each.is == checked_condition::kind::test) narrow_ids(each);
      }
    }
    const checked_test& test = where.test;
    const bool is_id = where.is == checked_condition::kind::test && !test.is_negated &&
                       fields::row_of(test.of.type).compared == fields::comparison::id &&
                       !test.of.where.is_cell();
    if (!is_id || test.spans.size() != 1 || test.has_empty) return;
    const std::int64_t id = test.spans.front().first;
    const auto at_least = [this](std::int64_t least) {
      query_.ids.first = std::max(query_.ids.first, least);
    };
    const auto at_most = [this](std::int64_t most) { query_.ids.last = std::min(query_.ids.last, most); };
    if (test.what == operation::equal || test.what == operation::greater_or_equal) at_least(id);
    if (test.what == operation::equal || test.what == operation::less_or_equal) at_most(id);
    if (test.what == operation::greater && id < std::numeric_limits<std::int64_t>::max()) at_least(id + 1);
    if (test.what == operation::less && id > std::numeric_limits<std::int64_t>::min()) at_most(id - 1);
  }

  // L27, L28.
  problem take_sort(const sort& written) {
    checked_sort s{{}, written.is_ascending};
    if (auto refused = find_field(written.field, s.of)) return refused;
    if (s.of.where.is_cell() || !fields::row_of(s.of.type).is_sortable) {
      return wrong(error::field_not_sortable, written.field);
    }
    query_.order.push_back(s);
    return nullptr;
  }

  surroundings around_;
  checked_query& query_;
};

}  // namespace

problem check(const tree& t, const queried_form& f, const asker& by, checked_query& q) {
  return checker(f, by, q).take(t);
}

problem read(std::string_view text, const queried_form& f, const asker& by, checked_query& q) {
  const auto t = parse(text);
  return t ? check(*t, f, by, q) : wrong_format();
}

}  // namespace kintone::rest::query
