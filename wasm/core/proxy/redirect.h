// What a request becomes when it is redirected (P27, with the option `redirect: 'follow'`).
#pragma once

#include <string_view>

#include "core/proxy/call.h"

namespace kintone::proxy {

/// The statuses whose Location is followed (RFC 9110, 15.4).
[[nodiscard]] bool is_redirect_status(int status);

/// `to` is the request as it was, with its new URL: changes its method and drops its body where `status` asks
/// for a GET, and the fields that are none of another origin's business. `from` is the origin that
/// redirected.
void adapt_to_redirect(request& to, int status, std::string_view from);

}  // namespace kintone::proxy
