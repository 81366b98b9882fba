#include "core/site/site.h"

#include <array>

#include "core/base/argument.h"
#include "core/base/ascii.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/http/accept_language.h"
#include "core/http/address.h"
#include "core/http/file_type.h"
#include "core/http/media_type.h"
#include "core/rest/authentication.h"
#include "core/rest/resource.h"
#include "core/site/folder.h"
#include "core/site/session.h"
#include "core/site/settings_page.h"

namespace kintone::site {
namespace {

constexpr std::string_view script_path = "/_shim/kintone.js";
constexpr std::string_view page_path = "/_shim/page.json";
constexpr std::string_view saving_path = "/_shim/plugin.json";
constexpr std::string_view plugin_path = "/_shim/plugin/";

constexpr std::string_view index_name = "index.html";
constexpr int temporary_redirect = 307;
constexpr int no_content = 204;

constexpr std::array<std::string_view, 3> loopback_hosts = {"localhost", "127.0.0.1", "[::1]"};

bool is_below(std::string_view path, std::string_view folder) {
  return path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

bool is_read(std::string_view method) { return method == "GET" || method == "HEAD"; }

/// What is read for the relay; the answer will be JSON that is never stored.
decision relayed(const proxy::proxy_function& called, std::uint64_t most) {
  return {destination::relay, {200, http::json_fields(), {}}, {}, most, false, &called};
}

decision answered(http::reply r) { return {destination::answer, std::move(r), {}, 0}; }

decision script(std::vector<std::string> names = {}) {
  const destination to = names.empty() ? destination::script : destination::plugin;
  decision d{to, {200, http::guarded_fields(), {}}, std::move(names), 0};
  d.answer.fields.push_back({"Content-Type", std::string(http::content_type_of(script_path))});
  d.answer.fields.push_back({"Cache-Control", "no-cache"});
  return d;
}

std::vector<std::string> names_of(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t end = 0; end != std::string_view::npos;
       path.remove_prefix(std::min(end + 1, path.size()))) {
    end = path.find('/');
    names.emplace_back(path.substr(0, end));
  }
  return names;
}

/// A Host field without its port.
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

std::string_view without_brackets(std::string_view host) {
  return host.starts_with('[') && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
}

http::reply with_slash(const http::request_head& r) {
  http::reply elsewhere{temporary_redirect, http::guarded_fields(), {}};
  elsewhere.fields.push_back({"Location", std::string(r.path()) + "/" + r.target.substr(r.path().size())});
  return elsewhere;
}

}  // namespace

bool site::is_known_host(const http::request_head& r) const {
  if (http::count(r.fields, "host") != 1) return false;
  const std::string host = ascii::to_lower(*http::find(r.fields, "host"));
  const std::string_view name = without_port(host);
  const std::string_view port = std::string_view(host).substr(name.size());
  if (!port.empty() && !(port.size() > 1 && port.front() == ':' && all_of(port.substr(1), ascii::is_digit)))
    return false;
  if (contains(loopback_hosts, name)) return true;
  if (!settings_.host.empty() && without_brackets(name) == without_brackets(settings_.host)) return true;
  // The address that was connected to: no name leads to it.
  const auto address = http::parse_address(name);
  return address && address == http::parse_address(r.local_address);
}

bool site::relays(const http::request_head& r) const {
  if (settings_.relays) return *settings_.relays;
  const auto named = http::parse_address(settings_.host);
  const bool is_named_loopback = settings_.host.empty() || contains(loopback_hosts, settings_.host) ||
                                 (named && http::is_loopback(*named));
  // A listener does not know what the server around it listens on: that is seen here.
  const auto connected = http::parse_address(r.local_address);
  return is_named_loopback && connected && http::is_loopback(*connected);
}

decision site::receive(const http::request_head& r) {
  const std::string_view path = r.path();
  const bool is_ours = is_below(path, "/k") || is_below(path, "/_shim");
  if (!is_ours && !settings_.has_folder) return {destination::pass, {}, {}, 0};
  if (auto refused = rest::head_refusal(r, world_)) return answered(std::move(*refused));
  if (!is_known_host(r)) {
    const std::string* host = http::find(r.fields, "host");
    std::string known = "localhost, 127.0.0.1, [::1]";
    if (!settings_.host.empty()) known += ", " + settings_.host;
    return answered(rest::refusal(world_, error::host_refused, {host == nullptr ? "-" : *host, known}));
  }
  if (const auto* called = proxy::function_relayed_at(path)) return receive_relay(r, *called);
  if (path == page_path) return receive_page(r);
  if (path == saving_path) return receive_saving(r);
  if (const auto page = settings_page_at(r.target); page && is_read(r.method)) {
    decision d{destination::settings, page_reply(r), {std::string(page->plugin_id)}, 0};
    d.answer.fields.push_back({"Content-Type", std::string(http::content_type_of(index_name))});
    d.answer.fields.push_back({"Cache-Control", "no-store"});
    return d;
  }
  if (is_below(path, "/k")) {
    if (auto refused = foreign_refusal(r, world_)) return answered(std::move(*refused));
    const bool has_session = has_session_cookie(r, world_);
    if (auto refused = has_session ? origin_missing_refusal(r, world_) : std::nullopt)
      return answered(std::move(*refused));
    return {destination::rest, {}, {}, 0, has_session};
  }
  const bool is_plugin = path.starts_with(plugin_path);
  if (is_ours && path != script_path && !is_plugin)
    return answered(rest::refusal(world_, error::not_implemented, {r.method, path, rest::simulated_paths()}));
  if (!is_read(r.method)) return answered(rest::method_refusal(world_, r.method, path, "GET, HEAD"));
  if (path == script_path || is_plugin) {
    if (auto refused = foreign_refusal(r, world_)) return answered(std::move(*refused));
    return is_plugin ? script(names_of(path.substr(plugin_path.size()))) : script();
  }
  auto names = file_path(path);
  if (!names) return answered(file(r, {}));
  return {destination::file, {}, std::move(*names), 0};
}

http::reply site::file(const http::request_head& r, std::string_view name, std::string_view real_path) {
  if (name.empty() || !may_serve(real_path)) {
    // Every browser asks for it: that there is none is nobody's fault.
    if (r.path() == "/favicon.ico") return {no_content, http::guarded_fields(), {}};
    return rest::refusal(world_, error::file_not_found, {r.path()});
  }
  // A folder asked for without the slash that its own relative links need.
  if (const auto names = file_path(r.path());
      name == index_name && names && !names->back().empty() && names->back() != name) {
    return with_slash(r);
  }
  http::reply found{200, http::guarded_fields(), {}};
  if (is_page(name)) found = page_reply(r);
  found.fields.push_back({"Content-Type", std::string(http::content_type_of(name))});
  found.fields.push_back({"Cache-Control", "no-cache"});
  return found;
}

http::reply site::page_reply(const http::request_head& r) const {
  http::reply page{200, http::guarded_fields(), {}};
  // No other site shows our pages in a frame, where it could lead the user's clicks.
  page.fields.push_back({"X-Frame-Options", "SAMEORIGIN"});
  page.fields.push_back({"Content-Security-Policy", "frame-ancestors 'self'"});
  page.fields.push_back(session_field(r, world_));
  return page;
}

http::reply site::unreadable(const http::request_head& r, std::string_view reason) {
  return rest::refusal(world_, error::file_not_readable, {r.path(), reason});
}

http::reply site::listing(const http::request_head& r, std::vector<std::string> names,
                          std::string_view real_path) {
  if (!may_serve(real_path)) return rest::refusal(world_, error::file_not_found, {r.path()});
  if (!r.path().ends_with('/')) return with_slash(r);
  http::reply page = page_reply(r);
  page.fields.push_back({"Content-Type", std::string(http::content_type_of(index_name))});
  page.fields.push_back({"Cache-Control", "no-store"});
  page.body =
      folder_page(r.path(), std::move(names), http::accepted_language(r.fields).value_or(world_.language()));
  return page;
}

// What a page of ours begins with: a request token of its own (T01), and what its rules need of our settings.
// The field is one of our own, which no form, link or <script> can send; other sites' scripts would have to
// ask first, and get no answer.
decision site::receive_page(const http::request_head& r) {
  if (r.method != "GET") return answered(rest::method_refusal(world_, r.method, r.path(), "GET"));
  if (auto refused = foreign_refusal(r, world_)) return answered(std::move(*refused));
  const std::string* asked = http::find(r.fields, "x-kintone-shim");
  if (asked == nullptr || asked->empty())
    return answered(rest::refusal(world_, error::origin_refused, {"?"}));
  const auto settings = settings_page_at(*asked);
  json_writer text;
  text.open('{').name("requestToken");
  text.string(settings ? world_.issue_settings_token(settings->app, settings->plugin_id)
                       : world_.issue_request_token());
  text.name("options").open('{');
  world::screen where = world_.here();
  // The settings of a plug-in are a page of their own.
  if (!where.plugin_id.empty()) where = {.app = where.app};
  json_writer plugins;
  if (settings) {
    where = {.name = std::string(world::settings_screen), .app = settings->app};
    where.plugin_id = settings->plugin_id;
    world_.plugins().write_view(plugins, where.app);
  } else {
    world_.plugins().write_configs(plugins, where.app);
  }
  world::write_page_options(text, world_.options(), where, plugins.text());
  if (side_ != nullptr) side_->records().write_for_page(text);
  http::reply page = http::json_reply(200, text.close('}').close('}').take());
  page.fields.push_back(session_field(r, world_));
  return answered(std::move(page));
}

// S02, of the session alone: kintone's own pages call these, with no other credentials.
std::optional<http::reply> site::session_refusal(const http::request_head& r) {
  if (!has_session_cookie(r, world_)) return rest::refusal(world_, error::not_logged_in);
  if (!rest::has_requested_with(r.fields)) return rest::refusal(world_, error::requested_with_missing);
  return std::nullopt;
}

// What a page of ours sends, with its session.
std::optional<http::reply> site::refuse_post(const http::request_head& r, std::string_view wanted) {
  if (r.method != "POST") return rest::method_refusal(world_, r.method, r.path(), "POST");
  if (auto refused = foreign_refusal(r, world_)) return refused;
  if (auto refused = origin_missing_refusal(r, world_)) return refused;
  if (auto refused = session_refusal(r)) return refused;
  const std::string* type = http::find(r.fields, "content-type");
  if (type != nullptr && http::essence_of(*type) == wanted) return std::nullopt;
  return rest::refusal(world_, error::media_type_not_supported, {wanted, type == nullptr ? "-" : *type});
}

decision site::receive_saving(const http::request_head& r) {
  // Whoever may not send requests from this machine may not say which are sent.
  if (!relays(r)) return answered(rest::refusal(world_, error::relay_off));
  if (auto refused = refuse_post(r, "application/json")) return answered(std::move(*refused));
  return {destination::save, {200, http::json_fields(), {}}, {}, relay_head};
}

http::reply site::not_saved(error kind, std::string_view fault) {
  return rest::refusal(world_, kind, {fault});
}

decision site::receive_relay(const http::request_head& r, const proxy::proxy_function& called) {
  if (!relays(r)) return answered(rest::refusal(world_, error::relay_off));
  if (auto refused = refuse_post(r, proxy::message_type(called))) return answered(std::move(*refused));
  const std::string* length = http::find(r.fields, "content-length");
  if (called.takes == proxy::data_kind::value) {
    if (length != nullptr && whole_number(*length).value_or(0) > relay_message) {
      return answered(rest::refusal(world_, error::message_too_large, {decimal(relay_message)}));
    }
    return relayed(called, relay_message);
  }
  if (length == nullptr) return answered(rest::refusal(world_, error::length_required));
  return relayed(called, relay_head);
}

std::optional<http::reply> site::refuse_head(std::uint64_t head, std::uint64_t total) {
  constexpr std::uint64_t length_bytes = 4;
  if (head > relay_head) return rest::refusal(world_, error::message_too_large, {decimal(relay_head)});
  if (total < length_bytes || head > total - length_bytes) {
    return rest::refusal(world_, error::request_malformed, {"JSON: " + decimal(head)});
  }
  return std::nullopt;
}

std::optional<http::reply> site::refuse_message(const argument& message) {
  if (message.is("longString")) {
    return rest::refusal(world_, error::message_too_large, {decimal(relay_message)});
  }
  if (!message.is("object")) {
    return rest::refusal(world_, error::request_malformed, {"JSON: " + as_given(message)});
  }
  const argument& token = message["__REQUEST_TOKEN__"];
  if (!token.is("string") || !world_.accept_request_token(token.text)) {
    return rest::refusal(world_, error::request_token_wrong);
  }
  return std::nullopt;
}

}  // namespace kintone::site
