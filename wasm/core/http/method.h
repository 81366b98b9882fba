// The methods that kintone documents for its proxy.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kintone::http {

enum class method : std::uint8_t { get, post, put, del };

/// P02: exactly `GET`, `POST`, `PUT` or `DELETE`; method names are case-sensitive (RFC 9110, 9.1).
[[nodiscard]] constexpr std::optional<method> parse_method(std::string_view name) {
  if (name == "GET") return method::get;
  if (name == "POST") return method::post;
  if (name == "PUT") return method::put;
  if (name == "DELETE") return method::del;
  return std::nullopt;
}

[[nodiscard]] constexpr std::string_view name_of(method m) {
  constexpr std::string_view names[] = {"GET", "POST", "PUT", "DELETE"};
  return names[static_cast<std::size_t>(m)];
}

/// P04: GET and DELETE have no body.
[[nodiscard]] constexpr bool takes_body(method m) { return m == method::post || m == method::put; }

}  // namespace kintone::http
