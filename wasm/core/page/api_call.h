// kintone.api, kintone.api.url and kintone.api.urlForGet (K01, K04, K07, K08): from what was given to a
// request of kintone's REST API.
#pragma once

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/world/world.h"

namespace kintone::page {

/// A call `{"base", "path", "method", "params", "text", "ok", "failed"}` of kintone.api: `base` is the origin
/// of the page, `text` the JSON text of `params`, the other members are described. `{"returnsPromise",
/// "method", "url", "fields": [name, value, …], "body"?}` is the request that it makes, with the login user's
/// request token; or `{"returnsPromise", "error"}`: the error object's JSON text, which names each wrong
/// argument.
[[nodiscard]] std::string api_call_text(world::world& w, const json_value& called);

/// `{"base", "path", "params"?, "text"?, "guest"}` of api.url, and with `params` of api.urlForGet: `{"url"}`,
/// or `{"message"}` of what is wrong.
[[nodiscard]] std::string api_url_text(const world::world& w, const json_value& called);

}  // namespace kintone::page
