// What the options say of kintone's side: `users`, `apiTokens`, `guestSpaces`, `apps` (S03, F11, F14).
#pragma once

#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/base/argument.h"
#include "core/service/records.h"

namespace kintone::service {

struct declarations {
  service::credentials credentials;
  std::set<number> guest_spaces;
  std::vector<declared_app> apps;
};

/// Reads `{"users"?: {login: password | {"password", "locale"?: "en" | "ja"}}, "apiTokens"?: {token: app},
/// "guestSpaces"?: [number], "apps"?: {app: {"fields"?: {code: type | {"type", …}}, "guestSpace"?:
/// number}}}`; other members are not looked at. Types are kintone's ("FILE"), so what Get Form Fields answers
/// will do. Where something is wrong, the path of the first such thing: `users.alice`, `guestSpaces[0]`,
/// `apps.5.fields.Files`.
[[nodiscard]] std::variant<declarations, std::string> read_declarations(const json& options);

/// The same of the options of createShim, described; the message that names what is wrong. Of a value only
/// its type is shown: it may be a password.
[[nodiscard]] std::variant<declarations, std::string> read_declarations(const argument& options,
                                                                        locale language);

}  // namespace kintone::service
