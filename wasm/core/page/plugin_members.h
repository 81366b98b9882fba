// The members of kintone.plugin.app that save and read settings (G02, G03, G07, G08).
#pragma once

#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/world/world.h"

namespace kintone::page {

/// A call `[member, argument, …]`, the arguments described with their members. `{"value": JSON}`: what a get
/// gives. `{"saving": number, "leadsTo"?: URL}`: `plugin::store::save` that number later, and then call the
/// callback, or go there where there is none. Else `{"message", "code"?}`: what is wrong.
[[nodiscard]] std::string plugin_text(world::world& w, const json_value& called);

/// Why something is not saved: `kind`, and what of it was wrong.
struct save_refusal {
  error kind;
  std::string fault;
};

/// What a served settings page saves, `[token, app, plug-in, member, argument, …]`, all but the member
/// described; with the request token of that page (G02, G08). A masked value stands for the one that is saved
/// by the same URL, method and name (G06). Why it is not saved; nothing where it is.
[[nodiscard]] std::optional<save_refusal> save_from_page(world::world& w, const json_value& saved);

}  // namespace kintone::page
