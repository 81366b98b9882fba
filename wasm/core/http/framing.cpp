#include "core/http/framing.h"

#include "core/base/ascii.h"
#include "core/base/number.h"

namespace kintone::http {
namespace {

/// Calls `visit` with each element of the lists that the fields called `name` make together (RFC
/// 9110, 5.6.1).
template <typename visitor>
void for_each_element(const fields& lines, std::string_view name, visitor visit) {
  for (const field& line : lines) {
    if (!ascii::equals_ignoring_case(line.name, name)) continue;
    std::string_view rest = line.value;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      const std::string_view element = ascii::trim(rest.substr(0, comma));
      if (!element.empty()) visit(element);
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
}

}  // namespace

bool is_framed_twice(const fields& lines) {
  const std::size_t lengths = count(lines, "content-length");
  return lengths > 1 || (lengths == 1 && count(lines, "transfer-encoding") > 0);
}

std::optional<framing> framing_of(int status, const fields& lines) {
  if (is_framed_twice(lines)) return std::nullopt;
  framing f{body_end::connection};
  if (const std::string* length = find(lines, "content-length")) {
    const auto bytes = whole_number(*length);
    if (!bytes) return std::nullopt;
    f = {body_end::length, *bytes};
  }
  std::size_t chunked = 0;
  bool is_last = false;
  for_each_element(lines, "transfer-encoding", [&](std::string_view coding) {
    is_last = ascii::equals_ignoring_case(coding, "chunked");
    chunked += is_last ? 1 : 0;
  });
  // RFC 9112, 6.1: it is applied once, and last. Another coding alone ends with the connection.
  if (chunked > (is_last ? 1U : 0U)) return std::nullopt;
  if (is_last) f.end = body_end::chunked;
  if (status == 204 || status == 304) f = {};
  return f;
}

bool lists(const fields& lines, std::string_view name, std::string_view token) {
  bool is_listed = false;
  for_each_element(lines, name, [&](std::string_view element) {
    is_listed = is_listed || ascii::equals_ignoring_case(element, token);
  });
  return is_listed;
}

}  // namespace kintone::http
