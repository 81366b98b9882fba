// Where a script is (W01): the screens of kintone, and what each knows.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/phrase.h"

namespace kintone::world {

/// A screen, as its event types name it.
struct screen_kind {
  std::string_view name;
  /// W02: whether it is of an app, and of one record.
  bool has_app = false;
  bool has_record = false;
};

/// Null where kintone has none of this name.
[[nodiscard]] const screen_kind* screen_called(std::string_view name);

/// All of them, with commas between.
[[nodiscard]] std::string screen_names();

/// Whether a screen, or an event type, is of mobile pages.
[[nodiscard]] inline bool is_mobile(std::string_view name) { return name.starts_with("mobile."); }

/// The settings of a plug-in.
inline constexpr std::string_view settings_screen = "plugin.config";

// G01, G07: where members of kintone.plugin.app work.
inline constexpr std::array<std::string_view, 11> proxy_screens = {
    "app.record.index",        "app.record.detail",        "app.record.create",
    "app.record.edit",         "app.record.print",         "app.report",
    "mobile.app.record.index", "mobile.app.record.detail", "mobile.app.record.create",
    "mobile.app.record.edit",  "mobile.app.report"};
/// All of these but the last.
inline constexpr std::span<const std::string_view> upload_screens =
    std::span<const std::string_view>(proxy_screens).first<10>();
/// Of a plug-in's own settings too.
inline constexpr std::span<const std::string_view> config_screens = upload_screens;
inline constexpr std::array<std::string_view, 1> only_settings_screen = {settings_screen};

/// The screen that is open.
struct screen {
  std::string name = "app.record.index";
  std::uint64_t app = 1;
  /// 0 where it is of no record.
  std::uint64_t record = 0;
  /// Of a settings screen: whose.
  std::string plugin_id = {};
  /// Of a list: its view, by id or name, and its query (W04); of a calendar: its month, as in `2026-04`.
  std::string view = {};
  std::string query = {};
  std::string date = {};
  /// Of a new record: it is a copy of another, of which this is the number; 0 where no test has said it.
  bool is_reuse = false;
  std::uint64_t copied = 0;
  /// Served pages open it by themselves, when their scripts have run.
  bool opens_in_pages = false;
};

/// For an advice: what shim.open needs beside the name of a screen, as `, { app: 5, id: 1 }`; of the app and
/// the record of the open one.
[[nodiscard]] std::string open_options(std::string_view name, const screen& here);

/// What is said where `member` of kintone's works `on` other screens than the one that is open.
[[nodiscard]] sentence wrong_screen(std::string_view member, std::span<const std::string_view> on,
                                    const screen& here, locale language);

}  // namespace kintone::world
