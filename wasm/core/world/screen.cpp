#include "core/world/screen.h"

#include <algorithm>

#include "core/base/algorithm.h"
#include "core/base/error.h"
#include "core/base/number.h"

namespace kintone::world {
namespace {

constexpr std::array kinds = {
    screen_kind{"app.record.index", true},
    screen_kind{"app.record.detail", true, true},
    screen_kind{"app.record.create", true},
    screen_kind{"app.record.edit", true, true},
    screen_kind{"app.record.print", true, true},
    screen_kind{"app.report", true},
    screen_kind{"portal"},
    screen_kind{"space.portal"},
    screen_kind{"mobile.app.record.index", true},
    screen_kind{"mobile.app.record.detail", true, true},
    screen_kind{"mobile.app.record.create", true},
    screen_kind{"mobile.app.record.edit", true, true},
    screen_kind{"mobile.app.report", true},
    screen_kind{"mobile.portal"},
    screen_kind{"mobile.space.portal"},
    screen_kind{settings_screen, true},
};

}  // namespace

const screen_kind* screen_called(std::string_view name) {
  return find_if(kinds, [name](const screen_kind& each) { return each.name == name; });
}

std::string screen_names() {
  std::string all;
  for (const screen_kind& each : kinds) all += fill("{0}{1}", {all.empty() ? "" : ", ", each.name});
  return all;
}

std::string open_options(std::string_view name, const screen& here) {
  const screen_kind* kind = screen_called(name);
  if (kind->name == settings_screen) return ", { pluginId: kintone.$PLUGIN_ID ?? 'my-plug-in' }";
  const std::uint64_t record = std::max<std::uint64_t>(here.record, 1);
  return kind->has_record ? fill(", { app: {0}, id: {1} }", {decimal(here.app), decimal(record)})
                          : std::string();
}

sentence wrong_screen(std::string_view member, std::span<const std::string_view> on, const screen& here,
                      locale language) {
  std::string list;
  for (const std::string_view each : on) list += fill("{0}{1}", {list.empty() ? "" : ", ", each});
  return sentence_of(error::wrong_screen, language,
                     {member, here.name, list, on.front(), open_options(on.front(), here)});
}

}  // namespace kintone::world
