#include "core/page/screen_set.h"

#include <array>
#include <string>
#include <vector>

namespace kintone::page {
namespace {

constexpr std::array<std::string_view, 9> ends = {
    "app.record.index", "app.record.detail", "app.record.create",
    "app.record.edit",  "app.record.print",  "app.report",
    "portal",           "space.portal",      world::settings_screen};

}  // namespace

bool has_screen(const screen_set& set, bool is_twin, const world::screen& here) {
  const bool is_mobile = world::is_mobile(here.name);
  const unsigned allowed = is_twin || (is_mobile && !set.has_twin) ? set.mobile : set.pc;
  if (allowed == everywhere) return true;
  if (set.has_twin && is_twin != is_mobile) return false;
  std::string_view name = here.name;
  if (is_mobile) name.remove_prefix(mobile_prefix.size());
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (name == ends[i]) return (allowed >> i & 1U) != 0;
  }
  return false;
}

sentence wrong_screen_for(std::string_view member, const screen_set& set, bool is_twin,
                          const world::world& w) {
  std::vector<std::string> names;
  const auto add = [&names](unsigned allowed, std::string_view prefix) {
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if ((allowed >> i & 1U) != 0) names.push_back(fill("{0}{1}", {prefix, ends[i]}));
    }
  };
  if (!is_twin) add(set.pc, "");
  if (is_twin || !set.has_twin) add(set.mobile, mobile_prefix);
  const std::vector<std::string_view> views(names.begin(), names.end());
  return world::wrong_screen(member, views, w.here(), w.language());
}

}  // namespace kintone::page
