// Who asks, by which path and when: the facts of one request about records.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/rest/authentication.h"
#include "core/rest/fields/moment.h"
#include "core/rest/people.h"
#include "core/world/random.h"

namespace kintone::rest {

/// A warning beside an answer, and what its message's `{0}` and `{1}` stand for.
struct remark {
  error kind;
  std::string fact = {};
  std::string other = {};
};

struct caller {
  const identity& who;
  /// Of the path: the guest space's number, or 0 (F11).
  number space = 0;
  /// Milliseconds since 1970-01-01T00:00Z.
  std::int64_t now = 0;
  /// D10, L23.
  fields::time_zone zone = {};
  /// Of ids that nobody can guess; null where none is made.
  world::random* chance = nullptr;
  /// Y07: what is asked for wants one of these rights, and all of the others; none where there is none.
  rights any_of = 0;
  rights also = 0;
};

/// The code of who makes a record: a session is the login user's; a token is nobody's, as
/// kintone has it.
[[nodiscard]] inline std::string_view login_of(const caller& by, const people& all) {
  if (by.who.by == scheme::password) return by.who.login;
  const user* somebody = by.who.by == scheme::session ? all.session_user() : nullptr;
  return somebody != nullptr ? std::string_view(somebody->login) : std::string_view("Administrator");
}

}  // namespace kintone::rest
