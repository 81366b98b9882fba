#include "core/proxy/response.h"

#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/http/content_coding.h"
#include "core/http/framing.h"
#include "core/http/media_type.h"
#include "core/proxy/outcome.h"
#include "core/proxy/redirect.h"

namespace kintone::proxy {

std::uint64_t response::announced_length() const {
  // A coded body's length is another.
  const std::string* length = http::find(lines, "content-length");
  if (length == nullptr || !codings.empty() || !has_body()) return 0;
  return whole_number(*length).value_or(0);
}

response read_head(int status, http::fields lines) {
  response r;
  r.status = status;
  r.lines = std::move(lines);
  for (http::field& line : r.lines) line.value = ascii::trim(line.value);
  r.codings = http::codings_of(r.lines);
  const std::string* content_type = http::find(r.lines, "content-type");
  const std::string charset = content_type == nullptr ? "" : http::charset_of(*content_type);
  if (!charset.empty() && !http::is_utf8_label(charset)) r.charsets.push_back(delivered_text(charset));
  r.charsets.emplace_back("utf-8");
  const std::string* location = http::find(r.lines, "location");
  if (location != nullptr && is_redirect_status(status)) r.location = delivered_text(*location);
  return r;
}

std::optional<call_failure> judge(const response& r, const proxy_function& called, std::string_view origin,
                                  const world::settings& s, std::vector<warning>& warnings) {
  const auto broken = [&s](error kind, facts told) {
    return call_failure{kind, sentence_of(kind, s.language, told)};
  };
  const std::uint32_t line_count_limit = s.limits.response_header_lines;
  if (r.lines.size() > line_count_limit) {
    return broken(error::response_too_many_header_lines, {origin, decimal(line_count_limit)});
  }
  const std::uint32_t limit = s.limits.*called.line_limit;
  for (const http::field& line : r.lines) {
    const std::size_t length = http::line_length(line);
    if (length > limit) {
      return broken(error::response_header_line_too_long,
                    {origin, line.name, decimal(length), decimal(limit)});
    }
    if (length > called.doubtful_line) {
      const error kind = error::warn_response_header_line;
      warnings.push_back(
          {kind, sentence_of(kind, s.language, {line.name, decimal(length), decimal(called.doubtful_line)})});
    }
  }
  if (http::is_framed_twice(r.lines)) {
    return broken(error::response_malformed, {origin, "Content-Length"});
  }
  return std::nullopt;
}

}  // namespace kintone::proxy
