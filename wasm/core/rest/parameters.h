// The parameters of a request to kintone's REST side: a JSON object, or a query string as one (F14).
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "core/rest/fault.h"
#include "core/rest/ids.h"

namespace kintone::rest {

/// The name under which a request token comes, as a parameter or as a part (T03).
inline constexpr std::string_view request_token_name = "__REQUEST_TOKEN__";

/// The query of `target` as an object of strings; `name[0]=a&name[1]=b` is an array, in the order of coming.
/// Percent-decoded, `+` is a blank; what is no percent sequence stays; bytes that are not UTF-8 become
/// U+FFFD.
[[nodiscard]] json_value query_parameters(std::string_view target);

/// The request token among the parameters; nothing where there is none.
[[nodiscard]] std::optional<std::string_view> token_among(const json_value& parameters);

/// Refuses by its name a parameter that is not in `known`; the request token is.
[[nodiscard]] verdict unknown_parameter(const json_value& parameters, std::string_view prefix,
                                        std::initializer_list<std::string_view> known);

/// Whether what is not simulated is not asked for either: null, false or an empty text.
[[nodiscard]] bool asks_for_nothing(const json_value& parameter);

/// A whole number of 1 or more, as a number or as its digits; nothing for anything else.
[[nodiscard]] std::optional<number> id_of(const json_value& value);

/// Reads the parameter `name`, which is required, into `id`.
[[nodiscard]] verdict take_id(const json_value& parameters, std::string_view prefix, std::string_view name,
                              number& id);

/// Reads the parameter `revision` into `revision`: 0 where it is missing, null or -1, which is any revision.
[[nodiscard]] verdict take_revision(const json_value& parameters, std::string_view prefix, number& revision);

}  // namespace kintone::rest
