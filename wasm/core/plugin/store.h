// What the plug-ins of a shim have saved, by app (G02 to G08). Presets are those of every app, until an app's
// own settings screen saves something.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/plugin/config.h"

namespace kintone::plugin {

/// Something that a settings screen saves, of one plug-in in one app.
struct change {
  std::uint64_t app = 0;
  std::string id;
  /// Either this, or `settings`.
  bool is_of_proxy = false;
  proxy_config proxy = {};
  config settings = {};
  /// It comes from a page, which knows the mask of what is saved: that stands for the value before.
  bool keeps_masked = false;
};

class store {
 public:
  /// `presets` may be null.
  explicit store(std::shared_ptr<const std::vector<preset>> presets) : presets_(std::move(presets)) {}

  /// G07: what the plug-in has saved in the app; empty where that is nothing.
  [[nodiscard]] const config& config_of(std::uint64_t app, std::string_view id) const;
  /// G03: by exactly this URL and method; null where there is none.
  [[nodiscard]] const proxy_config* saved(std::uint64_t app, std::string_view id, std::string_view url,
                                          http::method method) const;
  /// G04: the longest with whose URL `url` begins, case-sensitively; null where there is none.
  [[nodiscard]] const proxy_config* applying(std::uint64_t app, std::string_view id, std::string_view url,
                                             http::method method) const;

  /// G02, G08: to be saved by `save`, which gets its number.
  [[nodiscard]] std::uint32_t begin(change c);
  void save(std::uint32_t number);
  /// G09: a setProxyConfig is on its way.
  [[nodiscard]] bool is_saving_proxy_config() const;

  /// Writes `{id: {"config": {…}, "proxyConfig": [{"url", "method", "headers", "data"}, …]}}` of an app,
  /// saved values masked (G06).
  void write_view(json_writer& text, std::uint64_t app) const;
  /// Writes `{id: {"config": {…}}}` of it: what a served page may know.
  void write_configs(json_writer& text, std::uint64_t app) const;

 private:
  struct own {
    std::uint64_t app;
    preset kept;
  };

  [[nodiscard]] const preset* find(std::uint64_t app, std::string_view id) const;
  /// That of the app alone: until now the preset.
  [[nodiscard]] preset& own_of(std::uint64_t app, std::string_view id);
  void write(json_writer& text, std::uint64_t app, bool has_proxy_configs) const;

  std::shared_ptr<const std::vector<preset>> presets_;
  std::vector<own> own_;
  std::vector<std::pair<std::uint32_t, change>> begun_;
  std::uint32_t last_ = 0;
};

/// The first masked value of `c` for which nothing is saved in `before` (null: nothing is), such as
/// `headers.X`; empty where there is none (G06).
[[nodiscard]] std::string mask_of_nothing(const proxy_config& c, const proxy_config* before);

void write_config(json_writer& text, const config& c);

/// Writes `{"headers": {…}, "data": {…}}`, as they were saved.
void write_saved(json_writer& text, const proxy_config& c);

/// Writes the data of a proxy_config as an object.
void write_data(json_writer& text, const config& data);

/// G04: whether the beginning `prefix` of `url` ends within its host: another host may begin so, too.
[[nodiscard]] bool ends_in_host(std::string_view prefix, std::string_view url);

}  // namespace kintone::plugin
