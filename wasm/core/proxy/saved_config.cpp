#include "core/proxy/saved_config.h"

#include "core/base/algorithm.h"
#include "core/base/ascii.h"

namespace kintone::proxy {

saved_config apply_saved_config(const call& c, world::world& w, request& r, std::vector<warning>& warnings) {
  saved_config added;
  if (!c.called->applies_saved_config || w.options().relayed) return added;
  const std::uint64_t app = c.app == 0 ? w.here().app : c.app;
  const std::string& url = c.url.text.text;
  const plugin::proxy_config* saved = w.plugins().applying(app, c.plugin_id.text, url, r.method);
  if (saved == nullptr) return added;
  if (plugin::ends_in_host(saved->url, url)) {
    warnings.push_back({error::warn_config_prefix,
                        sentence_of(error::warn_config_prefix, w.language(), {saved->url, r.origin()})});
  }
  for (const http::field& line : saved->headers) {
    const std::string name = ascii::to_lower(line.name);
    std::erase_if(r.fields, [&name](const http::field& each) { return ascii::to_lower(each.name) == name; });
    r.fields.push_back(line);
    added.headers.push_back(line.name);
  }
  if (http::takes_body(r.method)) added.data = saved->data;
  return added;
}

void warn_of_dropped_data(const call& c, const saved_config& s, const request& r, locale language,
                          std::vector<warning>& warnings) {
  if (s.data.empty() || r.content == body::json) return;
  warnings.push_back(
      {error::warn_saved_data_dropped, sentence_of(error::warn_saved_data_dropped, language, {c.data.type})});
}

}  // namespace kintone::proxy
