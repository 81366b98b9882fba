// The texts in which requests, decisions and answers cross between the server's JavaScript and here.
#pragma once

#include <string>
#include <string_view>

#include "core/service/direct.h"
#include "core/service/rest.h"
#include "core/service/site.h"

namespace kintone::service {

/// Reads `{"host"?, "relay"?, "folder"}`.
[[nodiscard]] site_settings read_site(std::string_view text);

/// Reads the head of a request: parts with a NUL between two, which are the number of its fields' names and
/// values, method, target, local address, local port, "true" over TLS, and those names and values in turn, as
/// binary strings (a character for a byte). Of another number of parts it is a request for nothing, which is
/// refused.
[[nodiscard]] request read_request(std::string_view text);

/// Reads an array of names.
[[nodiscard]] std::vector<std::string> read_names(std::string_view text);

/// The same of a WHATWG Request, with its origin, its `credentials`, which are "omit" without the session, or
/// "proxy" where it is a call of kintone.proxy (P31), and "true" where it has a body.
[[nodiscard]] direct_request read_direct(std::string_view text);

/// Writes `{"next": "rest", "read": "nothing" | "message" | "form", "most"?}`: what is to be read for the
/// answer, and how many bytes of a message at most.
[[nodiscard]] std::string rest_text(const rest_call& call);

/// Writes `{"status", "fields": [name, value, …], "body"}` or, of a download, `{"status", "fields", "file"}`:
/// whose bytes are the body; and of both `"reason"?`, `"warnings"?` ([{"code", "message", "print"}]),
/// `"translated"?` ({"language", "reason"?, "warnings": [message, …]}) and `"gone"?`, the files whose bytes
/// may go.
[[nodiscard]] std::string answer_text(const rest_answer& a, const rest_call& call, rest& side);

/// Writes the numbers of files.
[[nodiscard]] std::string ids_text(const std::vector<file_id>& ids);

/// Writes `{"fields", "isPage"}` of a file that is there, else a reply.
[[nodiscard]] std::string file_text(const reply& r);

/// Writes `{"next": "reply", "status", "fields": [name, value, …], "body"}`; nothing where there is no reply.
[[nodiscard]] std::string reply_text(const std::optional<reply>& r);

/// Writes `{"next": "reply" | "pass" | "script" | "file" | "rest" | "relay", …}`: with a reply's members,
/// with the `fields` of a script, the `path` of a file, or the function's name as `api`, what its data
/// is as `takes` ("value", "file"), and `most` (bytes) of what is to be read for the relay.
[[nodiscard]] std::string decision_text(const decision& d);

}  // namespace kintone::service
