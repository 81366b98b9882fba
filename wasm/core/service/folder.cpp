#include "core/service/folder.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/utf8.h"
#include "core/service/content_type.h"

namespace kintone::service {
namespace {

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const int high = ascii::hex_value(text[i + 1]);
    const int low = ascii::hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return decoded;
}

bool is_file_name(std::string_view name) {
  return !name.starts_with('.') && name.find_first_of("/\\:") == std::string_view::npos &&
         none_of(name, ascii::is_control) && utf8::is_valid(name);
}

}  // namespace

std::optional<std::vector<std::string>> file_path(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  std::vector<std::string> names;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view raw = path.substr(0, path.find('/'));
    path.remove_prefix(raw.size());
    auto name = percent_decoded(raw);
    // An empty name stands for a folder, so only at the end.
    if (!name || !is_file_name(*name) || (name->empty() && !path.empty())) return std::nullopt;
    names.push_back(std::move(*name));
  }
  return names;
}

bool may_serve(std::string_view path) {
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('/'));
    if (name.starts_with('.')) return false;
    path.remove_prefix(std::min(path.size(), name.size() + 1));
  }
  return true;
}

bool is_page(std::string_view name) { return content_type_of(name).starts_with("text/html"); }

}  // namespace kintone::service
