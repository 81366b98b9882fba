// Where a served page's calls go (RULES, "Where the answer travels"): the page names these, its server
// answers them.
#pragma once

#include <string_view>

namespace kintone::world {

inline constexpr std::string_view relay_call_path = "/k/api/proxy/call.json";
/// An endpoint of our own: nobody public shows kintone's.
inline constexpr std::string_view relay_upload_path = "/k/api/proxy/upload.json";

}  // namespace kintone::world
