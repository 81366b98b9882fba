// Answers of kintone's side and of its server, whole: status, field lines, body.
#pragma once

#include <string>

#include "core/base/json.h"
#include "core/http/field.h"

namespace kintone::http {

struct reply {
  int status = 200;
  http::fields fields;
  std::string body;
};

/// What every answer has: no other origin may use it, and its type is as said.
[[nodiscard]] fields guarded_fields();

/// Those of JSON that is never stored.
[[nodiscard]] fields json_fields();

/// `body` is JSON.
[[nodiscard]] reply json_reply(int status, std::string body);

/// Its members `status` and `fields`, as JavaScript reads them.
void write_head(json_writer& text, const reply& r);
/// The same with `next`, which is "reply", and its `body`.
void write_reply(json_writer& text, const reply& r);

}  // namespace kintone::http
