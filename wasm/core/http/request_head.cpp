#include "core/http/request_head.h"

#include <utility>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/base/utf8.h"

namespace kintone::http {
namespace {

/// Between two parts of a head. No field of a request that a parser let through has it.
constexpr char separator = '\0';

/// Parts of a head in front of its fields.
constexpr std::size_t others = 6;

}  // namespace

std::optional<crossed_head> read_crossed(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  // A separator within a value would make one more.
  if (parts.size() < others || decimal(parts.size() - others) != parts[0]) return std::nullopt;
  request_head r;
  r.method = parts[1];
  r.target = parts[2];
  r.fields.reserve((parts.size() - others) / 2);
  for (std::size_t i = others; i + 1 < parts.size(); i += 2) {
    r.fields.push_back({utf8::to_latin1(parts[i]), std::string(ascii::trim(utf8::to_latin1(parts[i + 1])))});
  }
  return crossed_head{std::move(r), {parts[3], parts[4], parts[5]}};
}

}  // namespace kintone::http
