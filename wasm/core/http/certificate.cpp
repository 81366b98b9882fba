#include "core/http/certificate.h"

#include <cstdint>
#include <string>

#include "core/base/algorithm.h"
#include "core/base/base64.h"

namespace kintone::http {
namespace {

/// Whether bytes are one SEQUENCE of DER (X.690, 8.1.3 and 8.9), as a certificate is: neither cut off nor
/// followed by something else.
bool is_sequence(std::string_view bytes) {
  const auto at = [bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (bytes.size() < 2 || at(0) != 0x30U || at(1) == 0x80U) return false;
  const std::size_t digits = at(1) < 0x80U ? 0 : at(1) - 0x80U;
  if (digits > sizeof(std::uint32_t) || bytes.size() < 2 + digits) return false;
  std::size_t length = digits == 0 ? at(1) : 0;
  for (std::size_t i = 0; i < digits; ++i) length = length << 8U | at(2 + i);
  return length == bytes.size() - 2 - digits;
}

}  // namespace

bool has_certificates(std::string_view text) {
  constexpr std::string_view begin = "-----BEGIN CERTIFICATE-----";
  constexpr std::string_view end = "-----END CERTIFICATE-----";
  std::size_t at = text.find(begin);
  if (at == std::string_view::npos) return false;
  for (; at != std::string_view::npos; at = text.find(begin, at)) {
    at += begin.size();
    const std::size_t stop = text.find(end, at);
    if (stop == std::string_view::npos) return false;
    std::string body(text.substr(at, stop - at));
    std::erase_if(body, [](char c) { return contains(" \t\r\n", c); });
    const auto bytes = base64_decoded(body);
    if (!bytes || !is_sequence(*bytes)) return false;
    at = stop;
  }
  return true;
}

}  // namespace kintone::http
