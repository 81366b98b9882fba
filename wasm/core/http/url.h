// The URL rules of P03. The platform's parser (WHATWG URL) says which host a URL leads to; what may stand in
// one, and what of it goes on the wire, is said here: the path and query as written, non-ASCII
// percent-encoded as UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kintone::http {

enum class url_fault : std::uint8_t {
  none,
  not_absolute,
  scheme,
  raw_character,
  backslash,
  credentials,
  host
};

struct url {
  url_fault fault = url_fault::none;
  /// Where `fault` is a raw character or a backslash: its place, counted in characters from 1.
  std::size_t place = 0;
  bool secure = false;
  /// `http` or `https`.
  std::string scheme;
  /// Path and query as sent in the request line: never empty, no fragment.
  std::string target;
  /// Something outside ASCII stood in the URL.
  bool was_encoded = false;
};

/// Splits and checks `text`, which is well-formed UTF-8.
[[nodiscard]] url parse_url(std::string_view text);

/// `host:port` where a port is given that is not the scheme's own.
[[nodiscard]] std::string authority(std::string_view host, std::string_view port);

/// `port`, or the scheme's own where it is empty.
[[nodiscard]] std::string_view effective_port(std::string_view scheme, std::string_view port);

/// kintone's paths are the same with and without `.json`: a path, or a pattern of one, without it.
[[nodiscard]] std::string_view without_json(std::string_view path);

}  // namespace kintone::http
