// What createShim(options) was told, checked.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/argument.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/plugin/config.h"
#include "core/world/screen.h"

namespace kintone::world {

/// What may be reached when nothing here answers a call (P32).
enum class network : std::uint8_t { offline, live, named };

struct settings {
  /// kintone's own origin, as `https://example.kintone.com`: calls to it never leave (P31).
  std::string origin = "https://example.kintone.com";
  locale language = locale::en;
  network reach = network::offline;
  /// With network::named: host names and IP literals in lower case, with or without a port, or `*`.
  std::vector<std::string> named_hosts;
  /// Reproducible ids and request tokens where given (T06).
  std::optional<std::string> seed;
  kintone::limits limits;
  bool follow_redirects = false;
  bool promise_when_either = false;
  bool reject_unresolved_host = false;
  bool reject_binary_response = false;
  bool empty_object_as_json = false;
  /// Time moves by shim.advance() alone.
  bool manual_clock = false;
  /// S01: a request that never saw a socket has the login user's session.
  bool session = true;
  /// W01: the app of the screen that is open at first: the first that is declared.
  std::uint64_t first_app = 1;
  /// The screen that is open at first, but for its app: in a served page its server says which.
  screen first_screen;
  /// Apps in guest spaces, each with its space's number.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> guest_spaces;
  /// The number of an app's guest space; 0 where it is in none.
  [[nodiscard]] std::uint64_t guest_space_of(std::uint64_t app) const;
  /// Takes `first_app` and `guest_spaces` of the described apps, whose forms and records kintone's side
  /// reads.
  void note_apps(const argument& apps);
  /// What `kintone.$PLUGIN_ID` is from the beginning on; empty where it is undefined.
  std::string plugin_id;
  /// What plug-ins have saved from the beginning on.
  std::shared_ptr<const std::vector<plugin::preset>> plugins;
  /// G09: a setProxyConfig fails while another one is being saved.
  bool locks_proxy_config = false;
  /// In a served page: every call goes to the page's own server, whose world decides about the network.
  bool relayed = false;
};

/// Whether a text can be the whole name of a member of kintone, as in `kintone.app.getQuery`.
[[nodiscard]] bool is_member_name(std::string_view text);

/// Reads the described options `{name: argument}`. A message that names the option where one is unknown or
/// wrong.
[[nodiscard]] result<settings> read_settings(const json_value& options);

/// Writes members of an object: what a served page needs of its server's settings, for its own rules, read by
/// `page_settings`. `where`: its screen; `plugins`: what its plug-ins have saved, as `{id: {"config",
/// "proxyConfig"?}}`, secrets masked (plugin/store.h).
void write_page_options(json_writer& text, const settings& s, const screen& where, std::string_view plugins);
/// The settings of a served page; of its `apps` (rest/records.h) their guest spaces alone. Members that are
/// missing or wrong are left as they are by default.
[[nodiscard]] settings page_settings(const json_value& told);

}  // namespace kintone::world
