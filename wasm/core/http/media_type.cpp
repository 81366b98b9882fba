#include "core/http/media_type.h"

#include <array>

#include "core/base/ascii.h"

namespace kintone::http {
namespace {

/// Takes one parameter value from the front: a token, or a quoted-string with its quoted-pairs undone.
std::string take_value(std::string_view& rest) {
  std::string value;
  if (rest.empty() || rest.front() != '"') {
    const std::size_t end = rest.find(';');
    value = ascii::trim(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
    return value;
  }
  rest.remove_prefix(1);
  while (!rest.empty() && rest.front() != '"') {
    if (rest.front() == '\\' && rest.size() > 1) rest.remove_prefix(1);
    value.push_back(rest.front());
    rest.remove_prefix(1);
  }
  return value;
}

}  // namespace

std::string essence_of(std::string_view content_type) {
  return ascii::to_lower(ascii::trim(content_type.substr(0, content_type.find(';'))));
}

std::string charset_of(std::string_view content_type) {
  std::string_view rest = content_type;
  // Each turn goes to behind the next `;`, so a `;` in a quoted value is skipped with its value.
  for (std::size_t semicolon = rest.find(';'); semicolon != std::string_view::npos;
       semicolon = rest.find(';')) {
    rest.remove_prefix(semicolon + 1);
    const std::size_t equals = rest.find_first_of("=;");
    if (equals == std::string_view::npos) break;
    if (rest[equals] == ';') continue;
    const std::string_view name = ascii::trim(rest.substr(0, equals));
    rest.remove_prefix(equals + 1);
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
    const std::string value = take_value(rest);
    if (ascii::equals_ignoring_case(name, "charset")) return ascii::to_lower(ascii::trim(value));
  }
  return {};
}

bool is_utf8_label(std::string_view charset) {
  using namespace std::string_view_literals;
  static constexpr std::array labels = {"utf-8"sv,         "utf8"sv,          "unicode-1-1-utf-8"sv,
                                        "unicode11utf8"sv, "unicode20utf8"sv, "x-unicode20utf8"sv};
  return contains(labels, charset);
}

}  // namespace kintone::http
