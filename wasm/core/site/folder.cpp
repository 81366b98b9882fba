#include "core/site/folder.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/percent.h"
#include "core/base/utf8.h"
#include "core/http/file_type.h"

namespace kintone::site {
namespace {

/// What stands for itself in the path of a URL, the slash at the end of a folder's name too.
bool stands_for_itself(char c) {
  return ascii::is_alpha(c) || ascii::is_digit(c) ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

std::string html_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '&':
        escaped += "&amp;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped.push_back(c);
    }
  }
  return escaped;
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
    if (!is_percent_encoded(raw)) return std::nullopt;
    std::string name = percent_decoded(raw);
    // An empty name stands for a folder, so only at the end.
    if (!is_file_name(name) || (name.empty() && !path.empty())) return std::nullopt;
    names.push_back(std::move(name));
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

std::string folder_page(std::string_view path, std::vector<std::string> names, locale language) {
  const auto is_left_out = [](std::string_view name) {
    const bool is_folder = name.ends_with('/');
    if (is_folder) name.remove_suffix(1);
    return name.empty() || !is_file_name(name) || !(is_folder || is_page(name));
  };
  names.erase(std::remove_if(names.begin(), names.end(), is_left_out), names.end());
  std::sort(names.begin(), names.end());
  const std::string title = html_text(text_of(phrase::folder_pages, language, {percent_decoded(path)}));
  std::string page = fill(
      "<!doctype html>\n<html lang=\"{0}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width\">\n<title>{1}</title>\n<h1>{1}</h1>\n",
      {language == locale::ja ? "ja" : "en", title});
  if (names.empty()) return page + fill("<p>{0}</p>\n", {text_of(phrase::folder_without_pages, language)});
  page += "<ul>\n";
  for (const std::string& name : names) {
    page += fill("<li><a href=\"./{0}\">{1}</a></li>\n",
                 {percent_encoded(name, stands_for_itself), html_text(name)});
  }
  return page + "</ul>\n";
}

bool is_page(std::string_view name) { return http::content_type_of(name).starts_with("text/html"); }

}  // namespace kintone::site
