// A served page's calls travel through the page's own server (RULES, "Where the answer travels"): what the
// page sends there, what comes back, and how the page reads it. Written and read here alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/proxy/outcome.h"

namespace kintone::proxy {

/// What a page sends to its server. Its last member, `"shim": {"dropsFailure"?: true, "ignoresBody"?: true,
/// "hasObject"?: true}`, is there where the page knows something that its server cannot.
struct relay_message {
  std::string path;
  http::fields fields;
  /// Of a text body: what stands before and behind the JSON string of that text. Of a request without a body:
  /// the whole message. Of an upload: its JSON head.
  std::vector<std::string> parts;
};

/// What a message tells of the plug-in that called (G01, G04).
struct relayed_plugin {
  std::string_view id;
  std::uint64_t app = 0;
  /// As it was given: saved URLs are compared with it.
  std::string_view url;
};

[[nodiscard]] relay_message message_to_relay(const proxy_function& called, const request& r,
                                             std::string_view request_token, const page_facts& known,
                                             const relayed_plugin& plugin = {});

/// Reads that member, described; whatever else it may be says nothing.
[[nodiscard]] page_facts read_page_facts(const argument& told);

/// The answer's body. Of a success: what stands before and behind the JSON string of the upstream's body. Of
/// a failure: the whole text.
[[nodiscard]] std::vector<std::string> answer_of_relay(const outcome& o);

/// The outcome that an answer tells, its warnings in the server's words and order. `text` is the answer
/// without the body, `has_body`: there was one. Nothing where that is no outcome.
[[nodiscard]] std::optional<outcome> read_relay_answer(int http_status, std::string_view text, bool has_body);

/// Adds the server's warnings to the page's own: what the page has found by itself, its server finds again.
void add_new_warnings(std::vector<warning> its, std::vector<warning>& own);

}  // namespace kintone::proxy
