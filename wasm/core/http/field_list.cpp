#include "core/http/field_list.h"

namespace kintone::http {

std::vector<std::string_view> elements(const fields& lines, std::string_view name, char separator) {
  std::vector<std::string_view> found;
  for (const field& line : lines) {
    if (!ascii::equals_ignoring_case(line.name, name)) continue;
    std::string_view rest = line.value;
    while (!rest.empty()) {
      const std::string_view one = rest.substr(0, rest.find(separator));
      rest.remove_prefix(std::min(rest.size(), one.size() + 1));
      if (const std::string_view element = ascii::trim(one); !element.empty()) found.push_back(element);
    }
  }
  return found;
}

}  // namespace kintone::http
