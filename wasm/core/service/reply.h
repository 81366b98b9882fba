// Answers of kintone's side and of its server, whole: status, field lines, body.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/http/field.h"
#include "core/world/world.h"

namespace kintone::service {

struct reply {
  int status = 200;
  http::fields fields;
  std::string body;
};

/// What every answer has: no other origin may use it, and its type is as said.
[[nodiscard]] http::fields guarded_fields();

/// Those of JSON that is never stored.
[[nodiscard]] http::fields json_fields();

/// `body` is JSON.
[[nodiscard]] reply json_reply(int status, std::string body);

/// `{"code", "id", "message"}` under the status of the error table.
[[nodiscard]] reply refusal(world::world& w, error kind, facts told = {});

/// The same for a method that a resource does not have: 405, and those that it has (RFC 9110, 15.5.6).
[[nodiscard]] reply method_refusal(world::world& w, std::string_view method, std::string_view path,
                                   std::string_view allowed);

}  // namespace kintone::service
