#include "core/rest/declarations.h"

#include <array>

#include "core/base/ascii.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/rest/parameters.h"

namespace kintone::rest {
namespace {

using fields::misdeclaration;
using expectation = phrase;

/// What is wrong below the name of an option, or of one of its members.
misdeclaration wrong(std::string_view path, expectation expected, std::string fact = {}) {
  return {std::string(path), expected, std::move(fact)};
}

misdeclaration below(std::string_view name, misdeclaration m) {
  if (!m.is_right()) m.path = fill("{0}{1}", {name, m.path});
  return m;
}

/// Whether a request can bring it in its list (F09).
bool is_api_token(std::string_view text) {
  return !text.empty() && all_of(text, [](char c) {
    return !ascii::is_control(c) && !ascii::is_high(c) && c != ' ' && c != ',';
  });
}

/// Whether it can stand before the colon (F09).
bool is_login(std::string_view text) { return !text.empty() && text.find(':') == std::string_view::npos; }

/// Members of a user that are texts, for `getLoginUser` (W05).
constexpr std::array<std::string_view, 8> texts_of_user = {
    "name", "email", "url", "employeeNumber", "phone", "mobilePhone", "extensionNumber", "language"};
constexpr std::array<std::string_view, 5> others_of_user = {"password", "locale", "timeZone", "isGuest",
                                                            "rights"};

/// Y07: `['view', …]`.
misdeclaration read_right_list(const json_value& given, rights& held) {
  held = 0;
  if (!given.is_array()) return wrong(".rights", phrase::expected_rights, right_names());
  for (std::size_t i = 0; i < elements_of(given).size(); ++i) {
    const rights named = right_called(string_of(element(given, i)));
    const std::string path = fill(".rights[{0}]", {decimal(i)});
    if (named == 0) return wrong(path, phrase::expected_one_of, right_names());
    held = static_cast<rights>(held | named);
  }
  return {};
}

/// `{app: ['view', …]}`.
misdeclaration read_app_rights(const json_value& given, std::vector<app_rights>& held) {
  if (!given.is_null() && !given.is_object()) {
    return wrong(".rights", phrase::expected_rights_of_user, right_names());
  }
  for (const auto& [app, list] : members_of(given)) {
    const number id = whole_number(app).value_or(0);
    rights named = 0;
    const misdeclaration m = read_right_list(list, named);
    if (id == 0) return wrong(".rights." + app, phrase::expected_rights_of_user, right_names());
    constexpr std::string_view own = ".rights";
    if (!m.is_right()) return {fill(".rights.{0}{1}", {app, m.path.substr(own.size())}), m.expected, m.fact};
    held.push_back({id, named});
  }
  return {};
}

misdeclaration read_profile(const json_value& given, user& u) {
  for (const auto& [name, value] : members_of(given)) {
    const bool is_text = contains(texts_of_user, name);
    // A misspelt one would be as if it were not there.
    if (!is_text && !contains(others_of_user, name)) return wrong("." + name, phrase::expected_users);
    if (value.is_null()) continue;
    if (is_text && !value.is_string()) return wrong("." + name, phrase::expected_text);
  }
  const json_value& guest = member(given, "isGuest");
  if (!guest.is_null() && !guest.is_boolean()) return wrong(".isGuest", phrase::expected_boolean);
  if (const json_value& language = member(given, "locale"); !language.is_null()) {
    const std::string_view name = string_of(language);
    if (name != "ja" && name != "en") return wrong(".locale", phrase::expected_users);
    u.language = name == "ja" ? locale::ja : locale::en;
  } else if (const std::string_view spoken = string_of(member(given, "language")); !spoken.empty()) {
    u.language = spoken == "ja" ? locale::ja : locale::en;
  }
  if (const json_value& zone = member(given, "timeZone"); !zone.is_null()) {
    if (!zone.is_string()) return wrong(".timeZone", phrase::expected_time_zone);
    u.zone = named_zone{std::string(string_of(zone)), {}};
  }
  u.profile = given.is_object() ? given : json_value();
  if (given.is_object()) u.profile.get_ptr<json_value::object_t*>()->erase("password");
  return read_app_rights(member(given, "rights"), u.held);
}

misdeclaration read_user(const std::string& login, const json_value& given, std::vector<user>& users) {
  const json_value& password = given.is_object() ? member(given, "password") : given;
  if (!is_login(login) || !password.is_string()) return wrong(login, phrase::expected_users);
  user u{login, std::string(string_of(password)), {}};
  if (misdeclaration m = read_profile(given, u); !m.is_right()) return below(login, m);
  users.push_back(std::move(u));
  return {};
}

misdeclaration read_api_token(const std::string& token, const json_value& given,
                              std::vector<api_token>& tokens) {
  const auto app = id_of(given.is_object() ? member(given, "app") : given);
  if (!is_api_token(token) || !app) return wrong(token, phrase::expected_api_tokens);
  api_token t{token, *app};
  for (const auto& [name, value] : members_of(given)) {
    if (name != "app" && name != "rights")
      return wrong(fill("{0}.{1}", {token, name}), phrase::expected_api_tokens);
    if (name == "app" || value.is_null()) continue;
    if (misdeclaration m = read_right_list(value, t.held); !m.is_right()) return below(token, m);
  }
  tokens.push_back(std::move(t));
  return {};
}

misdeclaration read_app(const std::string& id, const json_value& given, std::vector<declared_app>& apps) {
  const number read = whole_number(id).value_or(0);
  const bool is_twice = any_of(apps, [read](const declared_app& other) { return other.id == read; });
  if (read == 0 || is_twice || !given.is_object()) return wrong(id, phrase::expected_apps, type_names());
  declared_app& app = apps.emplace_back();
  app.id = read;
  misdeclaration m = read_app(given, app);
  if (m.path == ".") return wrong(id, m.expected, type_names());
  if (m.fact.empty()) m.fact = type_names();
  return below(id, m);
}

/// Each member of the option `name`, an object, by `read` into `list`.
template <typename element>
misdeclaration read_members(const json_value& options, std::string_view name, expectation expected,
                            std::vector<element>& list,
                            misdeclaration (*read)(const std::string&, const json_value&,
                                                   std::vector<element>&)) {
  const json_value& given = member(options, name);
  if (!given.is_null() && !given.is_object()) return wrong(name, expected, type_names());
  for (const auto& [key, value] : members_of(given)) {
    const misdeclaration m = read(key, value, list);
    if (key.empty()) return wrong(fill("{0}.", {name}), expected, type_names());
    if (!m.is_right()) return wrong(fill("{0}.{1}", {name, m.path}), m.expected, m.fact);
  }
  return {};
}

misdeclaration read_spaces(const json_value& given, std::vector<number>& spaces) {
  constexpr expectation expected = phrase::expected_guest_spaces;
  if (!given.is_null() && !given.is_array()) return wrong("guestSpaces", expected);
  for (std::size_t i = 0; i < elements_of(given).size(); ++i) {
    const auto space = id_of(element(given, i));
    if (!space) return wrong(fill("guestSpaces[{0}]", {decimal(i)}), expected);
    spaces.push_back(*space);
  }
  return {};
}

/// L23: milliseconds, and minutes with a sign where they are behind.
fields::zone_offset offset_of(std::string_view from, std::string_view minutes) {
  const bool is_behind = minutes.starts_with('-');
  const auto size = static_cast<std::int32_t>(whole_number(minutes.substr(is_behind ? 1 : 0)).value_or(0));
  return {static_cast<std::int64_t>(whole_number(from).value_or(0)), is_behind ? -size : size};
}

/// S01, L23: whose session it is, and the local time of who has none of their own.
misdeclaration read_place(const json_value& options, credentials& c) {
  if (const json_value& zone = member(options, "timeZone"); !zone.is_null()) {
    if (!zone.is_string()) return wrong("timeZone", phrase::expected_time_zone);
    c.zone.name = string_of(zone);
  }
  const auto& offsets = elements_of(member(options, "offsets"));
  for (std::size_t i = 0; i + 1 < offsets.size(); i += 2) {
    c.zone.offsets.push_back(offset_of(string_of(offsets[i]), string_of(offsets[i + 1])));
  }
  c.session = string_of(member(options, "session"));
  const bool is_known = c.session.empty() || c.user_called(c.session) != nullptr;
  return is_known ? misdeclaration() : wrong("session", phrase::expected_session);
}

misdeclaration read_all(const json_value& options, declarations& d) {
  credentials& c = d.credentials;
  misdeclaration m = read_members(options, "users", phrase::expected_users, c.users, read_user);
  if (m.is_right()) {
    m = read_members(options, "apiTokens", phrase::expected_api_tokens, c.api_tokens, read_api_token);
  }
  if (m.is_right()) m = read_spaces(member(options, "guestSpaces"), d.guest_spaces);
  if (m.is_right()) m = read_members(options, "apps", phrase::expected_apps, d.apps, read_app);
  for (const declared_app& app : d.apps) {
    const bool is_there = app.space == 0 || contains(d.guest_spaces, app.space);
    if (!m.is_right() || is_there) continue;
    std::string spaces;
    for (const number each : d.guest_spaces) spaces += fill("{0}, ", {decimal(each)});
    m = wrong(fill("apps.{0}.guestSpace", {decimal(app.id)}), phrase::expected_guest_space,
              spaces + decimal(app.space));
  }
  return m.is_right() ? read_place(options, c) : m;
}

/// The offsets of a zone, as JavaScript has described it; false where the platform does not know it.
bool read_offsets(const argument& given, named_zone& zone) {
  for (const auto& [from, minutes] : given.members) {
    zone.offsets.push_back(offset_of(from, minutes.text));
  }
  return !zone.offsets.empty();
}

misdeclaration read_zones(const argument& options, credentials& c) {
  const argument& own = options["timeZone"];
  if (!own.is_absent() && !read_offsets(own, c.zone)) return wrong("timeZone", phrase::expected_time_zone);
  for (user& each : c.users) {
    if (!each.zone || read_offsets(options["users"][each.login]["timeZone"], *each.zone)) continue;
    return wrong(fill("users.{0}.timeZone", {each.login}), phrase::expected_time_zone);
  }
  return {};
}

/// The value at a path such as `apps.5.fields` or `guestSpaces[0]`, where there is one; names may have dots
/// in them.
const argument* value_at(const argument& given, std::string_view where) {
  if (where.starts_with(']')) where.remove_prefix(1);
  if (where.empty()) return &given;
  if (where.front() == '.' || where.front() == '[') where.remove_prefix(1);
  for (const argument_member& each : given.members) {
    if (!where.starts_with(each.name)) continue;
    if (const argument* found = value_at(each.value, where.substr(each.name.size()))) return found;
  }
  return nullptr;
}

}  // namespace

std::string type_names() {
  std::string names;
  for (const fields::field_type_row& each : fields::field_types()) {
    names += fill("{0}{1}", {names.empty() ? "" : ", ", each.name});
  }
  return names;
}

std::vector<fields::unheard> unheard_of(const std::vector<declared_app>& apps) {
  std::vector<fields::unheard> found;
  for (const declared_app& app : apps) {
    for (const char* name : {"properties", "fields"}) {
      const std::string path = fill("apps.{0}.{1}", {decimal(app.id), name});
      fields::find_unheard(member(app.given, name), path, found);
    }
  }
  return found;
}

std::string read_declarations(const json_value& options, declarations& d) {
  return read_all(options, d).path;
}

std::string read_declarations(const argument& options, locale language, declarations& d) {
  misdeclaration m = read_all(value_of(options), d);
  if (m.is_right()) m = read_zones(options, d.credentials);
  if (m.is_right()) return {};
  const argument* given = value_at(options, m.path);
  // A password is a secret, whatever is wrong with it; and what is wrong may be a token.
  const bool is_secret = m.expected == phrase::expected_users || m.expected == phrase::expected_api_tokens;
  const std::string shown = given == nullptr ? "undefined" : is_secret ? given->type : as_given(*given);
  const std::string right = text_of(m.expected, language, {m.fact});
  return message_of(error::invalid_option, language,
                    {text_of(phrase::option_value, language, {m.path, right, shown})});
}

}  // namespace kintone::rest
