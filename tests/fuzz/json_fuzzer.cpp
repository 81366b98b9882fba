// Any text as JSON: read and written as nlohmann's own reader and writer do.
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;

std::size_t depth_of(const json& value) {
  if (!value.is_structured()) return 0;
  std::size_t deepest = 0;
  for (const json& each : value) deepest = std::max(deepest, depth_of(each));
  return deepest + 1;
}

/// Numbers that 64 bits do not hold are a text here and a double there, and nlohmann refuses those beyond a
/// double.
bool has_text_number(const json& value) {
  if (value.is_structured()) return any_of(value, has_text_number);
  return value.is_binary();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const auto ours = parse_json(text);
  // nlohmann takes NUL for the end of its input.
  if (text.find('\0') != std::string_view::npos) return 0;
  const json theirs = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!ours) {
    // Deeper than 64 levels we read nothing.
    require(theirs.is_discarded() || depth_of(theirs) > 64, "what nlohmann reads is read");
    return 0;
  }
  const std::string written = json_text(*ours);
  require(fuzz::require_json(written) == *ours, "what is written is read as the same");
  if (has_text_number(*ours)) return 0;
  require(!theirs.is_discarded() && theirs == *ours, "it is read as nlohmann reads it");
  require(written == theirs.dump(), "it is written as nlohmann writes it");
  return 0;
}
