#include "core/rest/fields/value.h"

#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/base/utf8.h"
#include "core/rest/fields/packed.h"

namespace kintone::rest::fields {
namespace {

/// D16: `[+-]digits[.digits][e[+-]digits]`. A cell's may begin at the point (D28).
bool is_number(std::string_view text, bool is_cell) {
  const auto take_digits = [&text] {
    std::size_t count = 0;
    while (!text.empty() && ascii::is_digit(text.front())) {
      text.remove_prefix(1);
      ++count;
    }
    return count;
  };
  const auto take_sign = [&text] {
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  };
  take_sign();
  if (take_digits() == 0 && !(is_cell && text.starts_with('.'))) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (take_digits() == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    take_sign();
    if (take_digits() == 0) return false;
  }
  return text.empty();
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\n\r";
  while (!text.empty() && blanks.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && blanks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

/// D23.
bool is_link(std::string_view text, protocol form) {
  switch (form) {
    case protocol::web: {
      const std::string lower = ascii::to_lower(text.substr(0, 8));
      const std::size_t begin = lower.starts_with("http://") ? 7 : lower.starts_with("https://") ? 8 : 0;
      return begin > 0 && text.size() > begin &&
             none_of(text, [](char c) { return ascii::is_control(c) || c == ' '; });
    }
    case protocol::mail: {
      const std::size_t at = text.find('@');
      return at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
             text.find('@', at + 1) == std::string_view::npos && text.find(' ') == std::string_view::npos;
    }
    case protocol::call:
      return any_of(text, ascii::is_digit) && all_of(text, [](char c) {
               return ascii::is_digit(c) || std::string_view("+-()#*. ").find(c) != std::string_view::npos;
             });
    default:
      return true;
  }
}

}  // namespace

std::string path_of(std::string_view base, std::string_view code, std::string_view end) {
  return fill("{0}.{1}{2}", {base, code, end});
}

// D26. What an open app takes is told of as of the shim's own (D31).
verdict value_reader::wrong_kind(const form_field& f, const place& where, phrase expected) const {
  const std::string path = path_of(where.base, f.code);
  if (form_.is_open) return invalid(path, expected);
  return refuse_because(error::json_invalid, reason::value_of_wrong_kind, path);
}

void value_reader::complain(const form_field& f, const place& where, phrase why, std::string_view fact) {
  wrong_.push_back({path_of(where.base, f.code), why, std::string(fact)});
}

verdict value_reader::read(const form_field& f, const json_value& given, const place& where,
                           std::string& kept) {
  switch (f.kept()) {
    case shape::options:
    case shape::codes:
    case shape::files:
      return read_list(f, given, where, kept);
    default:
      break;
  }
  if (auto refused = read_text(f, given, where, kept)) return refused;
  switch (f.kept()) {
    case shape::decimal:
      read_decimal(f, where, kept);
      break;
    case shape::option:
      read_option(f, where, kept);
      break;
    case shape::date:
    case shape::time:
    case shape::instant:
      read_moment(f, where, kept);
      break;
    default:
      break;
  }
  return nullptr;
}

// D04, D26: a number or a boolean is its text.
verdict value_reader::read_text(const form_field& f, const json_value& given, const place& where,
                                std::string& kept) const {
  if (given.is_string()) {
    kept = string_of(given);
  } else if (given.is_boolean()) {
    kept = is_true(given) ? "true" : "false";
  } else if (const std::string number = number_of(given); !number.empty()) {
    kept = number;
  } else if (!given.is_null()) {
    return wrong_kind(f, where, phrase::field_text);
  }
  return nullptr;
}

// D16 to D20, D28.
void value_reader::read_decimal(const form_field& f, const place& where, std::string& kept) {
  const std::string text =
      where.is_cell ? utf8::with_narrow_digits(without_blanks(kept)) : std::string(without_blanks(kept));
  kept.clear();
  if (text.empty()) return;
  if (!is_number(text, where.is_cell)) {
    if (where.is_cell) return;
    wrong_.push_back({fill("{0}[{1}].value", {where.base, f.code}), phrase::value_number});
    return;
  }
  const auto number = exact_decimal::parse(text);
  if (!number) return complain(f, where, phrase::value_digits);
  if (f.max_value && *number > *f.max_value) complain(f, where, phrase::value_most, f.max_value->plain());
  if (f.min_value && *number < *f.min_value) complain(f, where, phrase::value_least, f.min_value->plain());
  const number_precision& precision = form_.precision;
  const exact_decimal rounded = number->rounded(precision.decimal_places, precision.how);
  if (rounded.integer_digits() > precision.digits - precision.decimal_places) {
    return complain(f, where, phrase::value_digits);
  }
  kept = rounded.plain();
}

// D24.
void value_reader::read_moment(const form_field& f, const place& where, std::string& kept) {
  if (kept.empty()) return;
  const shape form = f.kept();
  const auto read = form == shape::date   ? parse_date(kept)
                    : form == shape::time ? parse_time(kept)
                                          : parse_instant(kept);
  if (!read) {
    kept.clear();
    complain(f, where,
             form == shape::date   ? phrase::value_date
             : form == shape::time ? phrase::value_time
                                   : phrase::value_instant);
  } else if (form == shape::instant) {
    kept = instant_text(*read);
  }
}

// D21, D22.
void value_reader::read_option(const form_field& f, const place& where, std::string& kept) {
  if (kept.empty()) {
    if (f.type == field_type::radio_button) kept = string_of(f.default_value);
  } else if (!f.options.empty() && !contains(f.options, kept)) {
    complain(f, where, phrase::value_option, kept);
    kept.clear();
  }
}

verdict value_reader::read_list(const form_field& f, const json_value& given, const place& where,
                                std::string& kept) {
  const bool is_files = f.kept() == shape::files;
  if (!given.is_array() && !given.is_null()) {
    return wrong_kind(f, where, is_files ? phrase::field_files : phrase::field_list);
  }
  bool is_wrong = false;
  const auto& elements = elements_of(given);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    std::string item;
    if (auto refused = read_item(f, elements[i], where, item)) return refused;
    if (f.kept() == shape::options && !f.options.empty() && !contains(f.options, item)) {
      const std::string end = fill(".values[{0}].value", {decimal(i)});
      wrong_.push_back({path_of(where.base, f.code, end), phrase::value_option, item});
      is_wrong = true;
    }
    append_item(kept, item);
  }
  if (is_wrong) kept.clear();
  return nullptr;
}

verdict value_reader::read_item(const form_field& f, const json_value& given, const place& where,
                                std::string& item) const {
  switch (f.kept()) {
    case shape::codes:
      item = string_of(member(given, "code"));
      if (item.empty()) return wrong_kind(f, where, phrase::field_list);
      // D25.
      if (f.type == field_type::user_select && !form_.may_have_user(item)) {
        return refuse(error::user_not_found, item);
      }
      return nullptr;
    case shape::files: {
      const json_value& key = member(given, "fileKey");
      if (!key.is_string()) return wrong_kind(f, where, phrase::field_files);
      item = string_of(key);
      return nullptr;
    }
    default:
      return read_text(f, given, where, item);
  }
}

void judge_value(const form_field& f, std::string_view kept, std::string_view base, objections& wrong) {
  const auto complain = [&](std::string_view end, phrase why, std::string fact = {}) {
    wrong.push_back({path_of(base, f.code, end), why, std::move(fact)});
  };
  constexpr std::string_view ends[] = {"", ".value", ".values", ".values.value"};
  if (f.is_required && kept.empty()) {
    complain(ends[static_cast<std::size_t>(f.row().required)], phrase::value_required);
  }
  if (f.min_length || f.max_length) {
    const std::uint64_t length = utf8::utf16_length(kept);
    if (f.max_length && length > *f.max_length) {
      complain(".value", phrase::value_shorter, decimal(*f.max_length + 1));
    }
    // As kintone has it, of an empty value too.
    if (f.min_length && length < *f.min_length) {
      complain(".value", phrase::value_longer, decimal(*f.min_length - 1));
    }
  }
  if (!kept.empty() && !is_link(kept, f.form_of_link)) complain(".value", phrase::value_url);
}

}  // namespace kintone::rest::fields
