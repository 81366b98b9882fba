// Who asks kintone's REST side (F09, F10, S02, S03): the first of password, API token, OAuth token and
// session that a request brings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/rest/fault.h"
#include "core/rest/ids.h"

namespace kintone::rest {

struct user {
  std::string login;
  std::string password;
  /// F21: in which language it is answered; where nothing is said, as the request asks.
  std::optional<locale> language = {};
};

struct api_token {
  std::string token;
  number app;
};

/// The options `users` and `apiTokens`.
struct credentials {
  std::vector<user> users;
  std::vector<api_token> api_tokens;
};

enum class scheme : std::uint8_t { password, api_token, oauth, session };

struct identity {
  scheme by = scheme::session;
  /// With scheme::password.
  std::string login = {};
  std::optional<locale> language = {};
  /// Of API tokens: the apps that they are for; any app where none is named.
  std::vector<number> apps = {};
  /// S03: taken as it is, since nothing is declared that it could be compared with.
  bool is_unchecked = false;

  [[nodiscard]] bool may_use(number app) const;
};

/// `has_session`: the request carries the login user's session (S01). What a session's request must bring
/// beside `X-Requested-With` (T04) is `token_fault`'s.
/// Into `who`, which is as it was made.
[[nodiscard]] verdict authenticate(const http::fields& fields, const credentials& declared, bool has_session,
                                   identity& who);

/// T03, T05: whether a request that changes something lacks its request token. `token` is the one that it
/// brought; nothing where it brought none. Accepting one makes it live on (T02). `names`: of what it brought
/// else, among which one may be misspelt.
[[nodiscard]] verdict token_fault(world::world& w, const identity& who, std::optional<std::string_view> token,
                                  const std::vector<std::string>& names = {});

/// T04: a session's request names somebody in `X-Requested-With`, whoever that is.
[[nodiscard]] bool has_requested_with(const http::fields& fields);

/// The bytes of strict base64 (RFC 4648, 4): full groups of four, `=` only at the end, no stray bit. Nothing
/// for any other text.
[[nodiscard]] std::optional<std::string> base64_decoded(std::string_view text);

}  // namespace kintone::rest
