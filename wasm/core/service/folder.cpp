#include "core/service/folder.h"

#include <array>

#include "core/base/ascii.h"
#include "core/base/utf8.h"

namespace kintone::service {
namespace {

constexpr int no_digit = -1;

constexpr int hex_value(char c) {
  if (ascii::is_digit(c)) return c - '0';
  const char lower = ascii::lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : no_digit;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high == no_digit || low == no_digit) return std::nullopt;
    decoded.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return decoded;
}

bool is_file_name(std::string_view name) {
  return !name.starts_with('.') && name.find_first_of("/\\:") == std::string_view::npos &&
         none_of(name, ascii::is_control) && utf8::is_valid(name);
}

struct media_type {
  std::string_view extension;
  std::string_view type;
};

constexpr std::string_view unknown_type = "application/octet-stream";

constexpr std::array types = {
    media_type{"html", "text/html;charset=utf-8"},
    media_type{"htm", "text/html;charset=utf-8"},
    media_type{"js", "text/javascript;charset=utf-8"},
    media_type{"mjs", "text/javascript;charset=utf-8"},
    media_type{"css", "text/css;charset=utf-8"},
    media_type{"txt", "text/plain;charset=utf-8"},
    media_type{"csv", "text/csv; charset=UTF-8"},
    media_type{"json", "application/json"},
    media_type{"map", "application/json"},
    media_type{"xml", "application/xml"},
    media_type{"pdf", "application/pdf"},
    media_type{"wasm", "application/wasm"},
    media_type{"svg", "image/svg+xml"},
    media_type{"png", "image/png"},
    media_type{"jpg", "image/jpeg"},
    media_type{"jpeg", "image/jpeg"},
    media_type{"gif", "image/gif"},
    media_type{"webp", "image/webp"},
    media_type{"ico", "image/x-icon"},
    media_type{"woff2", "font/woff2"},
};

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

std::string_view content_type_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return unknown_type;
  const std::string extension = ascii::to_lower(name.substr(dot + 1));
  const media_type* known =
      find_if(types, [&extension](const media_type& each) { return each.extension == extension; });
  return known == nullptr ? unknown_type : known->type;
}

bool is_page(std::string_view name) { return content_type_of(name).starts_with("text/html"); }

}  // namespace kintone::service
