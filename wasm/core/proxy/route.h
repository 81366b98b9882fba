// What a test says the outside answers (shim.upstream) or kintone's own side (shim.rest): whether it may be
// said so. The routes themselves are JavaScript's: they match, and keep the user's values.
#pragma once

#include <string>
#include <string_view>

#include "core/base/argument.h"
#include "core/world/settings.h"
#include "core/world/world.h"

namespace kintone::proxy {

struct checked_route {
  /// What is wrong, a sentence; empty where nothing is.
  std::string fault;
  /// The URL as it would be sent, where an exact one is given; of `rest.get` and so on the path without
  /// `.json`.
  std::string url;
};

/// `given`: the arguments of `function` ("get", "post", "put", "delete", "intercept", "reply", "fail",
/// "times", "delay"; "at" a base, and "at(base).get" and so on its path; "body": what a matcher's function
/// said, "answer"; "rest.get", "rest.post", "rest.put", "rest.delete" a path, "rest.reply", "rest.fail") by
/// their names. An exact URL has members of its own: `host` and `port`, as the platform's
/// parser says. A filter of calls ("journal.calls", "journal.waitFor") and an answer to a
/// dialog ("dialogs.answer") are judged in the same way.
[[nodiscard]] checked_route check_route(std::string_view function, const argument& given,
                                        const world::settings& s);

/// The same for a shim: from its first route on its calls ask for one.
[[nodiscard]] checked_route check_route(std::string_view function, const argument& given, world::world& w);

}  // namespace kintone::proxy
