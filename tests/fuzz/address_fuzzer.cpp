// Any text as an address, against the C library's reading.
#include <arpa/inet.h>

#include <algorithm>

#include "core/http/address.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;

std::optional<http::address> reference(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  const std::string host(text.substr(0, text.find('%')));
  http::address a{};
  if (host.find('\0') != std::string::npos) return std::nullopt;
  if (inet_pton(AF_INET6, host.c_str(), a.data()) == 1) return a;
  a = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (inet_pton(AF_INET, host.c_str(), a.data() + 12) == 1) return a;
  return std::nullopt;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const auto parsed = http::parse_address(text);
  require(parsed == reference(text), "an address is read as the C library reads it");
  // The bytes themselves are an address too.
  http::address a{};
  std::copy_n(data, std::min(size, a.size()), a.begin());
  char written[INET6_ADDRSTRLEN] = {};
  require(inet_ntop(AF_INET6, a.data(), written, sizeof(written)) != nullptr, "an address can be written");
  require(http::parse_address(written) == a, "an address that was written is read again");
  for (const http::address& each : {a, parsed.value_or(a)}) {
    require(!(http::is_public(each) && http::is_loopback(each)), "loopback is not public");
    const bool is_mapped =
        std::all_of(each.begin(), each.begin() + 10, [](auto byte) { return byte == 0; }) &&
        each[10] == 0xff && each[11] == 0xff;
    require(!http::is_public(each) || is_mapped || each[0] >> 5U == 1 || (each[0] == 0 && each[1] == 0x64),
            "public is IPv4, 2000::/3 or NAT64");
  }
  return 0;
}
