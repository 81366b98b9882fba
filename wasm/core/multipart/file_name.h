// The name under which a file is kept (F06).
#pragma once

#include <string>
#include <string_view>

namespace kintone::multipart {

/// `filename`, as a part header gives it, without its path, as well-formed UTF-8: `a\b.txt` and `a/b.txt` are
/// `b.txt`. Bytes that are no UTF-8 become U+FFFD, as many as the Encoding standard's decoder makes. Percent
/// sequences stay. Empty where there is no name.
[[nodiscard]] std::string file_name_of(std::string_view filename);

}  // namespace kintone::multipart
