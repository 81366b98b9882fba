#include "core/http/accept_language.h"

namespace kintone::http {
namespace {

/// A weight in thousandths: `0`, `0.5`, `1`, `1.000`; what is none counts as 0.
int weight_of(std::string_view text) {
  if (text.empty() || (text.front() != '0' && text.front() != '1')) return 0;
  int weight = (text.front() - '0') * 1000;
  int place = 100;
  for (std::size_t i = 2; i < text.size() && i < 5; ++i, place /= 10) {
    if (!ascii::is_digit(text[i])) return 0;
    weight += (text[i] - '0') * place;
  }
  return weight;
}

std::optional<locale> language_named(std::string_view range) {
  const std::string_view primary = range.substr(0, range.find('-'));
  if (ascii::equals_ignoring_case(primary, "ja")) return locale::ja;
  if (ascii::equals_ignoring_case(primary, "en") || range == "*") return locale::en;
  return std::nullopt;
}

}  // namespace

std::optional<locale> accepted_language(const fields& lines) {
  std::optional<locale> best;
  int best_weight = 0;
  for (const http::field& line : lines) {
    if (!ascii::equals_ignoring_case(line.name, "accept-language")) continue;
    std::string_view rest = line.value;
    while (!rest.empty()) {
      const std::string_view one = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(rest.size(), one.size() + 1));
      const std::size_t semicolon = std::min(one.find(';'), one.size());
      const std::size_t equals = one.find('=', semicolon);
      const int weight =
          equals == std::string_view::npos ? 1000 : weight_of(ascii::trim(one.substr(equals + 1)));
      const auto named = language_named(ascii::trim(one.substr(0, semicolon)));
      if (!named || weight <= best_weight) continue;
      best = named;
      best_weight = weight;
    }
  }
  return best;
}

}  // namespace kintone::http
