// The texts in which a server's requests and the decisions about them cross between JavaScript and here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/site/site.h"

namespace kintone::site {

/// Reads `{"host"?, "relay"?, "folder"}`.
[[nodiscard]] site_settings read_site(std::string_view text);

/// Reads the head of a request: a crossed head (http/request_head.h) with local address, local port, and
/// "true" over TLS. Where it is none, it is a request for nothing, which is refused.
[[nodiscard]] http::request_head read_request(std::string_view text);

/// Reads an array of names.
[[nodiscard]] std::vector<std::string> read_names(std::string_view text);

/// Writes `{"fields", "isPage"}` of a file that is there, else a reply.
[[nodiscard]] std::string file_text(const http::reply& r);

/// Writes `{"next": "reply", "status", "fields": [name, value, …], "body"}`; nothing where there is no reply.
[[nodiscard]] std::string reply_text(const std::optional<http::reply>& r);

/// Writes `{"next": "reply" | "pass" | "script" | "file" | "rest" | "relay", …}`: with a reply's members,
/// with the `fields` of a script, the `path` of a file, or the function's name as `api`, what its data
/// is as `takes` ("value", "file"), and `most` (bytes) of what is to be read for the relay.
[[nodiscard]] std::string decision_text(const decision& d);

}  // namespace kintone::site
