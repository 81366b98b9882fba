// kintone's proxy functions, a row each: what tells one from the others stands here and nowhere else.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/limits.h"
#include "core/base/phrase.h"
#include "core/http/method.h"

namespace kintone::proxy {

/// What `data` is: a text or a value that has a JSON text (P05–P08), or `{ format, value }` with a Blob
/// (U02, U03).
enum class data_kind : std::uint8_t { value, file };

[[nodiscard]] constexpr std::string_view name_of(data_kind d) {
  return d == data_kind::file ? "file" : "value";
}

struct proxy_function {
  /// As the documentation writes it: where customization code finds it.
  std::string_view name;
  /// The names of its arguments, in order.
  std::span<const std::string_view> parameters;
  std::span<const http::method> methods;
  /// P02, U01: what is said of any other method; `{0}`: the one that was given.
  phrase wrong_method;
  data_kind takes = data_kind::value;
  /// P21: bytes of a response field line, and how many of them get a warning.
  std::uint32_t limits::*line_limit = nullptr;
  std::uint32_t doubtful_line = UINT32_MAX;
  /// Where a served page's calls of it go: the page names this, its server answers it.
  std::string_view relay_path;
  /// G04: whether saved settings of a plug-in are added to the request.
  bool applies_saved_config = false;
  /// G01: the screens on which it may be called, as their event types name them; empty for all.
  std::span<const std::string_view> screens = {};
};

[[nodiscard]] std::span<const proxy_function> proxy_functions();

/// Null where no function is called so.
[[nodiscard]] const proxy_function* function_called(std::string_view name);

/// Null where no function's calls go there.
[[nodiscard]] const proxy_function* function_relayed_at(std::string_view path);

/// The media type of the message in which a page sends a call of it to its server.
[[nodiscard]] std::string_view message_type(const proxy_function& f);

}  // namespace kintone::proxy
