#include "core/base/percent.h"

#include <optional>

#include "core/base/ascii.h"

namespace kintone {
namespace {

/// The byte that the sequence at the beginning of `text` stands for; nothing where there is none.
std::optional<char> byte_at_front(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const int high = ascii::hex_value(text[1]);
  const int low = ascii::hex_value(text[2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high * 16 + low);
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    const auto byte = byte_at_front(text);
    bytes.push_back(byte.value_or(text.front()));
    text.remove_prefix(byte ? 3 : 1);
  }
  return bytes;
}

bool is_percent_encoded(std::string_view text) {
  for (std::size_t i = text.find('%'); i != std::string_view::npos; i = text.find('%', i + 1)) {
    if (!byte_at_front(text.substr(i))) return false;
  }
  return true;
}

std::string percent_encoded(std::string_view text, bool (*stays)(char)) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (stays(c)) {
      encoded.push_back(c);
    } else {
      encoded += {'%', digits[byte >> 4U], digits[byte & 0x0FU]};
    }
  }
  return encoded;
}

}  // namespace kintone
