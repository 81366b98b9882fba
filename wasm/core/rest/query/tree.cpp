#include "core/rest/query/tree.h"

#include <array>

#include "core/base/number.h"

namespace kintone::rest::query {
namespace {

struct operation_names {
  std::string_view plain;
  std::string_view negated;
};

/// In the order of the enumeration.
constexpr std::array<operation_names, 8> names = {{{"=", "!="},
                                                   {">", ""},
                                                   {"<", ""},
                                                   {">=", ""},
                                                   {"<=", ""},
                                                   {"in", "not in"},
                                                   {"like", "not like"},
                                                   {"is empty", "is not empty"}}};

void append_value(std::string& text, const written_value& value) {
  if (value.kind == value_kind::string) {
    text += quoted_text(value.text);
    return;
  }
  text += value.text;
  if (value.kind != value_kind::function) return;
  text.push_back('(');
  for (const std::string& each : value.arguments) {
    if (&each != &value.arguments.front()) text += ", ";
    text += each;
  }
  text.push_back(')');
}

void append_test(std::string& text, const written_test& test) {
  text.append(test.field).append(1, ' ').append(name_of(test.what, test.is_negated));
  if (test.what == operation::empty) return;
  text.push_back(' ');
  const bool is_list = test.what == operation::in;
  if (is_list) text.push_back('(');
  for (const written_value& each : test.values) {
    if (&each != &test.values.front()) text += ", ";
    append_value(text, each);
  }
  if (is_list) text.push_back(')');
}

void append_condition(std::string& text, const condition& c) {
  if (c.is == condition::kind::test) return append_test(text, c.test);
  const bool is_all = c.is == condition::kind::all;
  for (const condition& each : c.parts) {
    if (&each != &c.parts.front()) text += is_all ? " and " : " or ";
    // L02: `and` binds tighter.
    const bool has_brackets = is_all && each.is == condition::kind::any;
    if (has_brackets) text.push_back('(');
    append_condition(text, each);
    if (has_brackets) text.push_back(')');
  }
}

}  // namespace

std::string quoted_text(std::string_view value) {
  std::string text = "\"";
  for (const char c : value) {
    switch (c) {
      case '"':
      case '\\':
        text.append(1, '\\').push_back(c);
        break;
      case '\t':
        text += "\\t";
        break;
      case '\n':
        text += "\\n";
        break;
      case '\r':
        text += "\\r";
        break;
      default:
        text.push_back(c);
    }
  }
  text.push_back('"');
  return text;
}

std::string_view name_of(operation what, bool is_negated) {
  const operation_names& both = names[static_cast<std::size_t>(what)];
  return is_negated ? both.negated : both.plain;
}

std::string text_of(const tree& t) {
  std::string text;
  const auto begin_clause = [&text](std::string_view name) {
    text.append(text.empty() ? "" : " ").append(name).push_back(' ');
  };
  if (t.where) append_condition(text, *t.where);
  if (!t.order.empty()) begin_clause("order by");
  for (const sort& each : t.order) {
    if (&each != &t.order.front()) text += ", ";
    text.append(each.field).append(each.is_ascending ? " asc" : " desc");
  }
  if (t.limit) begin_clause("limit");
  if (t.limit) text += decimal(*t.limit);
  if (t.offset) begin_clause("offset");
  if (t.offset) text += decimal(*t.offset);
  return text;
}

}  // namespace kintone::rest::query
