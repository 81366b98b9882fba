// Why kintone's REST side refuses a request, and the answer that says so.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/reply.h"
#include "core/rest/reason.h"
#include "core/rest/refusal.h"

namespace kintone::rest {

/// What is wrong with one parameter or value.
struct objection {
  /// As in `record.Files.value`.
  std::string path;
  phrase why;
  /// What the phrase's `{0}` stands for.
  std::string fact = {};
};

/// All that is wrong with a request (Y04, D11), in the order in which it was judged.
using objections = std::vector<objection>;

struct fault {
  error kind;
  /// What the message's `{0}` and `{1}` stand for; its `{2}` are the paths that there are.
  std::string fact;
  std::string other;
  /// With error::validation_failed; one at least.
  objections about = {};
  /// Where the answer does not say why: what is said beside it, and its `{0}`.
  reason because = reason::none;
  std::string detail = {};
  /// Y24: which request of how many it is of; of none where these are 0.
  std::size_t place = 0;
  std::size_t requests = 0;
};

/// What is judged is right, or the first thing that is wrong with it.
using verdict = std::unique_ptr<const fault>;

[[nodiscard]] verdict refuse(error kind, std::string_view fact = {}, std::string_view other = {});

/// One whose answer does not say why.
[[nodiscard]] verdict refuse_because(error kind, reason because, std::string_view detail = {},
                                     std::string_view fact = {});

/// CB_VA01 about one parameter.
[[nodiscard]] verdict invalid(std::string_view path, phrase why, std::string_view fact = {});

/// CB_VA01 about all of them; right where there is none.
[[nodiscard]] verdict invalid(objections about);

/// `{"code", "id", "message", "errors"?}` under the status of the error table, and `X-Cybozu-Error` (F20).
[[nodiscard]] http::reply fault_reply(world::world& w, locale language, const fault& f);

}  // namespace kintone::rest
