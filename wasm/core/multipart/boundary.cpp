#include "core/multipart/boundary.h"

#include "core/base/ascii.h"
#include "core/multipart/form_limits.h"
#include "core/multipart/parameter.h"

namespace kintone::multipart {
namespace {

/// RFC 2046, 5.1.1: bchars.
bool is_boundary_char(char c) {
  return ascii::is_digit(c) || ascii::is_alpha(c) ||
         std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
}

bool is_boundary(std::string_view text) {
  return !text.empty() && text.size() <= boundary_length && text.back() != ' ' &&
         all_of(text, is_boundary_char);
}

}  // namespace

std::optional<std::string> boundary_of(std::string_view content_type) {
  const std::size_t end = std::min(content_type.find(';'), content_type.size());
  if (!ascii::equals_ignoring_case(ascii::trim(content_type.substr(0, end)), "multipart/form-data")) {
    return std::nullopt;
  }
  std::string_view rest = content_type.substr(end);
  std::optional<std::string> boundary;
  parameter taken;
  parameter_step step = take_parameter(rest, taken);
  for (; step == parameter_step::taken; step = take_parameter(rest, taken)) {
    if (!ascii::equals_ignoring_case(taken.name, "boundary")) continue;
    if (boundary) return std::nullopt;
    // Unquoted it may hold what a token may not (`/`, `=`, `:`): clients forget the quotes. A blank ends it.
    if (!taken.is_quoted && taken.value.find(' ') != std::string_view::npos) return std::nullopt;
    boundary = taken.is_quoted ? without_quoted_pairs(taken.value) : std::string(taken.value);
  }
  if (step == parameter_step::broken || !boundary || !is_boundary(*boundary)) return std::nullopt;
  return boundary;
}

}  // namespace kintone::multipart
