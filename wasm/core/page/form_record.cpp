#include "core/page/form_record.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/base/phrase.h"

namespace kintone::page {
namespace {

using rest::fields::emptiness;
using rest::fields::field_type;
using rest::fields::form_field;
using rest::fields::shape;

/// E14: what a change event follows.
constexpr std::array firing = {
    field_type::radio_button, field_type::drop_down,   field_type::check_box,
    field_type::multi_select, field_type::user_select, field_type::group_select,
    field_type::date,         field_type::time,        field_type::organization_select,
    field_type::datetime,     field_type::number,      field_type::single_line_text,
    field_type::subtable};

bool is_kintones_own(const form_field& f) {
  const shape kept = f.row().kept;
  return kept == shape::record_number || kept == shape::person || kept == shape::stamp;
}

bool is_empty(const json_value& value) {
  return value.is_null() || (value.is_string() && string_of(value).empty());
}

/// A value that is empty, but a list's. Nothing is written where kintone has undefined.
void write_empty(json_writer& text, const form_field& f, record_shape as) {
  const bool is_new = as == record_shape::created;
  if (f.type == field_type::rich_text && is_new) {
    text.name("value").string("<div><br /></div>");
  } else if (f.type == field_type::radio_button && is_new && !f.options.empty()) {
    text.name("value").string(f.options.front());
  } else if (as == record_shape::shown && (f.type == field_type::date || f.type == field_type::time)) {
    text.name("value").json("null");
  } else if (!is_new || f.type == field_type::calc) {
    text.name("value").string("");
  }
}

void write_field(json_writer& text, const form_field& f, const json_value& stored, record_shape as);

void write_rows(json_writer& text, const form_field& f, const json_value& rows, record_shape as) {
  text.name("value").open('[');
  for (const json_value& row : elements_of(rows)) {
    text.open('{').name("id");
    if (as == record_shape::created) {
      text.json("null");
    } else {
      text.tree(member(row, "id"));
    }
    text.name("value").open('{');
    for (const form_field& cell : f.cells)
      write_field(text, cell, member(member(row, "value"), cell.code), as);
    text.close('}').close('}');
  }
  text.close(']');
}

void write_field(json_writer& text, const form_field& f, const json_value& stored, record_shape as) {
  const json_value& value = member(stored, "value");
  text.name(f.code).open('{').name("type").string(f.row().name);
  if (f.looks_up) {
    text.name("confirmed").boolean(!is_empty(value)).name("recordId").json("null");
  }
  if (f.row().kept == shape::table) {
    write_rows(text, f, value, as);
  } else if (f.row().kept == shape::files && as != record_shape::shown) {
    text.name("value").open('[').close(']');
  } else if (is_empty(value)) {
    write_empty(text, f, as);
  } else {
    text.name("value").tree(value);
  }
  text.close('}');
}

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

bool can_be_entered(const form_field& f) {
  return f.row().kept != shape::none && f.row().kept != shape::computed && !is_kintones_own(f) &&
         !f.is_filled;
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
class entry {
 public:
  entry(const rest::fields::form& f, const entered_place& where, const argument& given, locale language)
      : form_(f), where_(where), code_(where.code), given_(given), language_(language) {}

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
    if (field->row().kept == shape::table) return message(text_of(phrase::form_table, language_, {code_}));
    if (field->row().kept == shape::files) return message(text_of(phrase::form_files, language_, {code_}));
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

  [[nodiscard]] std::string enter(const form_field& f, const form_field* table) const {
    const shape kept = f.row().kept;
    const bool is_list = kept == shape::options || kept == shape::codes;
    const bool is_text = given_.is("string") || (given_.is("number") && kept == shape::decimal);
    if (given_.is_absent() || (is_list ? given_.is("array") : is_text)) {
      if (const auto options = fault_of_option(f)) return wrong_value(*options);
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
    const auto is_known = [&f](const argument& each) {
      return (each.is("string") && each.text.empty()) || contains(f.options, each.text);
    };
    const bool is_right = given_.is("array")
                              ? all_of(given_.members, [&](const auto& each) { return is_known(each.value); })
                              : given_.is_absent() || is_known(given_);
    if (is_right) return std::nullopt;
    return text_of(phrase::expected_entered_option, language_, {joined(f.options)});
  }

  [[nodiscard]] std::string taken(const form_field& f, const form_field* table, bool is_list) const {
    json_writer text;
    text.open('{').name("value");
    if (is_list) {
      text.open('[');
      for (const auto& [place, each] : given_.members) {
        if (f.row().kept != shape::codes || each.is("object")) {
          text.tree(value_of(each));
        } else {
          text.open('{').name("code").string(each.text).name("name").string(each.text).close('}');
        }
      }
      text.close(']');
    } else {
      text.string(given_.is_absent() ? std::string_view() : std::string_view(given_.text));
    }
    if (table != nullptr) text.name("table").string(table->code);
    return text.close('}').take();
  }

  const rest::fields::form& form_;
  entered_place where_;
  std::string_view code_;
  const argument& given_;
  locale language_;
};

void write_saved(json_writer& text, const form_field& f, const json_value& field) {
  const json_value& value = member(field, "value");
  text.name(f.code).open('{').name("value");
  if (f.row().kept != shape::table) {
    // Undefined and null empty a field (E11).
    if (value.is_null()) {
      text.json(f.row().when_empty == emptiness::list ? "[]" : "\"\"");
    } else {
      text.tree(value);
    }
  } else {
    text.open('[');
    for (const json_value& row : elements_of(value)) {
      text.open('{');
      if (!member(row, "id").is_null()) text.name("id").tree(member(row, "id"));
      text.name("value").open('{');
      for (const form_field& cell : f.cells) {
        const json_value& given = member(member(row, "value"), cell.code);
        const bool is_saved = can_be_entered(cell) && cell.row().kept != shape::files;
        if (is_saved && !given.is_null()) write_saved(text, cell, given);
      }
      text.close('}').close('}');
    }
    text.close(']');
  }
  text.close('}');
}

}  // namespace

std::string form_record(const rest::fields::form& f, const json_value& stored, record_shape as) {
  json_writer text;
  text.open('{');
  for (const form_field& each : f.fields()) {
    const bool is_new = as == record_shape::created;
    if (each.row().kept == shape::none || (is_new && is_kintones_own(each))) continue;
    write_field(text, each, member(stored, each.code), as);
  }
  for (const char* name : {"$id", "$revision"}) {
    if (!member(stored, name).is_null()) text.name(name).tree(member(stored, name));
  }
  return text.close('}').take();
}

std::vector<std::string> firing_codes(const rest::fields::form& f) {
  std::vector<std::string> codes;
  for (const form_field& each : f.fields()) {
    if (contains(firing, each.type)) codes.push_back(each.code);
    for (const form_field& cell : each.cells) {
      if (contains(firing, cell.type)) codes.push_back(cell.code);
    }
  }
  return codes;
}

std::string entered_value(const rest::fields::form& f, const entered_place& where, const argument& given,
                          locale language) {
  return entry(f, where, given, language).take();
}

std::string set_record(const rest::fields::form& f, const json_value& given, locale language) {
  json_writer text;
  const auto refuse = [&](std::string_view place, std::string_view what) {
    return text.open('{')
        .name("dialog")
        .string(text_of(phrase::form_set_refused, language, {place, what}))
        .close('}')
        .take();
  };
  const auto fault = [](const json_value& field) -> std::string_view {
    if (!member(field, "type").is_string()) return "type";
    return field.contains("value") ? "" : "value";
  };
  std::vector<std::string_view> codes;
  for (const auto& [code, field] : members_of(given)) {
    if (code == "$id" || code == "$revision") continue;
    const form_field* known = f.field_of(code);
    if (known == nullptr || known->type == field_type::category) return refuse(code, "");
    if (const std::string_view wrong = fault(field); !wrong.empty()) return refuse(code, wrong);
    for (const json_value& row : elements_of(member(field, "value"))) {
      for (const form_field& cell : known->cells) {
        const json_value& in_row = member(member(row, "value"), cell.code);
        if (const std::string_view wrong = fault(in_row); !wrong.empty()) return refuse(cell.code, wrong);
      }
    }
    if (can_be_entered(*known) && known->row().kept != shape::files) codes.push_back(code);
  }
  text.open('{').name("codes").open('[');
  for (const std::string_view each : codes) text.string(each);
  return text.close(']').close('}').take();
}

std::string saved_record(const rest::fields::form& f, const json_value& form) {
  json_writer text;
  text.open('{');
  for (const form_field& each : f.fields()) {
    const json_value& field = member(form, each.code);
    const bool is_saved = can_be_entered(each) && each.row().kept != shape::files;
    if (is_saved && !field.is_null()) write_saved(text, each, field);
  }
  return text.close('}').take();
}

}  // namespace kintone::page
