#include "core/http/content_coding.h"

#include <algorithm>

#include "core/http/field_list.h"

namespace kintone::http {
namespace {

/// More than one coding is rare, a long list is an attack: each costs a decoder.
constexpr std::size_t most_codings = 5;

}  // namespace

std::vector<std::string> codings_of(const fields& lines) {
  std::vector<std::string> codings;
  for (const std::string_view element : elements(lines, "content-encoding")) {
    std::string coding = ascii::to_lower(element);
    if (coding == "identity") continue;
    if (coding == "x-gzip") coding = "gzip";
    if (coding != "gzip" && coding != "deflate" && coding != "br") return {};
    codings.push_back(std::move(coding));
  }
  if (codings.size() > most_codings) return {};
  std::reverse(codings.begin(), codings.end());
  return codings;
}

}  // namespace kintone::http
