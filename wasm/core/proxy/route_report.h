// What is told of routes: why none took a call, and which ones still wait for one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace kintone::proxy {

/// What a route wants and a request has, as JSON or JavaScript writes it; empty where there is nothing.
struct difference {
  /// The name of a parameter or header, the path within a JSON body; empty where the whole is meant.
  std::string place;
  std::string expected;
  std::string got;
};

/// Whether a route takes the request.
struct route_answer {
  bool is_taken = false;
  /// Where none does: the one that comes nearest, and what of it does not fit (`url`, `method`, `query`,
  /// `headers`, `body`; `times`: it is used up; `reply`: it has none). Empty where there is no route.
  std::string nearest;
  std::string misfit;
  std::vector<difference> differences;
  /// There are more than those.
  bool has_more = false;
};

/// Reads `{"taken": boolean, "nearest"?, "misfit"?, "differences"?: [[place, expected, got], …],
/// "hasMore"?}`.
[[nodiscard]] route_answer read_route_answer(const json_value& object);

/// Sentences on why no route took a request; empty where there is none.
[[nodiscard]] sentence why_none(const route_answer& told, locale language);

/// A route that was not used.
struct waiting_route {
  std::string name;
  /// How many times are left, in digits; "0" of one without a reply.
  std::string left;
  /// A call to kintone's own origin that it would fit; empty where there was none.
  std::string own_call;
};

/// Reads `[[name, left, ownCall], …]`.
[[nodiscard]] std::vector<waiting_route> read_waiting_routes(const json_value& list);

/// As shim.upstream.pending() names it.
[[nodiscard]] std::string line_of(const waiting_route& route, locale language);

/// As shim.verify() complains about it.
[[nodiscard]] std::string complaint_of(const waiting_route& route, locale language);

}  // namespace kintone::proxy
