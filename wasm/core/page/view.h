// The views of an app, as Get Views has them, and the one that is open (W04).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/rest/ids.h"
#include "core/world/world.h"

namespace kintone::page {

/// Kintone's own view, which every app has, of all records.
inline constexpr rest::number all_records_view = 20;

struct view {
  rest::number id = all_records_view;
  std::string name = {};
  /// As in an event: "list", "calendar" or "custom".
  std::string_view type = "list";
  /// Its place among the others.
  rest::number index = 0;
  /// Null of kintone's own.
  const json_value* declared = nullptr;

  /// A member of its declaration; empty where it has none.
  [[nodiscard]] std::string_view text(std::string_view member_name) const;
};

/// Of `views`, `{name: {…}}` as Get Views has them: in their order, and kintone's own where none is.
[[nodiscard]] std::vector<view> views_of(const json_value& views, locale language);

/// The view that shim.open asked for, by its id or name, else the first; nothing where there is none of that
/// name.
[[nodiscard]] std::optional<view> view_here(const json_value& views, const world::world& w);

/// What kintone.app.getView() gives of it, or of `is_short` what getViews() gives of each (W08).
void write_view(json_writer& text, const view& v, bool is_short);

}  // namespace kintone::page
