// What is put into a form: by a user, and by kintone.app.record.set().
#include <optional>

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/base/phrase.h"
#include "core/page/form_record.h"

namespace kintone::page {
namespace {

using rest::fields::field_type;
using rest::fields::form_field;
using rest::fields::shape;

/// The field or cell of a code, and the table that a cell is in.
struct place {
  const form_field* field = nullptr;
  const form_field* table = nullptr;
};

place place_of(const rest::fields::form& f, std::string_view code) {
  for (const form_field& each : f.fields()) {
    if (each.code == code) return {&each, nullptr};
    for (const form_field& cell : each.cells) {
      if (cell.code == code) return {&cell, &each};
    }
  }
  return {};
}

/// For people: the fields that a user can fill in.
std::string enterable_codes(const rest::fields::form& f) {
  std::string codes;
  const auto add = [&codes](const form_field& each) {
    if (!can_be_entered(each)) return;
    codes += (codes.empty() ? "" : ", ") + each.code;
  };
  for (const form_field& each : f.fields()) {
    add(each);
    for (const form_field& cell : each.cells) add(cell);
  }
  return codes;
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& each : names) all += (all.empty() ? "'" : ", '") + each + "'";
  return all;
}

/// One entry into a form, judged.
class entered {
 public:
  entered(const rest::fields::form& f, const rest::people& them, const entered_place& where,
          const argument& given, locale language)
      : form_(f), them_(them), where_(where), code_(where.code), given_(given), language_(language) {}

  [[nodiscard]] std::string take() const {
    const auto [field, table] = place_of(form_, code_);
    if (field == nullptr || !can_be_entered(*field)) {
      return wrong_code(text_of(phrase::expected_entered_field, language_, {enterable_codes(form_)}));
    }
    if ((table != nullptr) != where_.in_row) {
      const phrase advice = where_.in_row ? phrase::form_no_row : phrase::form_row_needed;
      return message(text_of(advice, language_, {code_, table == nullptr ? "" : table->code}));
    }
    if (where_.is_disabled) return message(text_of(phrase::form_disabled, language_, {code_}));
    if (field->kept() == shape::table) return message(text_of(phrase::form_table, language_, {code_}));
    if (field->kept() == shape::files) return choose_files(table);
    return enter(*field, table);
  }

 private:
  [[nodiscard]] static std::string message(const std::string& what) {
    json_writer text;
    return text.open('{').name("message").string("page.change: " + what).close('}').take();
  }

  [[nodiscard]] std::string wrong_code(const std::string& right) const {
    const argument code{"string", std::string(code_), {}};
    return message(text_of(phrase::argument_value, language_, {"code", right, as_given(code)}));
  }

  [[nodiscard]] std::string wrong_value(const std::string& right) const {
    return message(text_of(phrase::argument_value, language_,
                           {fill("the value of {0}", {code_}), right, as_given(given_)}));
  }

  /// E19
  [[nodiscard]] std::string choose_files(const form_field* table) const {
    const bool are_files = given_.is("array") && all_of(given_.members, [](const argument_member& each) {
                             return each.value.is("Blob") || each.value.is("File");
                           });
    if (!given_.is_absent() && !are_files) {
      return wrong_value(text_of(phrase::expected_entered_files, language_));
    }
    json_writer text;
    text.open('{').name("isFiles").boolean(true);
    if (table != nullptr) text.name("table").string(table->code);
    return text.close('}').take();
  }

  [[nodiscard]] std::string enter(const form_field& f, const form_field* table) const {
    const shape kept = f.kept();
    const bool is_list = kept == shape::options || kept == shape::codes;
    const bool is_text = given_.is("string") || (given_.is("number") && kept == shape::decimal);
    if (given_.is_absent() || (is_list ? given_.is("array") : is_text)) {
      if (const auto options = fault_of_option(f)) return wrong_value(*options);
      if (const auto users = fault_of_user(f)) return wrong_value(*users);
      return taken(f, table, is_list);
    }
    return wrong_value(text_of(is_list                  ? phrase::expected_entered_list
                               : kept == shape::decimal ? phrase::expected_number
                                                        : phrase::expected_entered_text,
                               language_));
  }

  /// A user chooses among the options alone.
  [[nodiscard]] std::optional<std::string> fault_of_option(const form_field& f) const {
    if (f.options.empty()) return std::nullopt;
    // One of the radio buttons is chosen for good (D22).
    const bool may_be_empty = f.type != field_type::radio_button;
    const auto is_known = [&](const argument& each) {
      const bool is_empty = each.is_absent() || (each.is("string") && each.text.empty());
      return is_empty ? may_be_empty : contains(f.options, each.text);
    };
    const bool is_right = given_.is("array")
                              ? all_of(given_.members, [&](const auto& each) { return is_known(each.value); })
                              : is_known(given_);
    if (is_right) return std::nullopt;
    return text_of(phrase::expected_entered_option, language_, {joined(f.options)});
  }

  /// Of `"alice"` and of `{ code: "alice" }`.
  [[nodiscard]] static std::string_view login_in(const argument& each) {
    return each.is("object") ? each["code"].text : each.text;
  }

  /// A user chooses among those who are declared (D25).
  [[nodiscard]] std::optional<std::string> fault_of_user(const form_field& f) const {
    if (f.type != field_type::user_select) return std::nullopt;
    const auto is_there = [this](const auto& each) { return them_.may_have(login_in(each.value)); };
    if (all_of(given_.members, is_there)) return std::nullopt;
    std::vector<std::string> logins;
    for (const rest::user& each : them_.declared()->users) logins.push_back(each.login);
    return text_of(phrase::expected_entered_user, language_, {joined(logins)});
  }

  /// As kintone shows it: with the name that is declared.
  void write_code(json_writer& text, const form_field& f, const argument& each) const {
    const std::string_view code = login_in(each);
    const bool is_user = f.type == field_type::user_select;
    const std::string_view named = each.is("object") ? std::string_view(each["name"].text) : code;
    text.open('{').name("code").string(code).name("name");
    text.string(is_user && them_.declared() != nullptr ? them_.name_of(code) : named).close('}');
  }

  [[nodiscard]] std::string taken(const form_field& f, const form_field* table, bool is_list) const {
    json_writer text;
    text.open('{').name("value");
    if (is_list) {
      text.open('[');
      for (const auto& [place, each] : given_.members) {
        if (f.kept() == shape::codes) {
          write_code(text, f, each);
        } else {
          text.tree(value_of(each));
        }
      }
      text.close(']');
    } else {
      text.string(given_.is_absent() ? std::string_view() : std::string_view(given_.text));
    }
    if (table != nullptr) text.name("table").string(table->code);
    if (f.looks_up) write_lookup(text);
    return text.close('}').take();
  }

  /// What stands there is none of the source's records, until it is found (E14).
  void write_lookup(json_writer& text) const {
    text.name("key").open('{').name("confirmed").boolean(false).name("recordId").json("null").close('}');
    text.name("lookup");
    if (given_.is_absent() || given_.text.empty()) {
      text.string("CLEAR");
    } else {
      text.boolean(true);
    }
  }

  const rest::fields::form& form_;
  const rest::people& them_;
  entered_place where_;
  std::string_view code_;
  const argument& given_;
  locale language_;
};

}  // namespace

std::string entered_value(const rest::fields::form& f, const rest::people& them, const entered_place& where,
                          const argument& given, locale language) {
  return entered(f, them, where, given, language).take();
}

namespace {

/// A field or a cell that kintone.app.record.set() takes: one that a user can enter, and that holds no files
/// (R05).
bool can_be_set(const form_field& f) { return can_be_entered(f) && f.kept() != shape::files; }

/// What is wrong with it: `.type`, `.value`, or nothing.
std::string_view fault_of_given(const json_value& field) {
  if (!member(field, "type").is_string()) return ".type";
  return field.contains("value") ? "" : ".value";
}

/// The place of the first row that is wrong in a table's value, below its field; else nothing (R04).
std::string fault_of_rows(const form_field& table, const json_value& field) {
  std::size_t i = 0;
  for (const json_value& row : elements_of(member(field, "value"))) {
    const std::string place = fill(".value[{0}]", {decimal(i++)});
    for (const form_field& cell : table.cells) {
      const json_value& given = member(member(row, "value"), cell.code);
      std::string in_row = fill("{0}['{1}']", {place, cell.code});
      if (!given.is_object()) return in_row;
      if (const std::string_view wrong = fault_of_given(given); !wrong.empty())
        return fill("{0}{1}", {in_row, wrong});
    }
  }
  return {};
}

/// The place of what is wrong; else nothing.
std::string fault_of_set(const form_field* known, std::string_view code, const json_value& field) {
  std::string place = fill("['{0}']", {code});
  if (known == nullptr || known->type == field_type::category) return place;
  const std::string_view wrong = fault_of_given(field);
  const std::string below = wrong.empty() ? fault_of_rows(*known, field) : std::string(wrong);
  return below.empty() ? below : place + below;
}

}  // namespace

std::string set_record(const rest::fields::form& f, const json_value& given, locale language) {
  json_writer text;
  text.open('{').name("codes").open('[');
  std::vector<const form_field*> tables;
  for (const auto& [code, field] : members_of(given)) {
    if (code == "$id" || code == "$revision") continue;
    const form_field* known = f.field_of(code);
    if (const std::string wrong = fault_of_set(known, code, field); !wrong.empty()) {
      json_writer refused;
      refused.open('{').name("dialog").string(text_of(phrase::form_set_refused, language, {wrong}));
      return refused.close('}').take();
    }
    if (!can_be_set(*known)) continue;
    text.string(code);
    if (known->kept() == shape::table) tables.push_back(known);
  }
  text.close(']').name("cells").open('{');
  for (const form_field* table : tables) {
    text.name(table->code).open('[');
    for (const form_field& cell : table->cells) {
      if (can_be_set(cell)) text.string(cell.code);
    }
    text.close(']');
  }
  return text.close('}').close('}').take();
}

std::string taken_value(std::string_view type, const argument& given) {
  json_writer text;
  text.open('{');
  const bool is_number = type == rest::fields::row_of(field_type::number).name;
  if (given.is_absent()) {
    text.name("isEmpty").boolean(true);
  } else if (is_number && given.text == "#INVALID!") {
    text.name("isOld").boolean(true);
  } else if (is_number && given.is("number")) {
    text.name("text").string(given.text);
  }
  return text.close('}').take();
}

}  // namespace kintone::page
