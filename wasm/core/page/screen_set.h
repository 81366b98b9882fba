// On which screens a member of kintone answers (W01, W03).
#pragma once

#include <cstdint>

#include "core/base/phrase.h"
#include "core/world/world.h"

namespace kintone::page {

/// The screens, without telling PC pages from mobile ones.
enum class on : std::uint8_t { index, detail, create, edit, print, report, portal, space_portal, settings };

template <typename... screens>
constexpr unsigned set_of(screens... each) {
  return (0U | ... | (1U << static_cast<unsigned>(each)));
}

inline constexpr unsigned nowhere = 0;
inline constexpr unsigned everywhere = ~0U;
inline constexpr unsigned lists = set_of(on::index, on::report);
inline constexpr unsigned forms = set_of(on::detail, on::create, on::edit);
inline constexpr unsigned printed_forms = forms | set_of(on::print);
/// Those of an app.
inline constexpr unsigned of_app = lists | printed_forms;

struct screen_set {
  unsigned pc = nowhere;
  unsigned mobile = nowhere;
  /// Whether kintone.mobile has the member too, and that one answers on mobile screens; else the one of PC
  /// pages does.
  bool has_twin = true;
};

inline constexpr std::string_view mobile_prefix = "mobile.";

/// Whether the member of PC pages, or its mobile twin, answers on a screen. What answers everywhere does so
/// on both kinds of pages.
[[nodiscard]] bool has_screen(const screen_set& set, bool is_twin, const world::screen& here);

/// What is said of `member` on another screen.
[[nodiscard]] sentence wrong_screen_for(std::string_view member, const screen_set& set, bool is_twin,
                                        const world::world& w);

}  // namespace kintone::page
