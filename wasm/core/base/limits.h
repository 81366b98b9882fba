// Every documented number, once, beside its source. The option `limits` replaces them for one shim.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/bounds.h"

namespace kintone {

struct limits {
  /// Milliseconds from the last byte of the request to the last byte of the answer (P18: about 30 s,
  /// observed).
  std::uint32_t timeout = 30'000;
  /// Bytes of a response body after content decoding (P19; kintone docs, "Proxy File Upload", Limitations: 10
  /// MB).
  std::uint64_t response_body = 10'485'760;
  /// Field lines of a response; the status line is none (P20; same page: 100 lines).
  std::uint32_t response_header_lines = 100;
  /// Bytes of one response field line for kintone.proxy (P21; kintone docs, "Kintone Proxy": 8192 bytes).
  std::uint32_t response_header_line = 8'192;
  /// The same for kintone.proxy.upload (P21; kintone docs, "Proxy File Upload": 8,180 bytes. The two pages
  /// differ).
  std::uint32_t upload_response_header_line = 8'180;
  /// Bytes of an upload's Blob (U04; kintone docs, "Proxy File Upload": 200MB).
  std::uint64_t upload = 209'715'200;
  /// Bytes of all records' values: a bound of ours, as they are kept in memory.
  std::uint64_t records = 268'435'456;
};

// Where a documented number can be read in two ways, or the pages differ, the larger one decides and what
// lies between the two gets a warning (RULES, "Strict, and it says so").
namespace grey_zone {
/// Bytes: 10 MB read as 10^7.
inline constexpr std::uint64_t response_body = 10'000'000;
/// Bytes: the other page's number.
inline constexpr std::uint32_t response_header_line = 8'180;
/// Bytes: 200 MB read as 2 * 10^8.
inline constexpr std::uint64_t upload = 200'000'000;
}  // namespace grey_zone

/// Redirects followed with the option `redirect: 'follow'` (P27).
inline constexpr std::uint32_t redirects = 5;

/// Field lines of a request to the server. Of more than 2,000 Node's server hands on the first alone, and
/// what stood behind them could not be judged.
inline constexpr std::size_t request_field_lines = 1'000;
/// Bytes of a relayed call's JSON: more than any call needs, and a bound for what the server holds of one.
inline constexpr std::uint64_t relay_message = 268'435'456;
/// Bytes of the JSON in front of a relayed upload's file: its URL and header fields, each character escaped.
inline constexpr std::uint64_t relay_head = 8'388'608;

/// Milliseconds for which a request token is good since kintone's side last accepted it (T02: 86,400 s).
inline constexpr std::uint64_t request_token_life = 86'400'000;

/// Bytes of a file in an attachment field (F07; kintone's help: 1 GB a file).
inline constexpr std::uint64_t file_size = 1'073'741'824;
/// Milliseconds for which a file's upload key is good (F12; kintone docs, "Upload File", Notes: 3 days).
inline constexpr std::uint64_t file_life = 259'200'000;
/// Hex digits of a download key (F15: 48 or more).
inline constexpr std::size_t download_key_length = 48;
/// API tokens of one request (F09; kintone docs, "Authentication": up to 9).
inline constexpr std::size_t api_tokens = 9;
/// Requests to kintone's REST side at once (F20; kintone docs, "Limitations": 100 for a domain).
inline constexpr std::uint32_t requests_at_once = 100;
/// Records of one Add or Update Records (kintone docs, "Add Records", "Update Records": up to 100).
inline constexpr std::size_t records_at_once = 100;
/// Records that Get Records shows where no query says otherwise (kintone docs, "Get Records", `limit`: 100).
inline constexpr std::size_t records_shown = 100;
/// Codes in `fields` of Get Records (Y10: up to 1,000).
inline constexpr std::size_t fields_at_once = 1'000;
/// Requests in one bulkRequest (Y24; kintone docs, "Bulk Request": up to 20).
inline constexpr std::size_t bulk_requests = 20;
/// Cursors that are open at once (Y20; kintone docs, "Create Cursor": 10 for a domain).
inline constexpr std::size_t cursors_open = 10;
/// Milliseconds for which a cursor is good since it was made or asked last (Y20; same page: 10 minutes).
inline constexpr std::int64_t cursor_life = 600'000;
/// Records that a cursor gives at once (Y19; same page, `size`: up to 500).
inline constexpr std::uint64_t cursor_size = 500;
/// Apps that Get Apps names at most, and numbers, codes or spaces that it is asked for (Y27; kintone docs,
/// "Get Apps": 100).
inline constexpr std::uint64_t apps_at_once = 100;
/// Characters of a name that Get Apps looks for (Y27; same page: 1 to 64).
inline constexpr std::size_t app_name = 64;
/// Comments that are shown at once (Y21; kintone docs, "Get Comments", `limit`: 0 to 10).
inline constexpr std::uint64_t comments_shown = 10;
/// Characters of a comment (Y21; kintone docs, "Add Comment": 1 to 65,535).
inline constexpr std::size_t comment_text = 65'535;
/// Persons that a comment mentions (Y21; same page: up to 10).
inline constexpr std::size_t comment_mentions = 10;
/// Assignees of one record (Y23; kintone docs, "Update Assignees": up to 100).
inline constexpr std::size_t assignees_at_once = 100;
/// Records that one query shows at most (L26; kintone docs, "Query", `limit`: 0 to 500).
inline constexpr std::uint64_t query_limit = 500;
/// Records that a query passes over at most (L26; kintone docs, "Query", `offset`: 0 to 10,000).
inline constexpr std::uint64_t query_offset = 10'000;
/// Brackets of a query within one another (L02): a bound of ours.
inline constexpr std::size_t query_nesting = 64;
/// Fields of an app that kept a value (kintone's help: 500 fields in a form).
inline constexpr std::size_t app_fields = 500;
/// Bytes of a JSON request about records: a bound of ours.
inline constexpr std::uint64_t record_message = 4'194'304;

/// Characters of a URL of kintone.api: one that would be longer is asked for by POST (K07; kintone docs,
/// "Kintone REST API Request": 4 KB).
inline constexpr std::size_t api_url_length = 4'096;
/// Characters of one setting of a plug-in (G08; kintone docs, "Save Plug-in Configurations": 65,535).
inline constexpr std::size_t plugin_config_value = 65'535;
/// Bytes of all of them, keys and values as UTF-8 (G08; same page: 256 KB).
inline constexpr std::size_t plugin_config = 262'144;

/// Change events that may follow one another (E15): a bound of ours.
inline constexpr std::uint32_t change_events = 100;

/// Characters of the `id` in an error, each of [A-Za-z0-9] (P16).
inline constexpr std::size_t error_id_length = 20;

/// The status that stands for a host name that does not resolve (P17; both pages: "503 (DNS Cache Missing)").
inline constexpr int unresolved_host_status = 503;

}  // namespace kintone
