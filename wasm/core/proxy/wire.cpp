#include "core/proxy/wire.h"

#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/http/url.h"

namespace kintone::proxy {

std::string request_head(const request& r, std::uint64_t length) {
  const http::field* host = http::find_line(r.fields, "host");
  std::string head(http::name_of(r.method));
  head += " " + r.target + " HTTP/1.1\r\nhost: ";
  head += host == nullptr ? http::authority(r.host, r.port) : host->value;
  head += "\r\nconnection: keep-alive\r\n";
  for (const http::field& line : r.fields) {
    if (&line != host) head += line.name + ": " + line.value + "\r\n";
  }
  if (r.content != body::none) head += "content-length: " + decimal(length) + "\r\n";
  return head + "\r\n";
}

next wire::answered() {
  if (reader_.problem().fault == http::reading_fault::none) {
    return exchange_.head(reader_.status(), reader_.take_lines());
  }
  exchange_.fail_reading(reader_.problem());
  return next::done;
}

http::line_limits exchange::line_limits() const {
  const limits& l = world_.options().limits;
  return {l.response_header_lines, l.*call_.called->line_limit};
}

void exchange::fail_reading(const http::reading_problem& problem) {
  if (done_) return;
  const http::line_limits most = line_limits();
  const std::string origin = request_.origin();
  switch (problem.fault) {
    case http::reading_fault::too_many_lines:
      return (void)finish(error::response_too_many_header_lines, {origin, decimal(most.count)});
    case http::reading_fault::line_too_long:
      // More of it was not read.
      return (void)finish(
          error::response_header_line_too_long,
          {origin, problem.where, "≥ " + decimal(std::uint64_t{most.length} + 1), decimal(most.length)});
    case http::reading_fault::broken_chunking:
      return (void)finish(error::response_truncated, {origin, problem.where});
    default:
      return (void)finish(error::response_malformed, {origin, problem.where});
  }
}

}  // namespace kintone::proxy
