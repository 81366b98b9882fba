#include "core/multipart/parameter.h"

#include "core/base/ascii.h"

namespace kintone::multipart {
namespace {

/// The offset of the quote that ends the quoted-string whose text begins `text`; npos where none does.
std::size_t end_of_quoted(std::string_view text) {
  std::size_t end = text.find_first_of("\"\\");
  while (end != std::string_view::npos && text[end] == '\\') end = text.find_first_of("\"\\", end + 2);
  return end;
}

}  // namespace

parameter_step take_parameter(std::string_view& rest, parameter& taken) {
  rest = ascii::trim(rest);
  if (rest.empty()) return parameter_step::end;
  if (rest.front() != ';') return parameter_step::broken;
  // RFC 9110, 5.6.6: between two `;` there may be nothing.
  while (!rest.empty() && rest.front() == ';') rest = ascii::trim(rest.substr(1));
  if (rest.empty()) return parameter_step::end;

  const std::size_t equals = rest.find('=');
  if (equals == std::string_view::npos) return parameter_step::broken;
  taken.name = rest.substr(0, equals);
  if (!ascii::is_token(taken.name)) return parameter_step::broken;
  rest.remove_prefix(equals + 1);
  if (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) return parameter_step::broken;

  taken.is_quoted = !rest.empty() && rest.front() == '"';
  if (taken.is_quoted) rest.remove_prefix(1);
  const std::size_t end = taken.is_quoted ? end_of_quoted(rest) : std::min(rest.find(';'), rest.size());
  if (end == std::string_view::npos) return parameter_step::broken;
  taken.value = taken.is_quoted ? rest.substr(0, end) : ascii::trim(rest.substr(0, end));
  rest.remove_prefix(taken.is_quoted ? end + 1 : end);
  return parameter_step::taken;
}

std::string without_quoted_pairs(std::string_view quoted) {
  std::string text;
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    if (quoted[i] == '\\' && i + 1 < quoted.size()) ++i;
    text.push_back(quoted[i]);
  }
  return text;
}

}  // namespace kintone::multipart
