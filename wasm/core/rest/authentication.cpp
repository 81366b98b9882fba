#include "core/rest/authentication.h"

#include "core/base/ascii.h"
#include "core/base/base64.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/base/utf8.h"
#include "core/http/field_list.h"
#include "core/rest/parameters.h"

namespace kintone::rest {
namespace {

/// RFC 6750, 2.1: the text of a Bearer token.
bool is_token68(std::string_view text) {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  return !text.empty() && all_of(text, [](char c) {
    return ascii::is_digit(c) || ascii::is_alpha(c) ||
           std::string_view("-._~+/").find(c) != std::string_view::npos;
  });
}

bool is_visible(char c) { return !ascii::is_control(c) && !ascii::is_high(c) && c != ' '; }

/// What is declared of a user.
void become(const credentials& declared, const user* u, identity& who) {
  who.zone = declared.zone_of(u).offsets;
  if (u == nullptr) return;
  who.language = u->language;
  who.held = u->held;
}

verdict by_password(std::string_view value, const credentials& declared, bool is_declared, identity& who) {
  who.by = scheme::password;
  const auto decoded = base64_decoded(value);
  if (!decoded || !utf8::is_valid(*decoded))
    return refuse_because(error::wrong_password, reason::not_login_and_password);
  const std::size_t colon = decoded->find(':');
  if (colon == std::string::npos || colon == 0)
    return refuse_because(error::wrong_password, reason::not_login_and_password);
  who.login = decoded->substr(0, colon);
  who.is_unchecked = !is_declared;
  if (!is_declared) return nullptr;
  const std::string_view password = std::string_view(*decoded).substr(colon + 1);
  reason why = reason::login_unknown;
  for (const user& each : declared.users) {
    if (each.login == who.login) why = reason::password_differs;
    if (each.login == who.login && world::equal_in_constant_time(each.password, password)) {
      become(declared, &each, who);
      return nullptr;
    }
  }
  return refuse_because(error::wrong_password, why, told_names({who.login}));
}

verdict by_api_tokens(const http::fields& fields, const std::vector<api_token>& known, bool is_declared,
                      identity& who) {
  who.by = scheme::api_token;
  who.is_unchecked = !is_declared;
  const std::vector<std::string_view> given = http::elements(fields, "x-cybozu-api-token");
  if (given.size() > api_tokens) {
    return refuse_because(error::illegal_request, reason::too_many_api_tokens, decimal(given.size()));
  }
  if (given.empty()) return refuse_because(error::api_token_unknown, reason::api_token_malformed);
  for (const std::string_view token : given) {
    if (!all_of(token, is_visible))
      return refuse_because(error::api_token_unknown, reason::api_token_malformed);
    if (!is_declared) continue;
    const api_token* found = nullptr;
    for (const api_token& each : known) {
      if (world::equal_in_constant_time(each.token, token)) found = &each;
    }
    if (found == nullptr) return refuse_because(error::api_token_unknown, reason::api_token_not_declared);
    if (contains(who.apps, found->app)) return refuse(error::api_token_duplicate);
    who.apps.push_back(found->app);
    who.held.push_back({found->app, found->held});
  }
  // One token is one app's, whichever that is.
  for (const std::string_view token : given) {
    if (std::count(given.begin(), given.end(), token) > 1) return refuse(error::api_token_duplicate);
  }
  return nullptr;
}

/// CB_AU01, and of which scheme the credentials are that were given.
verdict no_session(const http::fields& fields) {
  const std::string* given = http::find(fields, "authorization");
  if (given == nullptr) return refuse_because(error::not_logged_in, reason::no_credentials);
  const std::string_view value = ascii::trim(*given);
  const std::size_t blank = value.find(' ');
  // Where nothing is behind it, it may be the secret itself.
  const std::string word = blank == std::string_view::npos ? "?" : std::string(value.substr(0, blank));
  return refuse_because(error::not_logged_in, reason::authorization_not_bearer, told_names({word}));
}

/// The credentials of the fields `Authorization: Bearer`. Basic is for what stands in front of kintone (F09).
std::vector<std::string_view> bearer_tokens(const http::fields& fields) {
  std::vector<std::string_view> tokens;
  for (const http::field& line : fields) {
    if (!ascii::equals_ignoring_case(line.name, "authorization")) continue;
    const std::string_view value = ascii::trim(line.value);
    const std::string_view word = value.substr(0, value.find(' '));
    if (!ascii::equals_ignoring_case(word, "bearer")) continue;
    tokens.push_back(ascii::trim(value.substr(word.size())));
  }
  return tokens;
}

}  // namespace

bool identity::may_use(number app) const { return apps.empty() || contains(apps, app); }

rights identity::rights_in(number app) const {
  const app_rights* named = find_if(held, [app](const app_rights& each) { return each.app == app; });
  if (named != nullptr) return named->held;
  return may_use(app) ? right::all : rights{0};
}

identity session_of(const credentials& declared) {
  identity who;
  become(declared, declared.session_user(), who);
  return who;
}

verdict authenticate(const http::fields& fields, const credentials& declared, bool has_session,
                     identity& who) {
  // S03: what is declared is all there is, of either kind.
  const bool is_declared = !declared.users.empty() || !declared.api_tokens.empty();
  who.zone = declared.zone.offsets;
  if (const std::size_t lines = http::count(fields, "x-cybozu-authorization"); lines > 0) {
    // Two are one value with a comma in it (RFC 9110, 5.3).
    if (lines > 1) return refuse_because(error::wrong_password, reason::not_login_and_password);
    const std::string_view value = ascii::trim(*http::find(fields, "x-cybozu-authorization"));
    return by_password(value, declared, is_declared, who);
  }
  if (http::count(fields, "x-cybozu-api-token") > 0) {
    return by_api_tokens(fields, declared.api_tokens, is_declared, who);
  }
  if (const auto tokens = bearer_tokens(fields); !tokens.empty()) {
    who.by = scheme::oauth;
    who.is_unchecked = true;
    const bool is_good = tokens.size() == 1 && !is_declared && is_token68(tokens.front());
    const reason why = is_declared ? reason::bearer_not_declared : reason::bearer_malformed;
    return is_good ? nullptr : refuse_because(error::access_token_invalid, why);
  }
  if (!has_session) return no_session(fields);
  if (!has_requested_with(fields)) {
    return refuse_because(error::requested_with_missing, reason::no_requested_with);
  }
  who = session_of(declared);
  return nullptr;
}

verdict token_fault(world::world& w, const identity& who, std::optional<std::string_view> token,
                    const std::vector<std::string>& names) {
  if (who.by != scheme::session || (token && w.accept_request_token(*token))) return nullptr;
  if (token) return refuse_because(error::request_token_wrong, reason::request_token_stale);
  for (const std::string& name : names) {
    if (name == request_token_name)
      return refuse_because(error::request_token_wrong, reason::request_token_is_file);
  }
  for (const std::string& name : names) {
    std::string letters;
    for (const char c : name) {
      if (ascii::is_alpha(c)) letters.push_back(c);
    }
    const std::string lower = ascii::to_lower(letters);
    if (lower.find("token") != std::string::npos) {
      return refuse_because(error::request_token_wrong, reason::request_token_misspelt, told_names({name}));
    }
  }
  return refuse_because(error::request_token_wrong, reason::no_request_token);
}

bool has_requested_with(const http::fields& fields) {
  const std::string* requested_with = http::find(fields, "x-requested-with");
  return requested_with != nullptr && !ascii::trim(*requested_with).empty();
}

}  // namespace kintone::rest
