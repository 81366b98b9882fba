#include "core/proxy/redirect.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"

namespace kintone::proxy {

bool is_redirect_status(int status) { return contains(std::array{301, 302, 303, 307, 308}, status); }

void adapt_to_redirect(request& to, int status, std::string_view from) {
  // 303 asks for a GET, and so do 301 and 302 after a POST; 307 and 308 keep method and body.
  const bool becomes_get = (status == 303 && to.method != http::method::get) ||
                           ((status == 301 || status == 302) && to.method == http::method::post);
  if (becomes_get) {
    to.method = http::method::get;
    to.content = body::none;
  }
  const bool is_elsewhere = to.origin() != from;
  std::erase_if(to.fields, [&](const http::field& line) {
    using namespace std::string_view_literals;
    static constexpr std::array secrets = {"authorization"sv, "cookie"sv, "proxy-authorization"sv, "host"sv};
    const std::string name = ascii::to_lower(line.name);
    return (is_elsewhere && contains(secrets, std::string_view(name))) ||
           (becomes_get && name.starts_with("content-"));
  });
}

}  // namespace kintone::proxy
