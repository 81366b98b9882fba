// The files of the served folder: which path a request may name, and how a file is delivered. Whether the
// file is there, and that no link leads out of the folder, the server's JavaScript finds out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/phrase.h"

namespace kintone::site {

/// The names of a path, percent-decoded, from the folder down; the last is empty where the path ends with
/// `/`. Nothing where a name is none of a file to be served: `.`, `..`, a dotfile, one with a slash,
/// backslash, colon, NUL or control character in it, or not UTF-8.
[[nodiscard]] std::optional<std::vector<std::string>> file_path(std::string_view path);

/// Whether a file may be served whose real path below the folder, links followed, is `path`: no dotfile is,
/// by whatever name.
[[nodiscard]] bool may_serve(std::string_view path);

/// A folder without an index: a page with links to its pages, and to the folders in it, whose names end with
/// `/`. What may not be served is left out. `path`: of the request.
[[nodiscard]] std::string folder_page(std::string_view path, std::vector<std::string> names, locale language);

/// Whether it is a page, which gets the session.
[[nodiscard]] bool is_page(std::string_view name);

}  // namespace kintone::site
