#include "core/site/folder.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/utf8.h"
#include "core/http/file_type.h"

namespace kintone::site {
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

/// What stands for itself in the path of a URL, the slash at the end of a folder's name too.
bool stands_for_itself(char c) {
  return ascii::is_alpha(c) || ascii::is_digit(c) ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

std::string percent_encoded(std::string_view name) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : name) {
    if (stands_for_itself(c)) {
      encoded.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded.push_back('%');
    encoded.push_back(digits[byte >> 4U]);
    encoded.push_back(digits[byte & 15U]);
  }
  return encoded;
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

std::string folder_page(std::string_view path, std::vector<std::string> names, locale language) {
  const auto is_left_out = [](std::string_view name) {
    const bool is_folder = name.ends_with('/');
    if (is_folder) name.remove_suffix(1);
    return name.empty() || !is_file_name(name) || !(is_folder || is_page(name));
  };
  names.erase(std::remove_if(names.begin(), names.end(), is_left_out), names.end());
  std::sort(names.begin(), names.end());
  const std::string title =
      html_text(text_of(phrase::folder_pages, language, {percent_decoded(path).value_or(std::string(path))}));
  std::string page = fill(
      "<!doctype html>\n<html lang=\"{0}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width\">\n<title>{1}</title>\n<h1>{1}</h1>\n",
      {language == locale::ja ? "ja" : "en", title});
  if (names.empty()) return page + fill("<p>{0}</p>\n", {text_of(phrase::folder_without_pages, language)});
  page += "<ul>\n";
  for (const std::string& name : names) {
    page += fill("<li><a href=\"./{0}\">{1}</a></li>\n", {percent_encoded(name), html_text(name)});
  }
  return page + "</ul>\n";
}

bool is_page(std::string_view name) { return http::content_type_of(name).starts_with("text/html"); }

}  // namespace kintone::site
