#include "core/http/framing.h"

#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/http/field_list.h"

namespace kintone::http {
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
  for (const std::string_view coding : elements(lines, "transfer-encoding")) {
    is_last = ascii::equals_ignoring_case(coding, "chunked");
    chunked += is_last ? 1 : 0;
  }
  // RFC 9112, 6.1: it is applied once, and last. Another coding alone ends with the connection.
  if (chunked > (is_last ? 1U : 0U)) return std::nullopt;
  if (is_last) f.end = body_end::chunked;
  if (status == 204 || status == 304) f = {};
  return f;
}

bool lists(const fields& lines, std::string_view name, std::string_view token) {
  return any_of(elements(lines, name),
                [token](std::string_view element) { return ascii::equals_ignoring_case(element, token); });
}

}  // namespace kintone::http
