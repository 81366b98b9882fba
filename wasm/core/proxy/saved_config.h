// G04, G05: what a plug-in has saved is added to its request.
#pragma once

#include <string>
#include <vector>

#include "core/plugin/config.h"
#include "core/proxy/call.h"
#include "core/world/world.h"

namespace kintone::proxy {

/// Of the saved settings that apply to a request: what is added to it.
struct saved_config {
  /// The names of its header fields, as they stand in the request.
  std::vector<std::string> headers;
  /// To be merged into the body.
  plugin::config data;

  [[nodiscard]] bool applies() const { return !headers.empty() || !data.empty(); }
};

/// Puts the saved headers of the plug-in that called into `r`, where they win over the caller's, whatever
/// their case. Nothing in a served page: its server has what was saved.
[[nodiscard]] saved_config apply_saved_config(const call& c, world::world& w, request& r,
                                              std::vector<warning>& warnings);

/// G05: saved data is added to an object alone: a warning where it is not sent. Requests without a body send
/// none, as is documented.
void warn_of_dropped_data(const call& c, const saved_config& s, const request& r, locale language,
                          std::vector<warning>& warnings);

}  // namespace kintone::proxy
