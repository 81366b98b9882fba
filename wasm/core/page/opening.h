// shim.open: which screen is to be open (W01).
#pragma once

#include <string>

#include "core/base/argument.h"
#include "core/world/world.h"

namespace kintone::page {

/// Goes to the screen `type`, with the described `options` `{"app", "id", "pluginId",
/// "view", "query", "date", "reuse"}`: `{}`. Else nothing
/// changes: `{"message"}` says what is wrong.
/// `in_pages`: served pages open it by themselves.
[[nodiscard]] std::string open_text(world::world& w, const argument& type, const argument& options,
                                    bool in_pages);

/// `{"type", "app", "id"?, "pluginId"?}` of the screen that is open: what there is of it (W02).
[[nodiscard]] std::string screen_text(const world::world& w);

}  // namespace kintone::page
