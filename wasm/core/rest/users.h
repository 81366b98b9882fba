// Who may ask kintone's REST side, as the options declare it: users and API tokens, the rights of each (Y07),
// and what a page knows of its user (W05).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/rest/fields/moment.h"
#include "core/rest/ids.h"

namespace kintone::rest {

/// Y07: rights in an app, added up.
using rights = std::uint8_t;

namespace right {
inline constexpr rights view = 1;
inline constexpr rights add = 2;
inline constexpr rights edit = 4;
inline constexpr rights remove = 8;
inline constexpr rights manage = 16;
inline constexpr rights all = 31;
/// Of what is known of an app beside its records.
inline constexpr rights any_of_form = view | add | manage;
}  // namespace right

/// The right that an option names, as `view`; 0 where there is none of this name.
[[nodiscard]] rights right_called(std::string_view name);

/// `'view', 'add', …`, for messages.
[[nodiscard]] std::string right_names();

/// An app that none of these names has all rights.
struct app_rights {
  number app;
  rights held;
};

/// L23: a zone's local time; without offsets it is UTC.
struct named_zone {
  std::string name = "UTC";
  std::vector<fields::zone_offset> offsets = {};
};

struct user {
  std::string login;
  std::string password;
  /// F21: in which language it is answered; where nothing is said, as the request asks.
  std::optional<locale> language = {};
  std::vector<app_rights> held = {};
  /// Nothing: the shim's.
  std::optional<named_zone> zone = {};
  /// W05: the other members as they are declared, `name`, `email`, …; null where there are none.
  json_value profile = {};

  [[nodiscard]] std::string_view name() const;
};

struct api_token {
  std::string token;
  number app;
  rights held = right::all;
};

/// The options `users`, `apiTokens`, `session` and `timeZone`.
struct credentials {
  std::vector<user> users;
  std::vector<api_token> api_tokens;
  named_zone zone = {};
  /// S01: whose session it is; empty of the first who is declared.
  std::string session = {};

  [[nodiscard]] const user* user_called(std::string_view login) const;
  /// The login user (W05); null where nobody is declared.
  [[nodiscard]] const user* session_user() const;
  [[nodiscard]] const named_zone& zone_of(const user* u) const {
    return u == nullptr || !u->zone ? zone : *u->zone;
  }
};

}  // namespace kintone::rest
