// Where in a chunk may the delimiter be (RFC 2046, 5.1.1)? The one loop that sees every byte of a file.
#pragma once

#include <cstddef>
#include <string_view>

namespace kintone::multipart {

/// The offset of the first `delimiter` in `text`, or of the beginning of one at `text`'s end; `text.size()`
/// where there is neither. `delimiter` is CR LF - - and a boundary, so it holds no other CR: what begins like
/// it and goes on differently can hide none that begins later.
[[nodiscard]] std::size_t find_delimiter(std::string_view text, std::string_view delimiter);

}  // namespace kintone::multipart
