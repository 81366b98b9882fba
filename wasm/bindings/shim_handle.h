// A shim: its world, and kintone's REST side of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bindings/api_request_handle.h"
#include "bindings/described.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/http/address.h"
#include "core/page/chain_text.h"
#include "core/page/opening.h"
#include "core/page/plugin_members.h"
#include "core/page/record_screen.h"
#include "core/proxy/crossing.h"
#include "core/proxy/route.h"
#include "core/proxy/route_report.h"
#include "core/rest/declarations.h"
#include "core/rest/direct.h"
#include "core/site/site_text.h"
#include "core/world/harness.h"
#include "core/world/world.h"

namespace kintone::bindings {

inline std::string memory_fault() {
  return message_of(error::memory_full, locale::en, {decimal(process_memory)});
}

struct shim_options {
  world::settings settings;
  rest::declarations declared;
};

/// The options of createShim, or what is wrong with them.
inline result<shim_options> read_options(const std::string& text) {
  const json_value facts = parsed(text);
  auto settings = world::read_settings(facts);
  if (!settings.is_right()) return result<shim_options>::wrong(settings.fault());
  rest::declarations declared;
  std::string wrong = rest::read_declarations(read_argument(facts), settings.value().language, declared);
  if (!wrong.empty()) return result<shim_options>::wrong(std::move(wrong));
  return shim_options{std::move(settings).value(), std::move(declared)};
}

/// Owned by JavaScript, and outlives what is opened in it.
class shim_handle {
 public:
  shim_handle(shim_options options, const std::string& entropy_hex, double now)
      : unheard_(rest::unheard_of(options.declared.apps)),
        world_(std::move(options.settings), world::entropy_from_hex(entropy_hex), now),
        rest_(world_, std::move(options.declared)) {}
  shim_handle(const shim_handle&) = delete;
  shim_handle& operator=(const shim_handle&) = delete;

  [[nodiscard]] world::world& world() { return world_; }
  [[nodiscard]] rest::backend& side() { return rest_; }
  [[nodiscard]] rest::records& kept_records() { return rest_.records(); }
  /// Records that are shown a part at a time.
  struct listing {
    rest::records::found_records found = {};
    std::size_t begin = 0;
    rest::records::showing what = rest::records::showing::record;
  };
  [[nodiscard]] listing& listed() { return listed_; }
  /// Requests to the REST side that are not over.
  [[nodiscard]] std::uint32_t running() const { return rest_.running(); }

  /// `{"origin", "network", "isManual", "pluginId"?, "warnings": [line], "functions"}`: what there is to know
  /// of the options, and the proxy functions (proxy/crossing.h).
  std::string facts() {
    json_writer text;
    text.open('{').name("origin").string(world_.options().origin);
    text.name("network").string(world_.reach_text());
    text.name("isManual").boolean(world_.options().manual_clock);
    if (!world_.options().plugin_id.empty()) text.name("pluginId").string(world_.options().plugin_id);
    text.name("warnings").open('[');
    for (const rest::fields::unheard& each : unheard_) text.string(each.line(world_.language()));
    text.close(']').name("functions");
    proxy::write_functions(text);
    return text.close('}').take();
  }
  std::string requestToken() { return world_.request_token(); }
  void reload() { world_.reload(); }
  void reset(const std::string& entropy_hex) {
    world_.reset(world::entropy_from_hex(entropy_hex));
    rest_.reset();
  }
  void dispose() {
    world_.dispose();
    rest_.reset();
  }
  void observe(double now) { world_.time().observe(now); }

  /// The message where the described number is not one of milliseconds; else nothing.
  std::string advance(const std::string& milliseconds) {
    const argument given = described(milliseconds);
    const auto whole = given.is("number") ? whole_number(given.text) : std::nullopt;
    if (whole) world_.time().advance(*whole);
    return whole ? std::string() : text_of(phrase::expected_clock_step, world_.language(), {as_given(given)});
  }

  /// What a page is told by its server (`site::site`). False, and nothing changes, where `page` is none of
  /// a server's.
  bool adopt(const std::string& page) {
    const json_value facts = parsed(page);
    const json_value& token = member(facts, "requestToken");
    // Its server has told of them.
    unheard_.clear();
    if (token.is_string()) world_.adopt_request_token(std::string(string_of(token)));
    return token.is_string();
  }

  bool mayConnect(const std::string& address, const std::string& port) {
    return world_.may_connect(address, port);
  }
  bool isSameAddress(const std::string& one, const std::string& other) {
    return http::is_same_address(one, other);
  }

  /// Lets no call go to a port of the machine itself, or again.
  void holdPort(const std::string& port, bool is_held) {
    is_held ? world_.close_port(port) : world_.open_port(port);
  }

  /// `[function, argument]` of what a test says of a route, or of calls: `{"fault", "url"}` (proxy/route.h).
  std::string checkRoute(const std::string& said) {
    const json_value facts = parsed(said);
    const proxy::checked_route checked =
        proxy::check_route(string_of(element(facts, 0)), read_argument(element(facts, 1)), world_);
    json_writer text;
    text.open('{').name("fault").string(checked.fault).name("url").string(checked.url);
    return text.close('}').take();
  }

  /// `[line, …]` of `routes`, see `verify`.
  std::string pendingRoutes(const std::string& routes) {
    json_writer text;
    text.open('[');
    for (const proxy::waiting_route& each : proxy::read_waiting_routes(parsed(routes))) {
      text.string(proxy::line_of(each, world_.language()));
    }
    return text.close(']').take();
  }

  /// `{"code", "message", "count"}`, or nothing where all is well. `calls`: `[function, method, URL, …]` of
  /// those that are still on their way. `routes`: those that were not used (`read_waiting_routes`).
  /// `has_notes`: see `world::verify`.
  std::string verify(const std::string& calls, const std::string& routes, bool has_notes) {
    std::vector<std::string> pending;
    const json_value running = parsed(calls);
    for (std::size_t i = 0; i < elements_of(running).size(); i += 3) {
      pending.push_back(text_of(phrase::call_pending, world_.language(),
                                {string_of(element(running, i)), string_of(element(running, i + 1)),
                                 string_of(element(running, i + 2))}));
    }
    for (const proxy::waiting_route& each : proxy::read_waiting_routes(parsed(routes))) {
      pending.push_back(proxy::complaint_of(each, world_.language()));
    }
    const world::findings found = world_.verify(pending, has_notes);
    if (found.count == 0) return {};
    json_writer text;
    text.open('{').name("code").string(entry_of(error::verification_failed).code);
    text.name("count").number(std::uint64_t{found.count});
    return text.name("message").string(found.message).close('}').take();
  }

  /// `[name, fact, …]`: `{"code", "message"}` of what a test is told (world/harness.h).
  std::string fault(const std::string& name_and_facts) {
    const json_value list = parsed(name_and_facts);
    const auto text_at = [&list](std::size_t i) { return string_of(element(list, i)); };
    const auto [code, message] =
        world::fault_called(text_at(0), {text_at(1), text_at(2), text_at(3), text_at(4)}, world_.language());
    json_writer text;
    text.open('{').name("code").string(code);
    return text.name("message").string(message).close('}').take();
  }

  /// verify() tells this sentence: of what failed, and no code was told of.
  void note(const std::string& sentence) { world_.note_dropped_failure(sentence); }

  /// The message where the described options of waitFor are wrong; else nothing.
  std::string waitFault(const std::string& options) {
    return world::wait_options_fault(described(options), world_.language());
  }

  /// A request to the REST side: how it begins. `takeRest` hands it over.
  std::string open(http::request_head head, bool has_session) {
    opened_ = std::make_unique<api_request_handle>(rest_, std::move(head), has_session);
    return opened_->opening();
  }
  api_request_handle* takeRest() { return opened_.release(); }

  /// The reply to a request whose head has `length` characters, more than are read.
  std::string tooLongHead(double length) {
    const std::string told = decimal(static_cast<std::uint64_t>(length));
    return site::reply_text(rest::refusal(world_, error::head_too_large, {told, decimal(request_head)}));
  }

  /// The same of one that never saw a socket, or a reply.
  std::string openDirect(const std::string& head) {
    rest::direct_request r = rest::read_direct(head);
    if (auto refused = rest::direct_refusal(r, world_)) return site::reply_text(refused);
    const bool has_session = rest::has_session(r, world_);
    return open(std::move(r.head), has_session);
  }

  std::string files() { return rest_.files().view(); }
  /// Bytes.
  double diskUsage() { return static_cast<double>(rest_.files().disk_usage()); }
  /// The numbers of the files whose bytes may go.
  std::string gone() { return rest::ids_text(rest_.take_gone()); }

  /// What is wrong with the described arguments of kintone.events and shim.fire; else nothing.
  std::string eventArgumentsFault(const std::string& called) {
    return page::arguments_fault(parsed(called), world_.language());
  }
  /// What comes after a handler (page/chain_text.h).
  std::string eventTurn(const std::string& type, const std::string& what, bool is_last) {
    return page::turn_text(type, what, is_last);
  }
  /// What a chain of handlers comes to.
  std::string eventVerdict(const std::string& end) {
    return page::verdict_text(page::conclude(page::read_chain_end(parsed(end)), world_.language()), printed_);
  }

  /// Whether kintone.app.record.get or set reaches the form (page/record_screen.h).
  std::string recordAccess(const std::string& name, bool in_handler) {
    return page::record_access(world_, printed_, name, in_handler);
  }

  /// `[type, options, inPages]`: shim.open (page/opening.h). `inPages`: served pages open it by themselves.
  std::string openScreen(const std::string& given) {
    const json_value list = parsed(given);
    return page::open_text(world_, read_argument(element(list, 0)), read_argument(element(list, 1)),
                           is_true(element(list, 2)));
  }
  std::string screen() { return page::screen_text(world_); }

  /// A member of kintone.plugin.app (page/plugin_members.h), and what it saves.
  std::string plugin(const std::string& called) { return page::plugin_text(world_, parsed(called)); }
  void savePlugin(std::uint32_t number) { world_.plugins().save(number); }
  /// What is saved, masked (plugin/store.h), for the app of the open screen.
  std::string plugins() {
    json_writer text;
    world_.plugins().write_view(text, world_.here().app);
    return text.take();
  }

 private:
  /// Read before the options are taken.
  std::vector<rest::fields::unheard> unheard_;
  world::world world_;
  rest::backend rest_;
  page::printed_notices printed_;
  listing listed_;
  std::unique_ptr<api_request_handle> opened_;
};

/// Null where the options are wrong: `options_fault` says why. `now`: milliseconds.
inline shim_handle* make_shim(const std::string& options, const std::string& entropy_hex, double now) {
  if (!memory::has_room(options.size())) return nullptr;
  auto read = read_options(options);
  return read.is_right() ? new shim_handle(std::move(read).value(), entropy_hex, now) : nullptr;
}

inline std::string options_fault(const std::string& options) {
  if (!memory::has_room(options.size())) return memory_fault();
  return read_options(options).fault();
}

/// Null where `page` is none of a server's.
inline shim_handle* make_page_shim(const std::string& page, const std::string& entropy_hex, double now) {
  const json_value facts = parsed(page);
  shim_options options{world::page_settings(member(facts, "options")), {}};
  // Its server has read them: nothing can be wrong.
  (void)rest::read_declarations(member(facts, "options"), options.declared);
  auto s = std::make_unique<shim_handle>(std::move(options), entropy_hex, now);
  return s->adopt(page) ? s.release() : nullptr;
}

}  // namespace kintone::bindings
