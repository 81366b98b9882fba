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

/// Numbers that 64 bits do not hold, and -0, are a text here and another number there, and nlohmann refuses
/// those beyond a double.
bool has_text_number(const json_value& value) {
  if (value.is_structured()) return any_of(value, has_text_number);
  return value.is_binary() && json::parse(number_of(value), nullptr, false).dump() != number_of(value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const auto ours = read_json(text);
  // nlohmann takes NUL for the end of its input.
  if (text.find('\0') != std::string_view::npos) return 0;
  const json theirs = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!ours) {
    // Deeper than 64 levels we read nothing.
    require(theirs.is_discarded() || depth_of(theirs) > 64, "what nlohmann reads is read");
    return 0;
  }
  const std::string written = json_writer().tree(*ours).take();
  require(json_writer().tree(json_or_null(written)).text() == written, "what is written is read as the same");
  if (has_text_number(*ours)) return 0;
  require(!theirs.is_discarded() && written == theirs.dump(), "it is read and written as nlohmann does");
  return 0;
}
