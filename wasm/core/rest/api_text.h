// The texts in which requests to kintone's REST side and its answers cross between JavaScript and here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/rest/backend.h"
#include "core/rest/direct.h"

namespace kintone::rest {

/// Reads a crossed head (http/request_head.h) of a WHATWG Request, with its origin, its `credentials`, which
/// are "omit" without the session, or "proxy" where it is a call of kintone.proxy (P31), and "true" where it
/// has a body.
[[nodiscard]] direct_request read_direct(std::string_view text);

/// Writes `{"next": "rest", "read": "nothing" | "message" | "form", "limit"?}`: what is to be read for the
/// answer, and how many bytes of a message at most.
[[nodiscard]] std::string opening_text(const api_request& asked);

/// Writes what routes of this side are asked about (shim.rest): `{"method", "path", "url", "fields",
/// "isForm", "limit"}`: the path without `.json`; whether the body is multipart/form-data; bytes that another
/// one may have.
[[nodiscard]] std::string asked_text(const api_request& asked);

/// Reads a route's answer: `{"status", "fields"}`, `{"failure": {"status", "code", "message", "errors"?}}`,
/// or
/// `{"threw"}`, what its function threw.
[[nodiscard]] routed_answer read_routed(const json_value& said);

/// Writes `{"status", "fields": [name, value, …]}`, a line break and the body as it is, or, of a download,
/// `{"status", "fields", "file"}`: whose bytes are the body; and among the members of both `"reason"?`,
/// `"warnings"?` ([{"code", "message", "print"}]),
/// `"translated"?` ({"language", "reason"?, "warnings": [message, …]}) and `"gone"?`, the files whose bytes
/// may go.
[[nodiscard]] std::string answer_text(const api_answer& a, const api_request& asked, backend& side);

/// Writes the numbers of files.
[[nodiscard]] std::string ids_text(const std::vector<file_id>& ids);

}  // namespace kintone::rest
