#include "core/rest/file_reply.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/base64.h"
#include "core/base/number.h"
#include "core/base/utf8.h"
#include "core/http/file_type.h"

namespace kintone::rest {
namespace {

/// The bytes of `text` up to its middle, as Java counts, and not within a character.
std::size_t half_of(std::string_view text) {
  const std::uint64_t middle = utf8::utf16_length(text) / 2;
  std::size_t units = 0;
  std::size_t bytes = 0;
  while (true) {
    const std::size_t length = std::max<std::size_t>(utf8::sequence_length(text.substr(bytes)), 1);
    units += length == 4 ? 2 : 1;
    if (units > middle) return bytes;
    bytes += length;
  }
}

/// Halves until each word is short enough, as javax.mail's MimeUtility.encodeText does: real downloads have
/// several words where one would do (F17).
void append_words(std::string& words, std::string_view text) {
  constexpr std::size_t longest = 63;
  const std::size_t encoded = (text.size() + 2) / 3 * 4;
  const std::size_t half = encoded > longest ? half_of(text) : 0;
  if (half > 0) {
    append_words(words, text.substr(0, half));
    append_words(words, text.substr(half));
    return;
  }
  words += (words.empty() ? "=?UTF-8?B?" : " =?UTF-8?B?") + base64_encoded(text) + "?=";
}

}  // namespace

std::string content_disposition(std::string_view name) {
  constexpr std::string_view forbidden = "\"*:<>?|/\\";
  std::string safe;
  for (const char c : name) {
    safe.push_back(ascii::is_control(c) || forbidden.find(c) != std::string_view::npos ? '_' : c);
  }
  if (any_of(safe, ascii::is_high)) {
    std::string words;
    append_words(words, safe);
    safe = std::move(words);
  }
  return "attachment; filename=\"" + safe + "\"";
}

http::reply file_reply(const file& f) {
  http::reply r{200, http::guarded_fields(), {}};
  r.fields.push_back({"Content-Type", std::string(http::content_type_of(f.name))});
  r.fields.push_back({"Content-Disposition", content_disposition(f.name)});
  r.fields.push_back({"Content-Length", decimal(f.size)});
  r.fields.push_back({"Cache-Control", "no-store"});
  return r;
}

}  // namespace kintone::rest
