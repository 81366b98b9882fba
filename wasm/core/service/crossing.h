// The texts in which requests, decisions and answers cross between the server's JavaScript and here.
#pragma once

#include <string>
#include <string_view>

#include "core/service/site.h"

namespace kintone::service {

/// Reads `{"host"?, "relay"?, "folder"}`.
[[nodiscard]] site_settings read_site(std::string_view text);

/// Reads `{"method", "target", "fields": [name, value, …], "localAddress", "localPort", "secure"}`, field
/// values as binary strings (a character for a byte).
[[nodiscard]] request read_request(std::string_view text);

/// Writes `{"fields", "isPage"}` of a file that is there, else a reply.
[[nodiscard]] std::string file_text(const reply& r);

/// Writes `{"next": "reply", "status", "fields": [name, value, …], "body"}`; nothing where there is no reply.
[[nodiscard]] std::string reply_text(const std::optional<reply>& r);

/// Writes `{"next": "reply" | "pass" | "script" | "file" | "relay", …}`: with a reply's members, with the
/// `fields` of a script, the `path` of a file, or `api` ("proxy", "upload") and `most` (bytes) of what is to
/// be read for the relay.
[[nodiscard]] std::string decision_text(const decision& d);

}  // namespace kintone::service
