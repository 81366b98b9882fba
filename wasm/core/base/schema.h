// The one engine that judges an object of named members that a caller gives, such as options: by a table, a
// row a member.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/algorithm.h"
#include "core/base/argument.h"
#include "core/base/phrase.h"

namespace kintone::schema {

/// What is wrong with the value of a member; nothing where it is made of nothing.
struct misfit {
  misfit() = default;
  /// `what` would be right.
  // NOLINTNEXTLINE(google-explicit-constructor): most say no more.
  misfit(sentence what) : right(std::move(what)) {}
  /// Wrong is a part of the value, `where` in it, such as `[0]`.
  misfit(sentence what, std::string where, const argument& part)
      : right(std::move(what)), place(std::move(where)), given(as_given(part)) {}

  /// The whole sentence, where it says more.
  static misfit that(sentence whole) {
    misfit m(std::move(whole));
    m.is_whole = true;
    return m;
  }

  sentence right;
  std::string place;
  std::string given;
  bool is_whole = false;
};

/// What `expected` says would be right, unless the value is.
[[nodiscard]] misfit unless(bool is_right, phrase expected, locale language, facts told = {});

/// A whole number from `least` to `most`.
[[nodiscard]] bool is_whole_number(const argument& given, std::uint64_t least, std::uint64_t most);

/// One member: a new one is a row.
template <typename target>
struct member {
  std::string_view name;
  /// Takes a value that is not undefined.
  misfit (*take)(const argument& given, target& into, locale language);
  /// Undefined is a value like another, which `take` refuses.
  bool is_required = false;
};

/// Of members without a place to go to: they are judged alone.
struct nowhere {};

/// How it is told.
struct telling {
  locale language = locale::en;
  /// Of a value: phrase::option_value or phrase::argument_value.
  phrase value = phrase::option_value;
};

/// `names`: those of the table.
[[nodiscard]] sentence not_an_object(const argument& given, std::string_view names, telling how);
[[nodiscard]] sentence unknown_member(std::string_view name, std::string_view names, telling how);
[[nodiscard]] sentence unreadable_member(std::string_view name, const argument& given, telling how);
[[nodiscard]] sentence wrong_member(std::string_view name, const argument& given, const misfit& wrong,
                                    telling how);

template <typename table>
std::string names_of(const table& members) {
  std::string names;
  for (const auto& each : members) names.append(names.empty() ? "" : ", ").append(each.name);
  return names;
}

/// Takes what was given, member by member, into `into`. What is wrong first, a sentence; empty where nothing
/// is, and where nothing was given.
template <typename table, typename target>
[[nodiscard]] sentence read(const table& members, const argument& given, target& into, telling how) {
  if (given.is("undefined")) return {};
  if (!given.is("object")) return not_an_object(given, names_of(members), how);
  for (const auto& [name, value] : given.members) {
    if (value.is("threw")) return unreadable_member(name, value, how);
    const auto* known = find_if(members, [&name = name](const auto& each) { return each.name == name; });
    if (known == nullptr) return unknown_member(name, names_of(members), how);
    if (value.is("undefined") && !known->is_required) continue;
    const misfit wrong = known->take(value, into, how.language);
    if (!wrong.right.empty()) return wrong_member(name, value, wrong, how);
  }
  return {};
}

}  // namespace kintone::schema
