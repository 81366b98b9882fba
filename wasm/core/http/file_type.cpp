#include "core/http/file_type.h"

#include <array>
#include <string>

#include "core/base/ascii.h"

namespace kintone::http {
namespace {

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
    media_type{"bmp", "image/bmp"},
    media_type{"tif", "image/tiff"},
    media_type{"tiff", "image/tiff"},
    media_type{"zip", "application/zip"},
    media_type{"doc", "application/msword"},
    media_type{"xls", "application/vnd.ms-excel"},
    media_type{"ppt", "application/vnd.ms-powerpoint"},
    media_type{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    media_type{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    media_type{"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    media_type{"mp3", "audio/mpeg"},
    media_type{"mp4", "video/mp4"},
};

}  // namespace

std::string_view content_type_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return unknown_type;
  const std::string extension = ascii::to_lower(name.substr(dot + 1));
  const media_type* known =
      find_if(types, [&extension](const media_type& each) { return each.extension == extension; });
  return known == nullptr ? unknown_type : known->type;
}

}  // namespace kintone::http
