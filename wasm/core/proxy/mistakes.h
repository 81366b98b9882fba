// Warnings about calls that keep every rule and are surely not what their author means.
#pragma once

#include <vector>

#include "core/proxy/call.h"

namespace kintone::proxy {

/// Of what `data`, an object or an array, became: `json`, or `empty` where it is `{}` (P07).
void warn_of_body(const request& r, locale language, std::vector<warning>& warnings);

/// Of the header fields. `own_origin`: kintone's, which acts on `X-HTTP-Method-Override` itself (F22).
void warn_of_fields(const request& r, std::string_view own_origin, locale language,
                    std::vector<warning>& warnings);

}  // namespace kintone::proxy
