// IP addresses, and which of them are not the public internet (P32).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kintone::http {

/// An address as 16 bytes; IPv4 as IPv4-mapped IPv6 (RFC 4291, 2.5.5.2).
using address = std::array<std::uint8_t, 16>;

/// Reads `192.0.2.1`, `2001:db8::1`, `::ffff:192.0.2.1`, with or without `[ ]` and a `%zone`. Nothing for
/// anything else.
[[nodiscard]] std::optional<address> parse_address(std::string_view text);

/// Whether `a` is globally reachable unicast: not loopback, private, link-local (so no metadata service),
/// shared, multicast, unspecified, documentation or otherwise reserved (IANA special-purpose registries, RFC
/// 6890), nor a cloud's metadata service elsewhere. An IPv4 address within IPv6 (mapped, NAT64, 6to4) counts
/// as the IPv4 address.
[[nodiscard]] bool is_public(const address& a);

[[nodiscard]] bool is_loopback(const address& a);

/// Whether both texts are addresses, and the same one, however they are written.
[[nodiscard]] bool is_same_address(std::string_view one, std::string_view other);

}  // namespace kintone::http
