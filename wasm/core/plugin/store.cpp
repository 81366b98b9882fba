#include "core/plugin/store.h"

#include "core/base/algorithm.h"

namespace kintone::plugin {
namespace {

constexpr std::string_view mask = "***";

void write_masked(json_writer& text, const proxy_config& c) {
  text.open('{').name("url").string(c.url).name("method").string(http::name_of(c.method));
  text.name("headers").open('{');
  for (const http::field& each : c.headers) text.name(each.name).string(mask);
  text.close('}').name("data").open('{');
  for (const auto& [name, value] : members_of(c.data)) text.name(name).string(mask);
  text.close('}').close('}');
}

template <typename list>
auto same(list& all, std::string_view url, http::method method) {
  return find_if(
      all, [url, method](const proxy_config& each) { return each.url == url && each.method == method; });
}

}  // namespace

const preset* store::find(std::uint64_t app, std::string_view id) const {
  for (const own& each : own_) {
    if (each.app == app && each.kept.id == id) return &each.kept;
  }
  return find_if(presets_, [id](const preset& each) { return each.id == id; });
}

preset& store::own_of(std::uint64_t app, std::string_view id) {
  for (own& each : own_) {
    if (each.app == app && each.kept.id == id) return each.kept;
  }
  const preset* from = find(app, id);
  own_.push_back({app, from == nullptr ? preset{std::string(id), {}, {}} : *from});
  return own_.back().kept;
}

const config& store::config_of(std::uint64_t app, std::string_view id) const {
  static const config none;
  const preset* found = find(app, id);
  return found == nullptr ? none : found->config;
}

const proxy_config* store::saved(std::uint64_t app, std::string_view id, std::string_view url,
                                 http::method method) const {
  const preset* found = find(app, id);
  return found == nullptr ? nullptr : same(found->proxy_configs, url, method);
}

const proxy_config* store::applying(std::uint64_t app, std::string_view id, std::string_view url,
                                    http::method method) const {
  const preset* found = find(app, id);
  const proxy_config* longest = nullptr;
  if (found == nullptr) return longest;
  for (const proxy_config& each : found->proxy_configs) {
    const bool fits = each.method == method && url.starts_with(each.url);
    if (fits && (longest == nullptr || each.url.size() > longest->url.size())) longest = &each;
  }
  return longest;
}

std::uint32_t store::begin(change c) {
  begun_.emplace_back(++last_, std::move(c));
  return last_;
}

bool store::is_saving_proxy_config() const {
  return any_of(begun_,
                [](const auto& each) { return std::holds_alternative<proxy_config>(each.second.what); });
}

void store::save(std::uint32_t number) {
  const auto* begun = find_if(begun_, [number](const auto& each) { return each.first == number; });
  if (begun == nullptr) return;
  const change c = begun->second;
  std::erase_if(begun_, [number](const auto& each) { return each.first == number; });
  preset& kept = own_of(c.app, c.id);
  if (const auto* settings = std::get_if<config>(&c.what)) {
    kept.config = *settings;
    return;
  }
  const proxy_config& given = *std::get_if<proxy_config>(&c.what);
  if (given.is_empty()) {
    std::erase_if(kept.proxy_configs, [&given](const proxy_config& each) {
      return each.url == given.url && each.method == given.method;
    });
  } else if (proxy_config* before = same(kept.proxy_configs, given.url, given.method)) {
    *before = given;
  } else {
    kept.proxy_configs.push_back(given);
  }
}

template <typename write>
void store::write_each(json_writer& text, std::uint64_t app, write each) const {
  text.open('{');
  for (const preset& one : presets_) {
    if (find(app, one.id) == &one) each(text.name(one.id).open('{'), one);
  }
  for (const own& one : own_) {
    if (one.app == app) each(text.name(one.kept.id).open('{'), one.kept);
  }
  text.close('}');
}

void store::write_view(json_writer& text, std::uint64_t app) const {
  write_each(text, app, [](json_writer& into, const preset& one) {
    write_config(into.name("config"), one.config);
    into.name("proxyConfig").open('[');
    for (const proxy_config& each : one.proxy_configs) write_masked(into, each);
    into.close(']').close('}');
  });
}

void store::write_configs(json_writer& text, std::uint64_t app) const {
  write_each(text, app, [](json_writer& into, const preset& one) {
    write_config(into.name("config"), one.config);
    into.close('}');
  });
}

void write_config(json_writer& text, const config& c) {
  text.open('{');
  for (const auto& [key, value] : c) text.name(key).string(value);
  text.close('}');
}

void write_saved(json_writer& text, const proxy_config& c) {
  text.open('{').name("headers").open('{');
  for (const http::field& each : c.headers) text.name(each.name).string(each.value);
  text.close('}').name("data");
  if (c.data.is_null()) {
    text.open('{').close('}');
  } else {
    text.tree(c.data);
  }
  text.close('}');
}

bool ends_in_host(std::string_view prefix, std::string_view url) {
  const std::size_t slashes = url.find("//");
  const std::size_t end = std::min(url.find_first_of("/?#", slashes + 2), url.size());
  return prefix.size() < end;
}

}  // namespace kintone::plugin
