// What the options say of kintone's side: `users`, `apiTokens`, `session`, `timeZone`, `guestSpaces`, `apps`
// (S03, Y07, L23, F11, F14).
#pragma once

#include <string>
#include <vector>

#include "core/base/argument.h"
#include "core/rest/app_declaration.h"
#include "core/rest/authentication.h"
#include "core/rest/fields/field_members.h"

namespace kintone::rest {

struct declarations {
  rest::credentials credentials;
  std::vector<number> guest_spaces;
  std::vector<declared_app> apps;
};

/// Reads `{"users"?: {login: password | {"password", "locale"?: "en" | "ja", "rights"?: {app: [right]},
/// "timeZone"?, …}}, "apiTokens"?: {token: app | {"app", "rights"?: [right]}}, "session"?: login,
/// "timeZone"?, "guestSpaces"?: [number], "apps"?: {app: an app's declaration (app_declaration.h)}}`; other
/// members are not looked at. Zones have their names, and are UTC. Gives the path of the first thing that is
/// wrong, `users.alice`, `guestSpaces[0]`, `apps.5.fields.Files`; nothing where all is well.
[[nodiscard]] std::string read_declarations(const json_value& options, declarations& d);

/// The same of the options of createShim, described, in which a zone has its offsets: milliseconds, each with
/// the minutes from then on. Gives the message that names what is wrong. Of a user or a token only the type
/// is shown: it may be a secret.
[[nodiscard]] std::string read_declarations(const argument& options, locale language, declarations& d);

/// What the forms of these apps declare without effect: each kind once.
[[nodiscard]] std::vector<fields::unheard> unheard_of(const std::vector<declared_app>& apps);

/// The types of fields, for a message: `RECORD_NUMBER, __ID__, …`.
[[nodiscard]] std::string type_names();

}  // namespace kintone::rest
