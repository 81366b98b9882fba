#include "core/base/schema.h"

#include "core/base/number.h"

namespace kintone::schema {

misfit unless(bool is_right, phrase expected, locale language, facts told) {
  return is_right ? misfit() : misfit(sentence_of(expected, language, told));
}

bool is_whole_number(const argument& given, std::uint64_t least, std::uint64_t most) {
  const auto whole = given.is("number") ? whole_number(given.text) : std::nullopt;
  return whole && *whole >= least && *whole <= most;
}

sentence not_an_object(const argument& given, std::string_view names, telling how) {
  // Where there are many, the message of an unknown one lists them.
  constexpr std::size_t short_list = 60;
  const std::string right = fill("{ {0} }", {names.size() > short_list ? "…" : names});
  return sentence_of(how.value, how.language, {"options", right, as_given(given)});
}

sentence unknown_member(std::string_view name, std::string_view names, telling how) {
  return sentence_of(phrase::option_unknown, how.language, {name, names});
}

sentence unreadable_member(std::string_view name, const argument& given, telling how) {
  return sentence_of(phrase::option_threw, how.language, {name, given.text});
}

sentence wrong_member(std::string_view name, const argument& given, const misfit& wrong, telling how) {
  if (wrong.is_whole) return wrong.right;
  const std::string place = fill("{0}{1}", {name, wrong.place});
  return sentence_of(how.value, how.language,
                     {place, wrong.right, wrong.place.empty() ? as_given(given) : wrong.given});
}

}  // namespace kintone::schema
