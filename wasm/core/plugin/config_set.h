// What a plug-in has saved (G02, G04, G08): its settings, and what kintone adds to requests of
// kintone.plugin.app.proxy.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// What a plug-in has kintone add to requests, found by the method and the URL of a request.
class config_set {
 public:
  /// G03: by exactly this URL and method; null where there is none.
  [[nodiscard]] const proxy_config* saved(std::string_view url, http::method method) const;
  /// G04: the longest with whose URL `url` begins, case-sensitively; null where there is none. Looks at few
  /// of them, however many there are.
  [[nodiscard]] const proxy_config* applying(std::string_view url, http::method method) const;
  /// G02: in the place of the one of its URL and method; an empty one takes that away.
  void put(proxy_config c);

  [[nodiscard]] auto begin() const { return all_.begin(); }
  [[nodiscard]] auto end() const { return all_.end(); }

 private:
  /// In the order of their methods and URLs.
  std::vector<proxy_config> all_;
};

}  // namespace kintone::plugin
