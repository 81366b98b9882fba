// The options of createShim as the cases give them, read as its JavaScript has the core read them.
#pragma once

#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include "core/world/world.h"
#include "tests/native/conformance/values.h"

namespace kintone::conformance {

inline world::entropy fresh_entropy() {
  std::random_device device;
  world::entropy key;
  for (auto& byte : key) byte = static_cast<std::uint8_t>(device());
  return key;
}

inline json written(const argument& a) {
  json members = json::array();
  for (const auto& [name, value] : a.members) members.push_back(json::array({name, written(value)}));
  return json::array({a.type, a.text, std::move(members)});
}

inline world::settings settings_of(json options) {
  if (!options.is_object()) options = json::object();
  if (!options.contains("network")) options["network"] = json::array({"127.0.0.1", "localhost"});
  const argument whole = describe_deeply(options);
  auto read = world::read_settings(json_or_null(json_text(written(whole))));
  if (!read.is_right()) throw std::logic_error(read.fault());
  return std::move(read).value();
}

}  // namespace kintone::conformance
