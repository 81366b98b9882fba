// The parameters of a request to kintone's REST side: a JSON object, or a query string as one (F14).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/rest/fault.h"
#include "core/rest/ids.h"

namespace kintone::rest {

/// The name under which a request token comes, as a parameter or as a part (T03).
inline constexpr std::string_view request_token_name = "__REQUEST_TOKEN__";

/// The query of `target` as an object of strings; `name[0]=a&name[1]=b` is an array, in the order of coming,
/// as is a name that comes twice.
/// Percent-decoded, `+` is a blank; what is no percent sequence stays; bytes that are not UTF-8 become
/// U+FFFD.
[[nodiscard]] json_value query_parameters(std::string_view target);

/// The request token among the parameters; nothing where there is none.
[[nodiscard]] std::optional<std::string_view> token_among(const json_value& parameters);

/// A whole number of 1 or more, as a number or as its digits; nothing for anything else.
[[nodiscard]] std::optional<number> id_of(const json_value& value);

/// Y03: reads the id that stands at `path`, which is required; 0 where it is wrong, which goes to `wrong`.
[[nodiscard]] number read_id(const json_value& given, const std::string& path, objections& wrong);

/// Y14: reads a revision; nothing where any will do.
[[nodiscard]] std::optional<number> read_revision(const json_value& given, const std::string& path,
                                                  objections& wrong);

/// Y04: reads a boolean, also as its text; false where it is not given.
[[nodiscard]] bool read_flag(const json_value& given, const std::string& path, objections& wrong);

/// `usual`: where nothing is given.
struct whole_range {
  number least;
  number most;
  number usual;
};

/// Y04: reads a whole number of a range, also as its text.
[[nodiscard]] number read_whole(const json_value& given, const std::string& path, const whole_range& range,
                                objections& wrong);

/// Y04: the list at a path, of at most `most` elements; none where it is wrong. One text, as a URL has it, is
/// a list of one.
[[nodiscard]] std::vector<json_value> read_list(const json_value& given, const std::string& path,
                                                std::size_t most, objections& wrong);

/// The same of a parameter that has to be there.
[[nodiscard]] std::vector<json_value> read_required_list(const json_value& parameters,
                                                         const std::string& name, std::size_t most,
                                                         objections& wrong);

/// Whether nothing stands there: null, or an empty text.
[[nodiscard]] bool is_absent(const json_value& given);

}  // namespace kintone::rest
