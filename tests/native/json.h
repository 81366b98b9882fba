// JSON in tests is read and written by nlohmann's own reader and writer, the measure of the core's.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"

namespace kintone {

/// Keeps the order of members.
using json = nlohmann::ordered_json;

/// Nothing where `text` is not JSON.
inline std::optional<json> parse_json(std::string_view text) {
  json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
  return value.is_discarded() ? std::nullopt : std::optional(std::move(value));
}

inline std::string json_text(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace kintone
