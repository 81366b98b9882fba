// Who asks kintone's REST side (F09, F10, S02, S03): the first of password, API token, OAuth token and
// session that a request brings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/rest/fault.h"
#include "core/rest/users.h"

namespace kintone::rest {

enum class scheme : std::uint8_t { password, api_token, oauth, session };

struct identity {
  scheme by = scheme::session;
  /// With scheme::password.
  std::string login = {};
  std::optional<locale> language = {};
  /// Of API tokens: the apps that they are for; any app where none is named.
  std::vector<number> apps = {};
  /// Y07
  std::vector<app_rights> held = {};
  /// L23, of the credentials that are declared.
  fields::time_zone zone = {};
  /// S03: taken as it is, since nothing is declared that it could be compared with.
  bool is_unchecked = false;

  [[nodiscard]] bool may_use(number app) const;
  /// Y07
  [[nodiscard]] rights rights_in(number app) const;
};

/// The login user's (W05), by a session.
[[nodiscard]] identity session_of(const credentials& declared);

/// `has_session`: the request carries the login user's session (S01). What a session's request must bring
/// beside `X-Requested-With` (T04) is `token_fault`'s.
/// Into `who`, which is as it was made; `declared` must outlive it.
[[nodiscard]] verdict authenticate(const http::fields& fields, const credentials& declared, bool has_session,
                                   identity& who);

/// T03, T05: whether a request that changes something lacks its request token. `token` is the one that it
/// brought; nothing where it brought none. Accepting one makes it live on (T02). `names`: of what it brought
/// else, among which one may be misspelt.
[[nodiscard]] verdict token_fault(world::world& w, const identity& who, std::optional<std::string_view> token,
                                  const std::vector<std::string>& names = {});

/// T04: a session's request names somebody in `X-Requested-With`, whoever that is.
[[nodiscard]] bool has_requested_with(const http::fields& fields);

}  // namespace kintone::rest
