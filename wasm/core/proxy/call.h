// The rules of the arguments (P01–P14, U01–U06): from what was given to a request, or to a list of what is
// wrong.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/argument.h"
#include "core/http/field.h"
#include "core/http/method.h"
#include "core/proxy/functions.h"
#include "core/world/settings.h"

namespace kintone::proxy {

/// What the platform's URL parser says of a URL; `host` is empty where it refuses the URL.
struct location {
  argument text;
  std::string host;
  std::string port;
};

/// What a served page alone knows of its call, for its server to show. A page's word: nothing is decided by
/// it.
struct page_facts {
  /// P13: nobody would be told of a failure.
  bool drops_failure = false;
  /// P04: data was given that is not sent.
  bool ignores_body = false;
  /// G05: `data` was an object.
  bool has_object = false;
};

/// One call as JavaScript saw it.
struct call {
  /// One of `proxy_functions()`.
  const proxy_function* called = &proxy_functions().front();
  /// Of the proxy functions of plug-ins (G01): whose saved settings apply.
  argument plugin_id;
  /// The same: in which app, where that is not the one of the open screen.
  std::uint64_t app = 0;
  location url;
  argument method;
  /// With its members.
  argument headers;
  /// Where it is a file, with the members `format` and `value`.
  argument data;
  argument success_callback;
  argument failure_callback;
  /// A served page's call, at the page's server: the page tells its caller.
  bool relayed = false;
  page_facts page;
};

/// How the caller is told (P13, P14): decided before anything else, whatever else is wrong.
struct settlement {
  bool returns_promise = false;
  bool runs_success_callback = false;
  bool runs_failure_callback = false;
};

/// `none`: the method has no body. `empty`: Content-Length 0. `json`: the JSON text of `data`. `blob`:
/// `data.value`.
enum class body : std::uint8_t { none, empty, text, json, blob };

struct request {
  http::method method = http::method::get;
  std::string scheme;
  std::string host;
  std::string port;
  /// Path and query of the request line.
  std::string target;
  http::fields fields;
  body content = body::none;
  /// Bytes of a Blob.
  std::uint64_t size = 0;

  [[nodiscard]] std::string origin() const;
  [[nodiscard]] std::string url() const { return origin() + target; }
};

/// One wrong argument: its name as in the documentation (`headers.X-Id`, `data.value`), and a sentence.
struct wrong_argument {
  std::string argument;
  sentence message;
  error kind = error::invalid_argument;
};

struct warning {
  error kind;
  sentence message;
};

struct checked_call {
  kintone::proxy::request request;
  /// Empty where the call is right.
  std::vector<wrong_argument> problems;
  std::vector<warning> warnings;
  /// P04: data was given, and is not sent.
  bool ignores_body = false;
};

[[nodiscard]] settlement settle(const call& c, const world::settings& s);

[[nodiscard]] checked_call check(const call& c, const world::settings& s);

/// P03: takes `where` into `r`, or adds to `problems`.
void take_url(const location& where, locale language, request& r, std::vector<wrong_argument>& problems,
              std::vector<warning>& warnings);

}  // namespace kintone::proxy
