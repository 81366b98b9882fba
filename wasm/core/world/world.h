// The world of one shim: its settings, its ids and request token, what may be reached, and what shim.verify()
// reports. Nothing is shared between two worlds.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/plugin/store.h"
#include "core/world/clock.h"
#include "core/world/random.h"
#include "core/world/request_tokens.h"
#include "core/world/screen.h"
#include "core/world/settings.h"

namespace kintone::world {

/// What shim.verify() found.
struct findings {
  std::size_t count = 0;
  /// A line for each, below one that says how many; empty where all is well.
  std::string message = {};
};

/// Why a call may not leave the machine (P31, P32).
enum class departure : std::uint8_t { allowed, offline, own_origin };

class world {
 public:
  /// `now`: the platform's time in milliseconds.
  world(settings s, const entropy& key, double now = 0);

  [[nodiscard]] const settings& options() const { return settings_; }
  [[nodiscard]] locale language() const { return settings_.language; }

  /// P16: the `id` of an error, new each time.
  [[nodiscard]] std::string next_error_id() { return random_.alphanumeric(error_id_length); }

  /// W01: the screen that is open.
  [[nodiscard]] const screen& here() const { return here_; }
  void go(screen where) { here_ = std::move(where); }
  /// What the plug-ins have saved.
  [[nodiscard]] plugin::store& plugins() { return plugins_; }

  [[nodiscard]] clock& time() { return clock_; }
  /// The source of file keys.
  [[nodiscard]] random& chance() { return random_; }

  /// T01: a UUID, the same until `reload`.
  [[nodiscard]] const std::string& request_token() const { return request_token_; }
  /// T02, T05: whether `given` is a token of this world that has not died; if so it lives on.
  [[nodiscard]] bool accept_request_token(std::string_view given);
  /// Issues the token of a served page that is loaded. That of a plug-in's settings page alone may save them.
  [[nodiscard]] std::string issue_request_token();
  [[nodiscard]] std::string issue_settings_token(std::uint64_t app, std::string_view plugin_id);
  /// T02, T05: whether `given` is such a one of this app and plug-in that has not died; if so it lives on.
  [[nodiscard]] bool accept_settings_token(std::string_view given, std::uint64_t app,
                                           std::string_view plugin_id);
  /// In a served page: the token that its server issued.
  void adopt_request_token(std::string token) { request_token_ = std::move(token); }
  /// A page load: a new request token. The pages before it are gone, and so are their tokens.
  void reload();

  /// S01: the value of the login user's session cookie.
  [[nodiscard]] const std::string& session() const { return session_; }
  /// Everything as it was made. With a seed the same ids follow again; without one, `key` is fresh entropy.
  void reset(const entropy& key);
  /// No further call is answered.
  void dispose() { disposed_ = true; }
  [[nodiscard]] bool is_disposed() const { return disposed_; }

  /// P32, before a connection: may a call leave for this host? `host` as the URL parser gives it, `port`
  /// empty for the scheme's own.
  [[nodiscard]] departure may_leave(std::string_view scheme, std::string_view host,
                                    std::string_view port) const;
  /// P32, at the connected socket: its address. Only public ones, unless the address itself is named.
  [[nodiscard]] bool may_connect(std::string_view address, std::string_view port) const;
  /// Until it is opened again no call goes to this port of `localhost` or of an address that is not public,
  /// whatever is named: somebody listens there whom no page may ask.
  void close_port(std::string port) { closed_ports_.push_back(std::move(port)); }
  void open_port(std::string_view port) { std::erase(closed_ports_, port); }
  [[nodiscard]] bool is_closed(std::string_view port) const;
  /// The option `network` as written; with `more` the one that lets calls go there too, and everywhere that
  /// they could go before.
  [[nodiscard]] std::string reach_text(std::string_view more = {}) const;

  /// True the first time that this kind of warning comes up: then it is printed. A reset forgets nothing of
  /// that: it would come with each test.
  [[nodiscard]] bool is_first(error warning);

  /// P13: a failure that nobody was told of.
  void note_dropped_failure(std::string sentence) { note(std::move(sentence)); }
  /// A call that nothing was there to answer.
  void note_unmatched_call(std::string sentence) { note(std::move(sentence)); }
  /// A route whose function failed: a test's own fault, which the code under test may have swallowed.
  void note_broken_route(std::string sentence) { note(std::move(sentence)); }
  /// `pending`: a sentence for each call that is still on its way, and for each route that was not used.
  /// `has_notes`: with what was noted of calls that have ended.
  [[nodiscard]] findings verify(const std::vector<std::string>& pending = {}, bool has_notes = true) const;

  /// A test has said what the outside answers: of each call JavaScript is asked whether a route takes it.
  void declare_routes() { has_routes_ = true; }
  [[nodiscard]] bool has_routes() const { return has_routes_; }

 private:
  void note(std::string sentence);
  [[nodiscard]] std::vector<std::string_view> named_with(std::string_view more) const;
  [[nodiscard]] bool is_named(std::string_view host, std::string_view port) const;

  settings settings_;
  random random_;
  clock clock_;
  request_tokens tokens_;
  std::string request_token_;
  std::string session_;
  screen here_;
  plugin::store plugins_;
  std::vector<std::string> closed_ports_;
  std::vector<std::string> notes_;
  std::size_t note_count_ = 0;
  std::bitset<static_cast<std::size_t>(error::error_count)> warned_;
  bool has_routes_ = false;
  bool disposed_ = false;
};

}  // namespace kintone::world
