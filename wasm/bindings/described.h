// The texts that JavaScript sends, read.
#pragma once

#include <string>

#include "core/base/argument.h"
#include "core/base/json.h"

namespace kintone::bindings {

/// They are JSON; one that is not is nothing.
inline json_value parsed(const std::string& text) { return json_or_null(text); }

/// A value that was described.
inline argument described(const std::string& text) { return read_argument(parsed(text)); }

}  // namespace kintone::bindings
