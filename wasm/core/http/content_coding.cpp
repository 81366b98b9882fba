#include "core/http/content_coding.h"

#include <algorithm>

namespace kintone::http {
namespace {

/// More than one coding is rare, a long list is an attack: each costs a decoder.
constexpr std::size_t most_codings = 5;

}  // namespace

std::vector<std::string> codings_of(const fields& lines) {
  std::vector<std::string> codings;
  for (const field& line : lines) {
    if (!ascii::equals_ignoring_case(line.name, "content-encoding")) continue;
    std::string_view rest = line.value;
    while (!rest.empty()) {
      const std::size_t comma = rest.find(',');
      std::string coding = ascii::to_lower(ascii::trim(rest.substr(0, comma)));
      rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
      if (coding.empty() || coding == "identity") continue;
      if (coding == "x-gzip") coding = "gzip";
      if (coding != "gzip" && coding != "deflate" && coding != "br") return {};
      codings.push_back(std::move(coding));
    }
  }
  if (codings.size() > most_codings) return {};
  std::reverse(codings.begin(), codings.end());
  return codings;
}

}  // namespace kintone::http
