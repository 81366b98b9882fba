// What a plug-in has saved (G02, G04, G08): its settings, and what kintone adds to requests of
// kintone.plugin.app.proxy.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/argument.h"
#include "core/base/phrase.h"
#include "core/http/field.h"
#include "core/http/method.h"

namespace kintone::plugin {

/// Names and values, in their order (G08).
using config = std::vector<std::pair<std::string, std::string>>;

/// G02: what is added to a request whose method is this and whose URL begins so.
struct proxy_config {
  std::string url;
  http::method method = http::method::get;
  http::fields headers;
  /// Names, and JSON texts of values that are no objects and no arrays.
  config data;

  /// G02: `{}` and `{}` stand for "delete".
  [[nodiscard]] bool is_empty() const { return headers.empty() && data.empty(); }
};

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
  std::vector<proxy_config> proxy_configs;
};

/// Reads the described option: `{id: {"config"?, "proxyConfig"?: [{"url", "method", "headers"?, "data"?}]}}`.
[[nodiscard]] std::optional<config_fault> read_presets(const argument& given, locale language,
                                                       std::vector<preset>& read);

}  // namespace kintone::plugin
