#include "core/rest/declarations.h"

#include <array>

#include "core/base/ascii.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/rest/parameters.h"

namespace kintone::rest {
namespace {

/// The path of what is wrong; empty where nothing is.
using path = std::string;

/// Whether a request can bring it in its list (F09).
bool is_api_token(std::string_view text) {
  return !text.empty() && all_of(text, [](char c) {
    return !ascii::is_control(c) && !ascii::is_high(c) && c != ' ' && c != ',';
  });
}

/// Whether it can stand before the colon (F09).
bool is_login(std::string_view text) { return !text.empty() && text.find(':') == std::string_view::npos; }

/// The first member that is none of the known ones; a misspelt one would be as if it were not there.
path unknown_member(const json_value& given, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : members_of(given)) {
    if (!contains(known, name)) return "." + name;
  }
  return {};
}

path read_user(const std::string& login, const json_value& given, std::vector<user>& users) {
  const json_value& password = given.is_object() ? member(given, "password") : given;
  if (!is_login(login) || !password.is_string()) return login;
  if (const path wrong = unknown_member(given, {"password", "locale"}); !wrong.empty()) return login + wrong;
  user u{login, std::string(string_of(password)), {}};
  if (const json_value& language = member(given, "locale"); !language.is_null()) {
    const std::string_view name = string_of(language);
    if (name != "ja" && name != "en") return login + ".locale";
    u.language = name == "ja" ? locale::ja : locale::en;
  }
  users.push_back(std::move(u));
  return {};
}

path read_api_token(const std::string& token, const json_value& given, std::vector<api_token>& tokens) {
  const auto app = id_of(given);
  if (!is_api_token(token) || !app) return token;
  tokens.push_back({token, *app});
  return {};
}

path read_app(const std::string& id, const json_value& given, std::vector<declared_app>& apps) {
  const number read = whole_number(id).value_or(0);
  const bool is_twice = any_of(apps, [read](const declared_app& other) { return other.id == read; });
  if (read == 0 || is_twice || !given.is_object()) return id;
  declared_app& app = apps.emplace_back();
  app.id = read;
  const fields::misdeclaration wrong = read_app(given, app);
  return wrong.is_right() ? path() : id + (wrong.path == "." ? "" : wrong.path);
}

/// Each member of the option `name`, an object, by `read` into `list`.
template <typename element>
path read_members(const json_value& options, std::string_view name, std::vector<element>& list,
                  path (*read)(const std::string&, const json_value&, std::vector<element>&)) {
  const json_value& given = member(options, name);
  if (!given.is_null() && !given.is_object()) return path(name);
  for (const auto& [key, value] : members_of(given)) {
    const path wrong = read(key, value, list);
    if (!wrong.empty() || key.empty()) return fill("{0}.{1}", {name, wrong});
  }
  return {};
}

path read_spaces(const json_value& given, std::vector<number>& spaces) {
  if (!given.is_null() && !given.is_array()) return "guestSpaces";
  for (std::size_t i = 0; i < elements_of(given).size(); ++i) {
    const auto space = id_of(element(given, i));
    if (!space) return fill("guestSpaces[{0}]", {decimal(i)});
    spaces.push_back(*space);
  }
  return {};
}

/// The value at a path such as `apps.5.fields` or `guestSpaces[0]`, where there is one; names may have dots
/// in them.
const argument* value_at(const argument& given, std::string_view where) {
  if (where.empty() || where == "]") return &given;
  if (where.front() == '.' || where.front() == '[') where.remove_prefix(1);
  for (const argument_member& each : given.members) {
    if (!where.starts_with(each.name)) continue;
    if (const argument* found = value_at(each.value, where.substr(each.name.size()))) return found;
  }
  return nullptr;
}

/// What the declaration of an app must be at a path such as `apps.5.fields.Price`.
phrase expected_of(std::string_view wrong, const json_value& options) {
  for (const auto& [id, given] : members_of(member(options, "apps"))) {
    declared_app app;
    const fields::misdeclaration m = read_app(given, app);
    if (wrong == fill("apps.{0}{1}", {id, m.path})) return m.expected;
  }
  return phrase::expected_apps;
}

}  // namespace

std::string type_names() {
  std::string names;
  for (const fields::field_type_row& each : fields::field_types()) {
    names += fill("{0}{1}", {names.empty() ? "" : ", ", each.name});
  }
  return names;
}

std::string read_declarations(const json_value& options, declarations& d) {
  path wrong = read_members(options, "users", d.credentials.users, read_user);
  if (wrong.empty()) wrong = read_members(options, "apiTokens", d.credentials.api_tokens, read_api_token);
  if (wrong.empty()) wrong = read_spaces(member(options, "guestSpaces"), d.guest_spaces);
  if (wrong.empty()) wrong = read_members(options, "apps", d.apps, read_app);
  for (const declared_app& app : d.apps) {
    const bool is_there = app.space == 0 || contains(d.guest_spaces, app.space);
    if (wrong.empty() && !is_there) wrong = fill("apps.{0}.guestSpace", {decimal(app.id)});
  }
  return wrong;
}

std::string read_declarations(const argument& options, locale language, declarations& d) {
  const path wrong = read_declarations(value_of(options), d);
  if (wrong.empty()) return {};
  struct expectation {
    std::string_view option;
    phrase text;
  };
  static constexpr std::array<expectation, 4> expectations = {{{"users", phrase::expected_users},
                                                               {"apiTokens", phrase::expected_api_tokens},
                                                               {"guestSpaces", phrase::expected_guest_spaces},
                                                               {"apps", phrase::expected_apps}}};
  const auto* expected =
      find_if(expectations, [&wrong](const expectation& e) { return wrong.starts_with(e.option); });
  const argument* given = value_at(options, wrong);
  // A password is a secret, whatever is wrong with it.
  const bool is_shown = given != nullptr && (expected->option == "apps" || expected->option == "guestSpaces");
  const std::string shown = given == nullptr ? "?" : is_shown ? as_given(*given) : given->type;
  const std::string right = expected->option == "apps"
                                ? text_of(expected_of(wrong, value_of(options)), language, {type_names()})
                                : text_of(expected->text, language);
  return message_of(error::invalid_option, language,
                    {text_of(phrase::option_value, language, {wrong, right, shown})});
}

}  // namespace kintone::rest
