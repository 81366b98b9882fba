#include "core/rest/query/parse.h"

#include <array>
#include <limits>
#include <utility>

#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/query/function.h"
#include "core/rest/query/scanner.h"

namespace kintone::rest::query {
namespace {

struct symbol {
  std::string_view text;
  operation what;
  bool is_negated;
};

/// A symbol stands before its own beginnings.
constexpr std::array symbols = {
    symbol{"!=", operation::equal, true},          symbol{">=", operation::greater_or_equal, false},
    symbol{"<=", operation::less_or_equal, false}, symbol{"=", operation::equal, false},
    symbol{">", operation::greater, false},        symbol{"<", operation::less, false}};

/// Each `take` gives false where what it asks for does not stand there, and then all of the text is wrong.
///
///     query = [any] ["order by" sort {"," sort}] ["limit" digits] ["offset" digits]
///     any   = all {"or" all}        all = one {"and" one}        one = "(" any ")" | field test
class parser {
 public:
  explicit parser(std::string_view text) : text_(text) {}

  bool take_query(tree& t) {
    if (!at_clause()) {
      t.where.emplace();
      if (!take_any(*t.where, 0)) return false;
    }
    if (take_keyword("order") && !(take_keyword("by") && take_order(t.order))) return false;
    return take_count("limit", t.limit) && take_count("offset", t.offset) && text_.is_at_end();
  }

 private:
  bool take_keyword(std::string_view word) { return text_.take_word(word); }

  /// Whether no condition stands there. No word but `not` is reserved: a field's code may be `limit`, and a
  /// test says so by its operator.
  bool at_clause() {
    scanner ahead = text_;
    if (ahead.is_at_end()) return true;
    if (ahead.take_word("order")) return ahead.take_word("by");
    return (ahead.take_word("limit") || ahead.take_word("offset")) && !ahead.take_number().empty();
  }

  bool take_any(condition& c, std::size_t depth) { return take_joined(c, condition::kind::any, depth); }

  /// What stands alone is itself; what is joined by the same word is one list, whatever the brackets.
  bool take_joined(condition& c, condition::kind is, std::size_t depth) {
    const bool is_any = is == condition::kind::any;
    std::vector<condition> parts;
    do {
      condition part;
      if (!(is_any ? take_joined(part, condition::kind::all, depth) : take_one(part, depth))) return false;
      if (part.is == is) {
        for (condition& each : part.parts) parts.push_back(std::move(each));
      } else {
        parts.push_back(std::move(part));
      }
    } while (take_keyword(is_any ? "or" : "and"));
    if (parts.size() == 1) {
      // Not `c = std::move(parts.front())`, as that would move an element of what it belongs to.
      condition only = std::move(parts.front());
      c = std::move(only);
    } else {
      c.is = is;
      c.parts = std::move(parts);
    }
    return true;
  }

  bool take_one(condition& c, std::size_t depth) {
    if (!text_.take_symbol("(")) return take_test(c.test);
    return depth < query_nesting && take_any(c, depth + 1) && text_.take_symbol(")");
  }

  bool take_field(std::string& field) {
    const std::string_view name = text_.take_name();
    field = name;
    return !name.empty() && name != "not";
  }

  bool take_test(written_test& test) {
    if (!take_field(test.field)) return false;
    for (const symbol& each : symbols) {
      if (!text_.take_symbol(each.text)) continue;
      test.what = each.what;
      test.is_negated = each.is_negated;
      return take_value(test);
    }
    if (take_keyword("is")) {
      test.what = operation::empty;
      test.is_negated = take_keyword("not");
      return take_keyword("empty");
    }
    test.is_negated = take_keyword("not");
    if (take_keyword("like")) {
      test.what = operation::like;
      return take_value(test);
    }
    test.what = operation::in;
    return take_keyword("in") && text_.take_symbol("(") && take_list(test);
  }

  bool take_list(written_test& test) {
    do {
      if (!take_value(test)) return false;
    } while (text_.take_symbol(","));
    return text_.take_symbol(")");
  }

  bool take_value(written_test& test) {
    written_value value;
    if (auto text = text_.take_string()) {
      value.text = std::move(*text);
    } else if (const std::string_view number = text_.take_number(); !number.empty()) {
      value = {value_kind::number, std::string(number)};
    } else {
      const std::string_view name = text_.take_function();
      if (function_of(name) == nullptr) return false;
      value = {value_kind::function, std::string(name)};
      if (!take_arguments(value.arguments)) return false;
    }
    test.values.push_back(std::move(value));
    return true;
  }

  bool take_arguments(std::vector<std::string>& arguments) {
    if (text_.take_symbol(")")) return true;
    do {
      std::string_view argument = text_.take_integer();
      if (argument.empty()) argument = text_.take_constant();
      if (argument.empty()) return false;
      arguments.emplace_back(argument);
    } while (text_.take_symbol(","));
    return text_.take_symbol(")");
  }

  bool take_order(std::vector<sort>& order) {
    do {
      sort s;
      if (!take_field(s.field)) return false;
      s.is_ascending = take_keyword("asc");
      if (!s.is_ascending) (void)take_keyword("desc");
      order.push_back(std::move(s));
    } while (text_.take_symbol(","));
    return true;
  }

  bool take_count(std::string_view word, std::optional<std::uint64_t>& count) {
    if (!take_keyword(word)) return true;
    const std::string_view digits = text_.take_integer();
    if (digits.empty() || digits.starts_with('-')) return false;
    count = whole_number(digits).value_or(std::numeric_limits<std::uint64_t>::max());
    return true;
  }

  scanner text_;
};

}  // namespace

std::optional<tree> parse(std::string_view text) {
  tree t;
  if (!parser(text).take_query(t)) return std::nullopt;
  return t;
}

}  // namespace kintone::rest::query
