#include "core/service/declarations.h"

#include <array>

#include "core/base/ascii.h"
#include "core/base/error.h"

namespace kintone::service {
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
path unknown_member(const json& given, std::initializer_list<std::string_view> known) {
  for (auto each = given.begin(); given.is_object() && each != given.end(); ++each) {
    if (!contains(known, each.key())) return "." + each.key();
  }
  return {};
}

/// As kintone writes the types of fields: `FILE`, `SINGLE_LINE_TEXT`, `__ID__`.
bool is_field_type(std::string_view text) {
  return !text.empty() && all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

path read_user(const std::string& login, const json& given, std::vector<user>& users) {
  const json& password = given.is_object() ? member(given, "password") : given;
  if (!is_login(login) || !password.is_string()) return login;
  if (const path wrong = unknown_member(given, {"password", "locale"}); !wrong.empty()) return login + wrong;
  user u{login, std::string(string_of(password)), {}};
  if (const json& language = member(given, "locale"); !language.is_null()) {
    if (language != "ja" && language != "en") return login + ".locale";
    u.language = language == "ja" ? locale::ja : locale::en;
  }
  users.push_back(std::move(u));
  return {};
}

path read_api_token(const std::string& token, const json& given, std::vector<api_token>& tokens) {
  const auto app = id_of(given);
  if (!is_api_token(token) || !app) return token;
  tokens.push_back({token, *app});
  return {};
}

path read_app(const std::string& id, const json& given, std::vector<declared_app>& apps) {
  const auto read = id_of(json(id));
  const bool is_twice = any_of(apps, [read](const declared_app& other) { return other.id == read; });
  if (!read || is_twice || !given.is_object()) return id;
  if (const path wrong = unknown_member(given, {"fields", "guestSpace"}); !wrong.empty()) return id + wrong;
  declared_app app{*read, 0, {}};
  if (const json& space = member(given, "guestSpace"); !space.is_null()) {
    const auto number = id_of(space);
    if (!number) return id + ".guestSpace";
    app.space = *number;
  }
  const json& fields = member(given, "fields");
  if (!fields.is_null() && !fields.is_object()) return id + ".fields";
  for (auto each = fields.begin(); each != fields.end(); ++each) {
    const json& type = each->is_object() ? member(*each, "type") : *each;
    if (!is_field_type(string_of(type))) return id + ".fields." + each.key();
    app.fields.emplace(each.key(), string_of(type));
  }
  apps.push_back(std::move(app));
  return {};
}

/// Each member of the option `name`, an object, by `read` into `list`.
template <typename element>
path read_members(const json& options, const std::string& name, std::vector<element>& list,
                  path (*read)(const std::string&, const json&, std::vector<element>&)) {
  const json& given = member(options, name);
  if (given.is_null()) return {};
  if (!given.is_object()) return name;
  for (auto each = given.begin(); each != given.end(); ++each) {
    if (const path wrong = read(each.key(), *each, list); !wrong.empty() || each.key().empty()) {
      return path(name).append(".").append(wrong);
    }
  }
  return {};
}

path read_spaces(const json& given, std::set<number>& spaces) {
  if (given.is_null()) return {};
  if (!given.is_array()) return "guestSpaces";
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto space = id_of(given[i]);
    if (!space) return "guestSpaces[" + std::to_string(i) + "]";
    spaces.insert(*space);
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

}  // namespace

std::variant<declarations, std::string> read_declarations(const json& options) {
  declarations d;
  path wrong = read_members(options, "users", d.credentials.users, read_user);
  if (wrong.empty()) wrong = read_members(options, "apiTokens", d.credentials.api_tokens, read_api_token);
  if (wrong.empty()) wrong = read_spaces(member(options, "guestSpaces"), d.guest_spaces);
  if (wrong.empty()) wrong = read_members(options, "apps", d.apps, read_app);
  for (const declared_app& app : d.apps) {
    const bool is_there = app.space == 0 || d.guest_spaces.contains(app.space);
    if (wrong.empty() && !is_there) wrong = "apps." + std::to_string(app.id) + ".guestSpace";
  }
  if (!wrong.empty()) return wrong;
  return d;
}

std::variant<declarations, std::string> read_declarations(const argument& options, locale language) {
  auto read = read_declarations(value_of(options));
  const auto* wrong = std::get_if<path>(&read);
  if (wrong == nullptr) return read;
  struct expectation {
    std::string_view option;
    phrase text;
  };
  static constexpr std::array<expectation, 4> expectations = {{{"users", phrase::expected_users},
                                                               {"apiTokens", phrase::expected_api_tokens},
                                                               {"guestSpaces", phrase::expected_guest_spaces},
                                                               {"apps", phrase::expected_apps}}};
  const auto* expected =
      find_if(expectations, [wrong](const expectation& e) { return wrong->starts_with(e.option); });
  const argument* given = value_at(options, *wrong);
  const std::string shown = *wrong + ": " + (given == nullptr ? "?" : given->type);
  return message_of(error::invalid_option, language,
                    {text_of(phrase::option_value, language,
                             {expected->option, text_of(expected->text, language), shown})});
}

}  // namespace kintone::service
