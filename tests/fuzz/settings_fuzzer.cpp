// Any text as options: either settings that a world can live by, or a message.
#include <limits>

#include "core/base/ascii.h"
#include "core/world/world.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;

void require_right(const world::settings& s) {
  require(s.origin.starts_with("http://") || s.origin.starts_with("https://"), "an origin is absolute");
  require(s.origin == ascii::to_lower(s.origin), "an origin is in lower case");
  require(s.origin.find('/', s.origin.find("//") + 2) == std::string::npos, "an origin has no path");
  require(none_of(s.origin, [](char c) { return c <= ' ' || c >= 0x7f; }), "an origin stays in its line");
  for (const std::string& host : s.named_hosts) {
    require(!host.empty() && host == ascii::to_lower(host), "a named host is in lower case");
  }
  require(s.reach == world::network::named || s.named_hosts.empty(), "hosts are named by a list");
  const limits& l = s.limits;
  require(l.timeout > 0 && l.timeout <= std::numeric_limits<std::int32_t>::max(),
          "a timer can hold the timeout");
  require(l.response_body > 0 && l.response_header_lines > 0 && l.response_header_line > 0,
          "limits are positive");
  require(l.upload_response_header_line > 0 && l.upload > 0, "limits are positive");
}

/// Whatever is named, no special address is reached unless it is named itself.
void require_safe(const world::settings& s) {
  const world::world w(s, world::entropy{});
  (void)w.may_leave("https", "api.example.com", "8080");
  (void)w.may_connect("192.0.2.1", "80");
  const bool names_metadata = any_of(s.named_hosts, [](const std::string& host) {
    // In one of its forms: 169.254.169.254, ::ffff:a9fe:a9fe, …
    return host.find("169") != std::string::npos || host.find("a9fe") != std::string::npos;
  });
  require(names_metadata || !w.may_connect("169.254.169.254", "80"),
          "the metadata service is named or refused");
  require(utf8::is_valid(w.reach_text()), "the option network can be shown");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = world::read_settings(json_or_null(fuzz::text_of(data, size)));
  if (read.is_right()) {
    require_right(read.value());
    require_safe(read.value());
  } else {
    const std::string& message = read.fault();
    require(!message.empty() && utf8::is_valid(message), "a complaint is text");
    require(message.find("createShim") != std::string::npos, "a complaint names createShim");
  }
  return 0;
}
