#include "core/http/field_fault.h"

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/base/utf8.h"

namespace kintone::http {
namespace {

bool is_value(const argument& given) {
  if (given.is("number")) return given.text != "NaN" && given.text.find("Infinity") == std::string::npos;
  return given.is("string") || given.is("boolean");
}

}  // namespace

std::optional<field_fault> fault_of_field(const argument_member& given, locale language) {
  const auto because = [language](phrase what, facts told = {}) {
    return field_fault{sentence_of(what, language, told), what == phrase::header_forbidden};
  };
  const auto& [name, value] = given;
  if (value.is("threw")) return because(phrase::threw, {value.text});
  if (!is_field_name(name)) return because(phrase::header_name);
  if (value.is("undefined")) return std::nullopt;
  if (is_forbidden_request_field(name)) return because(phrase::header_forbidden);
  if (value.is("longString")) return because(phrase::text_too_long, {value.text});
  if (!is_value(value)) return because(phrase::header_value_type, {as_given(value)});
  if (!utf8::fits_latin1(value.text))
    return because(phrase::header_value_latin1, {decimal(wrong_character(value.text))});
  if (!is_field_value(value.text))
    return because(phrase::header_value_character, {decimal(wrong_character(value.text))});
  return std::nullopt;
}

const argument* wrong_value(const argument& given, bool (*is_right)(std::string_view)) {
  if (given.is("string") && !is_right(given.text)) return &given;
  const argument_member* found = find_if(given.members, [is_right](const argument_member& each) {
    return wrong_value(each.value, is_right) != nullptr;
  });
  return found == nullptr ? nullptr : &found->value;
}

}  // namespace kintone::http
