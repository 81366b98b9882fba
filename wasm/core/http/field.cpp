#include "core/http/field.h"

#include <array>

#include "core/base/utf8.h"

namespace kintone::http {

const field* find_line(const fields& lines, std::string_view name) {
  return find_if(lines, [name](const field& line) { return ascii::equals_ignoring_case(line.name, name); });
}

const std::string* find(const fields& lines, std::string_view name) {
  const field* found = find_line(lines, name);
  return found == nullptr ? nullptr : &found->value;
}

std::size_t count(const fields& lines, std::string_view name) {
  return static_cast<std::size_t>(
      count_if(lines, [name](const field& line) { return ascii::equals_ignoring_case(line.name, name); }));
}

bool is_field_value(std::string_view value) {
  return none_of(value, [](char c) { return ascii::is_control(c) && c != '\t'; });
}

std::size_t wrong_character(std::string_view value) {
  // The first byte of a character above U+00FF.
  constexpr unsigned char beyond_latin1 = 0xC4;
  std::size_t place = 0;
  while (place < value.size() && is_field_value(value.substr(place, 1)) &&
         static_cast<unsigned char>(value[place]) < beyond_latin1) {
    ++place;
  }
  return utf8::count(value.substr(0, place)) + 1;
}

bool is_forbidden_request_field(std::string_view name) {
  // The first two: kintone docs, "Proxy File Upload", Notes. The others steer the connection, which is the
  // proxy's.
  static constexpr std::array<std::string_view, 9> forbidden = {
      "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "expect", "te",
      "trailer",        "proxy-connection",
  };
  return any_of(forbidden,
                [name](std::string_view other) { return ascii::equals_ignoring_case(name, other); });
}

std::size_t line_length(const field& line) { return line.name.size() + 2 + line.value.size(); }

}  // namespace kintone::http
