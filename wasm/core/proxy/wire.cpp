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

}  // namespace kintone::proxy
