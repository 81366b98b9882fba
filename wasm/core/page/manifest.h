// What shim.load and shim.loadPlugin run (W07), and a plug-in's manifest: which of its files belong to a
// screen.
#pragma once

#include <string>
#include <string_view>

#include "core/base/argument.h"
#include "core/world/world.h"

namespace kintone::page {

/// The described arguments of shim.load, a file and `{"pluginId"}`: `{"pluginId"?}`, what
/// `kintone.$PLUGIN_ID` is while it runs. Or `{"message"}` of what is wrong.
[[nodiscard]] std::string load_text(const world::world& w, const argument& file, const argument& options);

/// What is wrong with the file that shim.loadPlugin is given, described: `{"message"}`; else `{}`.
[[nodiscard]] std::string manifest_file_text(const world::world& w, const argument& file);

/// The text of the manifest `file`, what the platform has against it as JSON, if anything, and the described
/// options of shim.loadPlugin `{"pluginId", "screen", "map": {name or URL: file}}`:
/// `{"pluginId", "html"?: file, "files": [file, …]}` in the order in which kintone loads them on the screen,
/// that which is open where none is named, a file `{"name", "isMapped"}`. Style sheets are not among them. Or
/// `{"message"}` of what is wrong.
[[nodiscard]] std::string manifest_text(const world::world& w, std::string_view file,
                                        std::string_view manifest, std::string_view not_json,
                                        const argument& options);

}  // namespace kintone::page
