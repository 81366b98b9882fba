// Reads what a plug-in would save (G02, G03, G08), and the option that presets it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/argument.h"
#include "core/base/phrase.h"
#include "core/plugin/config_set.h"

namespace kintone::plugin {

/// What is wrong with something that was given: its name, and the sentence that follows it. No value of a
/// header or of data is told: it may be a secret.
struct config_fault {
  std::string where;
  sentence what;
};

/// G08: reads described settings into `read`.
[[nodiscard]] std::optional<config_fault> read_config(const argument& given, locale language, config& read);

/// G02: reads the described arguments of setProxyConfig into `read`; headers and data with their members.
[[nodiscard]] std::optional<config_fault> read_proxy_config(const argument& url, const argument& method,
                                                            const argument& headers, const argument& data,
                                                            locale language, proxy_config& read);

/// G02, G03: the two of them by which a saved one is found again.
[[nodiscard]] std::optional<config_fault> read_key(const argument& url, const argument& method,
                                                   locale language, proxy_config& read);

/// What the option `plugins` presets of one plug-in.
struct preset {
  std::string id;
  plugin::config config;
  config_set proxy_configs;
};

/// Reads the described option: `{id: {"config"?, "proxyConfig"?: [{"url", "method", "headers"?, "data"?}]}}`.
[[nodiscard]] std::optional<config_fault> read_presets(const argument& given, locale language,
                                                       std::vector<preset>& read);

}  // namespace kintone::plugin
