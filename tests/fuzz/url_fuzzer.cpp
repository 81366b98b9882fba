// Any text as a URL: against a plain reading of the rule (P03), and what goes on the wire stays in its line.
#include "core/base/ascii.h"
#include "core/http/url.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;

/// P03 in the order of its sentence instead of the parser's.
bool is_right(std::string_view text) {
  for (const char c : text) {
    if (c == ' ' || c == '\\' || ascii::is_control(c)) return false;
  }
  const std::string lowered = ascii::to_lower(text);
  const std::size_t start = lowered.starts_with("http://") ? 7 : lowered.starts_with("https://") ? 8 : 0;
  if (start == 0) return false;
  std::size_t end = start;
  while (end < text.size() && text[end] != '/' && text[end] != '?' && text[end] != '#') ++end;
  const std::string_view host = text.substr(start, end - start);
  return !host.empty() && host[0] != ':' && host.find('@') == std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const http::url parsed = http::parse_url(text);
  require((parsed.fault == http::url_fault::none) == is_right(text), "a URL is accepted as the rule says");
  if (parsed.fault != http::url_fault::none) {
    require(parsed.target.empty() && !parsed.was_encoded, "nothing is taken of a wrong URL");
    require(parsed.place <= text.size(), "the place is within the text");
    return 0;
  }
  require(parsed.target.starts_with('/'), "the target is a path");
  require(none_of(parsed.target, [](char c) { return c <= ' ' || c >= 0x7f || c == '#' || c == '\\'; }),
          "the target stays in its line and has no fragment");
  require(parsed.was_encoded == any_of(text.substr(0, text.find('#')), ascii::is_high),
          "what was encoded is said");
  require(parsed.secure == (parsed.scheme == "https"), "https is secure");
  const http::url again = http::parse_url(parsed.scheme + "://a.test" + parsed.target);
  require(again.fault == http::url_fault::none && !again.was_encoded, "a target is right");
  require(again.target == parsed.target && again.scheme == parsed.scheme, "a target is a fixed point");
  return 0;
}
