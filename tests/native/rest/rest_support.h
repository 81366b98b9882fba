// A world to ask, and what is read of its answers.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/http/reply.h"
#include "core/http/request_head.h"
#include "core/world/world.h"
#include "tests/native/support.h"

namespace kintone::rest {

using http::reply;
using http::request_head;

/// The parts of a head as they cross (http/request_head.h).
inline std::string packed(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view& part : parts) {
    if (&part != parts.begin()) text.push_back('\0');
    text += part;
  }
  return text;
}

inline world::world a_world(locale language = locale::en) {
  world::settings s;
  s.language = language;
  return {s, world::entropy_from_seed("site"), 1000};
}

inline std::string code_of(const reply& r) {
  return std::string(string_of(member(parse_json(r.body).value_or(json()), "code")));
}

}  // namespace kintone::rest
