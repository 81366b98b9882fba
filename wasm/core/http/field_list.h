// Fields whose values are lists (RFC 9110, 5.6.1).
#pragma once

#include <string_view>
#include <vector>

#include "core/http/field.h"

namespace kintone::http {

/// The elements of the lists that the fields called `name` make together, without the blanks around them;
/// empty ones are none. Those of `Cookie` have `;` between them (RFC 6265, 4.2.1). They are views of `lines`.
[[nodiscard]] std::vector<std::string_view> elements(const fields& lines, std::string_view name,
                                                     char separator = ',');

}  // namespace kintone::http
