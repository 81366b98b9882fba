// A plug-in's manifest: which files kintone loads on which screen (W07).
#pragma once

#include <string>
#include <string_view>

#include "core/base/argument.h"
#include "core/world/world.h"

namespace kintone::page {

/// The described `options` `{"screen", "pluginId", "map": {URL: file}}` of shim.loadPlugin, and the text of a
/// manifest: `{"pluginId", "files": [{"path", "isMapped"}, …]}` in the order in which they are loaded; style
/// sheets are not among them. Or `{"message"}` of what is wrong.
[[nodiscard]] std::string manifest_text(const world::world& w, std::string_view manifest,
                                        const argument& options);

}  // namespace kintone::page
