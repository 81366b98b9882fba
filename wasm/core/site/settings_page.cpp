#include "core/site/settings_page.h"

#include "core/base/number.h"

namespace kintone::site {

std::optional<settings_page> settings_page_at(std::string_view target) {
  constexpr std::string_view before = "/k/admin/app/";
  constexpr std::string_view behind = "/plugin/config?";
  constexpr std::string_view name = "pluginId=";
  if (!target.starts_with(before)) return std::nullopt;
  target.remove_prefix(before.size());
  const std::size_t end = target.find('/');
  if (end == std::string_view::npos || !target.substr(end).starts_with(behind)) return std::nullopt;
  const std::uint64_t app = whole_number(target.substr(0, end)).value_or(0);
  std::string_view query = target.substr(end + behind.size());
  query = query.substr(0, query.find('#'));
  while (!query.empty() && !query.starts_with(name)) {
    const std::size_t next = query.find('&');
    query = next == std::string_view::npos ? std::string_view() : query.substr(next + 1);
  }
  if (app == 0 || query.empty()) return std::nullopt;
  const std::string_view id = query.substr(name.size());
  return settings_page{app, id.substr(0, id.find('&'))};
}

}  // namespace kintone::site
