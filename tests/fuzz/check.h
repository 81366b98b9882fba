// What the fuzz targets share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/utf8.h"
#include "core/proxy/exchange.h"
#include "tests/native/json.h"

namespace kintone::fuzz {

/// Stops the run, so that the input is kept.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// What `text` crosses as, once it has crossed: JSON and UTF-8, whatever went in.
inline json require_json(const std::string& text) {
  require(utf8::is_valid(text), "what crosses is UTF-8");
  const auto value = parse_json(text);
  require(value.has_value(), "what crosses is JSON");
  return *value;
}

/// An outcome is a success with a status, or a failure with the string that kintone rejects with (P16).
inline void require_whole(const proxy::outcome& o) {
  if (o.success) {
    require(o.status >= 200, "a success has a status");
    require(o.code.empty() && o.error.empty() && o.dropped.empty(), "a success has no error");
    return;
  }
  require(!o.code.empty() && !o.body, "a failure has a code and no body");
  const json text = require_json(o.error);
  require(string_of(member(text, "code")) == o.code, "a failure's text has its code");
  require(string_of(member(text, "id")).size() == error_id_length, "a failure's text has an id");
  require(!string_of(member(text, "message")).empty(), "a failure's text has a message");
}

}  // namespace kintone::fuzz
