// What a test says the outside answers (shim.upstream) or kintone's own side (shim.rest): whether it may be
// said so, and the ways in which a route's call can fail. The routes themselves are JavaScript's: they match,
// and keep the user's values.
#pragma once

#include <string>
#include <string_view>

#include "core/base/argument.h"
#include "core/base/error.h"
#include "core/world/settings.h"
#include "core/world/world.h"

namespace kintone::proxy {

/// A way for a call to end without an answer.
struct route_end {
  /// As a test names it.
  std::string_view name;
  error kind;
  /// As the platform names it; empty where the time runs out.
  std::string_view code;
};

/// Null where no end is called so.
[[nodiscard]] const route_end* end_called(std::string_view name);

/// The name of the end whose failure has this code; empty where none has.
[[nodiscard]] std::string_view end_with(std::string_view error_code);

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
/// parser says. A filter of calls ("journal.calls", "journal.waitFor") is judged in the same way.
[[nodiscard]] checked_route check_route(std::string_view function, const argument& given,
                                        const world::settings& s);

/// The same for a shim: from its first route on its calls ask for one.
[[nodiscard]] checked_route check_route(std::string_view function, const argument& given, world::world& w);

}  // namespace kintone::proxy
