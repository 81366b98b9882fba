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
  for (const auto& [name, value] : c.data) text.name(name).string(mask);
  text.close('}').close('}');
}

constexpr std::string_view mask_in_data = "\"***\"";

/// The saved value of this name, a JSON text; null where there is none.
const std::string* data_called(const config& data, std::string_view name) {
  const auto* found = find_if(data, [name](const auto& one) { return one.first == name; });
  return found == nullptr ? nullptr : &found->second;
}

/// Puts what was saved before into the place of its mask.
void unmask(proxy_config& c, const proxy_config& before) {
  for (http::field& each : c.headers) {
    const std::string* saved = http::find(before.headers, each.name);
    if (each.value == mask && saved != nullptr) each.value = *saved;
  }
  for (auto& [name, value] : c.data) {
    const std::string* saved = data_called(before.data, name);
    if (value == mask_in_data && saved != nullptr) value = *saved;
  }
}

}  // namespace

const preset* store::find(std::uint64_t app, std::string_view id) const {
  for (const own& each : own_) {
    if (each.app == app && each.kept.id == id) return &each.kept;
  }
  if (!presets_) return nullptr;
  return find_if(*presets_, [id](const preset& each) { return each.id == id; });
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
  return found == nullptr ? nullptr : found->proxy_configs.saved(url, method);
}

const proxy_config* store::applying(std::uint64_t app, std::string_view id, std::string_view url,
                                    http::method method) const {
  const preset* found = find(app, id);
  return found == nullptr ? nullptr : found->proxy_configs.applying(url, method);
}

std::uint32_t store::begin(change c) {
  begun_.emplace_back(++last_, std::move(c));
  return last_;
}

bool store::is_saving_proxy_config() const {
  return any_of(begun_, [](const auto& each) { return each.second.is_of_proxy; });
}

void store::save(std::uint32_t number) {
  auto* begun = find_if(begun_, [number](const auto& each) { return each.first == number; });
  if (begun == nullptr) return;
  change c = std::move(begun->second);
  std::erase_if(begun_, [number](const auto& each) { return each.first == number; });
  preset& kept = own_of(c.app, c.id);
  if (!c.is_of_proxy) {
    kept.config = std::move(c.settings);
    return;
  }
  const proxy_config* before = kept.proxy_configs.saved(c.proxy.url, c.proxy.method);
  if (before != nullptr && c.keeps_masked) unmask(c.proxy, *before);
  kept.proxy_configs.put(std::move(c.proxy));
}

void store::write(json_writer& text, std::uint64_t app, bool has_proxy_configs) const {
  const auto write_one = [&](const preset& one) {
    write_config(text.name(one.id).open('{').name("config"), one.config);
    if (has_proxy_configs) {
      text.name("proxyConfig").open('[');
      for (const proxy_config& each : one.proxy_configs) write_masked(text, each);
      text.close(']');
    }
    text.close('}');
  };
  text.open('{');
  static const std::vector<preset> none;
  for (const preset& one : presets_ ? *presets_ : none) {
    if (find(app, one.id) == &one) write_one(one);
  }
  for (const own& one : own_) {
    if (one.app == app) write_one(one.kept);
  }
  text.close('}');
}

void store::write_view(json_writer& text, std::uint64_t app) const { write(text, app, true); }

void store::write_configs(json_writer& text, std::uint64_t app) const { write(text, app, false); }

std::string mask_of_nothing(const proxy_config& c, const proxy_config* before) {
  static const proxy_config nothing;
  const proxy_config& saved = before == nullptr ? nothing : *before;
  for (const http::field& each : c.headers) {
    if (each.value == mask && http::find(saved.headers, each.name) == nullptr) return "headers." + each.name;
  }
  for (const auto& [name, value] : c.data) {
    if (value == mask_in_data && data_called(saved.data, name) == nullptr) return "data." + name;
  }
  return {};
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
  write_data(text, c.data);
  text.close('}');
}

void write_data(json_writer& text, const config& data) {
  text.open('{');
  for (const auto& [name, value] : data) text.name(name).json(value);
  text.close('}');
}

bool ends_in_host(std::string_view prefix, std::string_view url) {
  const std::size_t slashes = url.find("//");
  const std::size_t end = std::min(url.find_first_of("/?#", slashes + 2), url.size());
  return prefix.size() < end;
}

}  // namespace kintone::plugin
