#include "core/world/world.h"

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/base/utf8.h"
#include "core/http/address.h"
#include "core/http/url.h"

namespace kintone::world {
namespace {

/// Sentences kept for verify(); beyond them only the number is.
constexpr std::size_t most_notes = 20;

/// Bytes of each.
constexpr std::size_t longest_note = 10'000;

/// Characters of [A-Za-z0-9]: more than 256 bits.
constexpr std::size_t session_length = 44;

entropy key_for(const settings& s, const entropy& key) { return s.seed ? entropy_from_seed(*s.seed) : key; }

/// A named host without its port; `[::1]:80`, `host:80`, `::1` and `host` are told apart.
std::string_view without_port(std::string_view named) {
  if (named.starts_with('[')) return named.substr(0, named.find(']') + 1);
  const std::size_t colon = named.find(':');
  if (colon != named.rfind(':')) return named;
  return named.substr(0, colon);
}

bool is_same_host(std::string_view named, std::string_view host) {
  if (named == host) return true;
  const auto a = http::parse_address(named);
  return a && a == http::parse_address(host);
}

}  // namespace

world::world(settings s, const entropy& key, double now)
    : settings_(std::move(s)),
      random_(key_for(settings_, key)),
      clock_(settings_.manual_clock, now),
      request_token_(issue_request_token()),
      session_(random_.alphanumeric(session_length)),
      here_(settings_.first_screen),
      plugins_(settings_.plugins) {
  here_.app = settings_.first_app;
}

bool world::accept_request_token(std::string_view given) { return tokens_.accept(given, clock_.now()); }

std::string world::issue_request_token() {
  std::string token = random_.uuid();
  tokens_.issue(token, clock_.now());
  return token;
}

std::string world::issue_settings_token(std::uint64_t app, std::string_view plugin_id) {
  std::string token = random_.uuid();
  tokens_.issue(token, clock_.now(), fill("{0} {1}", {decimal(app), plugin_id}));
  return token;
}

bool world::accept_settings_token(std::string_view given, std::uint64_t app, std::string_view plugin_id) {
  return tokens_.accept(given, clock_.now(), fill("{0} {1}", {decimal(app), plugin_id}));
}

void world::reload() {
  tokens_ = {};
  request_token_ = issue_request_token();
}

void world::reset(const entropy& key) {
  const bool was_disposed = disposed_;
  // A page's token is its server's: that of the page load, which a reset is none of (T01).
  std::string page_token = std::move(request_token_);
  // Open pages are told to load anew (T05), not to log in.
  std::string session = std::move(session_);
  std::vector<std::string> closed_ports = std::move(closed_ports_);
  const auto warned = warned_;
  *this = world(settings_, key, clock_.observed());
  warned_ = warned;
  closed_ports_ = std::move(closed_ports);
  session_ = std::move(session);
  if (settings_.relayed) request_token_ = std::move(page_token);
  disposed_ = was_disposed;
}

bool world::is_named(std::string_view host, std::string_view port) const {
  return any_of(settings_.named_hosts, [host, port](std::string_view named) {
    if (named == "*") return true;
    const std::string_view name = without_port(named);
    if (!is_same_host(name, host)) return false;
    return name.size() == named.size() || named.substr(name.size() + 1) == port;
  });
}

bool world::is_closed(std::string_view port) const {
  return any_of(closed_ports_, [port](std::string_view closed) { return closed == port; });
}

departure world::may_leave(std::string_view scheme, std::string_view host, std::string_view port) const {
  const std::string origin = std::string(scheme) + "://" + http::authority(host, port);
  if (origin == settings_.origin) return departure::own_origin;
  if (settings_.reach == network::live) return departure::allowed;
  return settings_.reach == network::named && is_named(host, http::effective_port(scheme, port))
             ? departure::allowed
             : departure::offline;
}

bool world::may_connect(std::string_view address, std::string_view port) const {
  const auto parsed = http::parse_address(address);
  if (!parsed) return false;
  if (http::is_public(*parsed)) return true;
  if (is_closed(port)) return false;
  return any_of(settings_.named_hosts, [&](std::string_view named) {
    const std::string_view name = without_port(named);
    const bool is_it =
        (name == "localhost" && http::is_loopback(*parsed)) || http::parse_address(name) == parsed;
    return is_it && (name.size() == named.size() || named.substr(name.size() + 1) == port);
  });
}

std::vector<std::string_view> world::named_with(std::string_view more) const {
  std::vector<std::string_view> names(settings_.named_hosts.begin(), settings_.named_hosts.end());
  if (settings_.reach == network::live) names.emplace_back("*");
  if (!more.empty()) names.push_back(more);
  return names;
}

std::string world::reach_text(std::string_view more) const {
  if (settings_.reach == network::offline && more.empty()) return "'offline'";
  if (settings_.reach == network::live && more.empty()) return "'live'";
  std::string text;
  for (const std::string_view named : named_with(more))
    text += fill("{0}'{1}'", {text.empty() ? "" : ", ", named});
  return "[" + text + "]";
}

bool world::is_first(error warning) {
  const auto kind = static_cast<std::size_t>(warning);
  const bool first = !warned_[kind];
  warned_.set(kind);
  return first;
}

void world::note(std::string sentence) {
  ++note_count_;
  if (notes_.size() == most_notes) return;
  sentence.resize(utf8::prefix(sentence, longest_note).size());
  notes_.push_back(std::move(sentence));
}

findings world::verify(const std::vector<std::string>& pending, bool has_notes) const {
  const std::size_t count = (has_notes ? note_count_ : 0) + pending.size();
  if (count == 0) return {};
  std::string text = message_of(error::verification_failed, language(), {decimal(count)});
  std::size_t shown = 0;
  const std::vector<std::string> none;
  for (const auto* list : {has_notes ? &notes_ : &none, &pending}) {
    for (const std::string& sentence : *list) {
      if (shown == most_notes) break;
      text += "\n- " + sentence;
      ++shown;
    }
  }
  if (count > shown) text += "\n- " + text_of(phrase::more, language(), {decimal(count - shown)});
  return {count, std::move(text)};
}

}  // namespace kintone::world
