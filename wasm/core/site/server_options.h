// The options of `serve` and `requestListener`.
#pragma once

#include <string>

#include "core/base/argument.h"
#include "core/base/error.h"

namespace kintone::site {

/// `given`: the options described, with members; `shim` is of type "Shim" where it is one. What is wrong,
/// naming the option; nothing where all is well. `function`: "serve" or "requestListener".
[[nodiscard]] std::string server_options_fault(std::string_view function, const argument& given,
                                               locale language);

}  // namespace kintone::site
