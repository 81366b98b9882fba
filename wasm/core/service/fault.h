// Why kintone's REST side refuses a request, and the answer that says so.
#pragma once

#include <string>
#include <vector>

#include "core/service/reply.h"

namespace kintone::service {

/// What is wrong with one parameter; `path` as in `record.Files.value`.
struct parameter_fault {
  std::string path;
  phrase why;
  std::string fact = {};
};

struct fault {
  error kind;
  /// What the message's `{0}` and `{1}` stand for.
  std::string fact = {};
  std::string other = {};
  /// With error::validation_failed.
  std::vector<parameter_fault> parameters = {};
};

/// CB_VA01 about one parameter.
[[nodiscard]] fault invalid(std::string path, phrase why, std::string fact = {});

/// `{"code", "id", "message", "errors"?}` under the status of the error table, and `X-Cybozu-Error` (F20).
[[nodiscard]] reply fault_reply(world::world& w, locale language, const fault& f);

}  // namespace kintone::service
