#include "core/proxy/route_end.h"

#include <array>

#include "core/base/algorithm.h"

namespace kintone::proxy {
namespace {

constexpr std::array ends = {
    route_end{"dns", error::host_not_found, "ENOTFOUND"},
    route_end{"tls", error::tls_rejected, "DEPTH_ZERO_SELF_SIGNED_CERT"},
    route_end{"refused", error::connection_refused, "ECONNREFUSED"},
    route_end{"reset", error::connection_reset, "ECONNRESET"},
    route_end{"truncated", error::response_truncated, "ECONNRESET"},
    route_end{"timeout", error::timed_out, {}},
};

}  // namespace

const route_end* end_called(std::string_view name) {
  return find_if(ends, [name](const route_end& each) { return each.name == name; });
}

std::string_view end_with(std::string_view error_code) {
  const route_end* found =
      find_if(ends, [error_code](const route_end& each) { return entry_of(each.kind).code == error_code; });
  return found == nullptr ? std::string_view() : found->name;
}

}  // namespace kintone::proxy
