#include <array>
#include <utility>

#include "core/base/number.h"
#include "core/world/settings.h"

namespace kintone::world {
namespace {

/// What of a screen is text.
constexpr std::array<std::pair<std::string_view, std::string screen::*>, 5> screen_texts = {
    {{"screen", &screen::name},
     {"settingsOf", &screen::plugin_id},
     {"view", &screen::view},
     {"query", &screen::query},
     {"date", &screen::date}}};

/// What a settings page may know of a saved config: of its values the mask alone (G06).
plugin::proxy_config masked_config(const json_value& told) {
  plugin::proxy_config c;
  c.url = string_of(member(told, "url"));
  c.method = http::parse_method(string_of(member(told, "method"))).value_or(c.method);
  for (const auto& [name, value] : members_of(member(told, "headers")))
    c.headers.push_back({name, std::string(string_of(value))});
  for (const auto& [name, value] : members_of(member(told, "data")))
    c.data.emplace_back(name, json_writer().tree(value).take());
  return c;
}

}  // namespace

std::uint64_t settings::guest_space_of(std::uint64_t app) const {
  for (const auto& [its, space] : guest_spaces) {
    if (its == app) return space;
  }
  return 0;
}

void settings::note_apps(const argument& given) {
  if (!given.members.empty()) first_app = whole_number(given.members.front().name).value_or(first_app);
  for (const argument_member& each : given.members) {
    const std::uint64_t space = whole_number(each.value["guestSpace"].text).value_or(0);
    if (space != 0) guest_spaces.emplace_back(whole_number(each.name).value_or(0), space);
  }
}

bool is_member_name(std::string_view text) {
  constexpr std::string_view first = "kintone";
  if (!text.starts_with("kintone.")) return false;
  // All shims share the one, and the other is a string.
  if (text.starts_with("kintone.Promise.") || text.starts_with("kintone.$PLUGIN_ID.")) return false;
  for (text.remove_prefix(first.size()); !text.empty();) {
    text.remove_prefix(1);
    const std::string_view name = text.substr(0, text.find('.'));
    // What would reach beyond kintone.
    if (name.empty() || name == "__proto__" || name == "constructor" || name == "prototype") return false;
    text.remove_prefix(name.size());
  }
  return true;
}

void write_page_options(json_writer& text, const settings& s, const screen& where, std::string_view plugins) {
  text.name("origin").string(s.origin).name("locale").string(s.language == locale::ja ? "ja" : "en");
  text.name("promiseWhenEither").boolean(s.promise_when_either);
  text.name("emptyObjectAsJson").boolean(s.empty_object_as_json);
  text.name("app").number(where.app).name("record").number(where.record);
  text.name("reuse").boolean(where.is_reuse).name("opens").boolean(where.opens_in_pages);
  for (const auto& [name, at] : screen_texts) text.name(name).string(where.*at);
  text.name("pluginId").string(s.plugin_id).name("plugins").json(plugins);
  text.name("upload").number(s.limits.upload);
}

settings page_settings(const json_value& told) {
  settings s;
  s.relayed = true;
  if (const std::string_view origin = string_of(member(told, "origin")); !origin.empty()) s.origin = origin;
  s.language = string_of(member(told, "locale")) == "ja" ? locale::ja : locale::en;
  s.promise_when_either = is_true(member(told, "promiseWhenEither"));
  s.empty_object_as_json = is_true(member(told, "emptyObjectAsJson"));
  s.first_app = integer_of(member(told, "app")).value_or(s.first_app);
  for (const auto& [id, its] : members_of(member(told, "apps"))) {
    const json_value& given = member(its, "guestSpace");
    const std::uint64_t space = whole_number(string_of(given)).value_or(integer_of(given).value_or(0));
    if (space != 0) s.guest_spaces.emplace_back(whole_number(id).value_or(0), space);
  }
  s.plugin_id = string_of(member(told, "pluginId"));
  if (screen& first = s.first_screen; screen_called(string_of(member(told, "screen")))) {
    for (const auto& [name, at] : screen_texts) first.*at = string_of(member(told, name));
    first.record = integer_of(member(told, "record")).value_or(0);
    first.is_reuse = is_true(member(told, "reuse"));
    first.opens_in_pages = is_true(member(told, "opens"));
  }
  std::vector<plugin::preset> plugins;
  for (const auto& [id, its] : members_of(member(told, "plugins"))) {
    plugin::preset one{id, {}, {}};
    for (const auto& [key, value] : members_of(member(its, "config"))) {
      one.config.emplace_back(key, string_of(value));
    }
    for (const json_value& each : elements_of(member(its, "proxyConfig"))) {
      one.proxy_configs.put(masked_config(each));
    }
    plugins.push_back(std::move(one));
  }
  s.plugins = std::make_shared<const std::vector<plugin::preset>>(std::move(plugins));
  s.limits.upload = integer_of(member(told, "upload")).value_or(s.limits.upload);
  return s;
}

}  // namespace kintone::world
