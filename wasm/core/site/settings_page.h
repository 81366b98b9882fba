// The settings pages of plug-ins: `/k/admin/app/{app}/plugin/config?pluginId={id}`, as on kintone.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kintone::site {

struct settings_page {
  std::uint64_t app = 0;
  std::string_view plugin_id;
};

/// The settings page at `target`, a path with its query; nothing where it is none of one. `target` outlives
/// it.
[[nodiscard]] std::optional<settings_page> settings_page_at(std::string_view target);

}  // namespace kintone::site
