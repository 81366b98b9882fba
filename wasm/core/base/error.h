// The one table of what can go wrong: codes, and messages in English and Japanese. A code is API; a message
// is not.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace kintone {

enum class locale : std::uint8_t { en, ja };

/// Who is wrong. Warnings let the call pass and go to the journal (RULES, "Strict, and it says so").
enum class family : std::uint8_t { usage, network, upstream, warning };

enum class error : std::uint8_t {
  // usage: the caller is wrong
  invalid_argument,
  forbidden_request_header,
  upload_too_large,
  call_aborted,
  disposed,
  verification_failed,
  invalid_option,
  // network: no answer came
  network_offline,
  address_refused,
  host_not_found,
  connection_refused,
  connection_reset,
  tls_rejected,
  timed_out,
  network_failed,
  // upstream: the answer breaks a rule
  response_body_too_large,
  response_too_many_header_lines,
  response_header_line_too_long,
  response_not_text,
  response_truncated,
  response_malformed,
  too_many_redirects,
  // warnings
  warn_response_body,
  warn_response_header_line,
  warn_upload,
  warn_charset,
  warn_binary,
  warn_url_not_ascii,
  warn_header_dropped,
  warn_own_origin,
  warn_failure_callback_ignored,
  error_count
};

struct error_entry {
  error id;
  family kind;
  std::string_view code;
  std::string_view en;
  std::string_view ja;
};

/// Every error in the order of the enumeration.
[[nodiscard]] std::span<const error_entry> error_table();

[[nodiscard]] const error_entry& entry_of(error id);

/// The message of `id` with `{0}`, `{1}`, … replaced by `facts`.
[[nodiscard]] std::string message_of(error id, locale language,
                                     std::initializer_list<std::string_view> facts = {});

/// Sentences that are no errors of their own: what is wrong with one argument (P01), and what is printed.
enum class phrase : std::uint8_t {
  url_type,
  text_too_long,
  url_not_absolute,
  url_scheme,
  url_raw_character,
  url_backslash,
  url_credentials,
  url_host,
  method_proxy,
  method_upload,
  headers_type,
  header_name,
  header_value_type,
  header_value_character,
  header_value_latin1,
  header_twice,
  header_forbidden,
  data_type,
  data_blob,
  data_form,
  data_callback,
  data_promise,
  data_json,
  data_upload,
  data_format,
  data_value,
  data_value_unreadable,
  callback_type,
  threw,
  own_origin_refused,
  option_unknown,
  option_value,
  option_threw,
  expected_word,
  expected_origin,
  expected_network,
  expected_seed,
  expected_limits,
  expected_fetch,
  expected_ca,
  failure_dropped,
  unmatched_call,
  more,
  phrase_count
};

[[nodiscard]] std::string text_of(phrase id, locale language,
                                  std::initializer_list<std::string_view> facts = {});

/// `pattern` with `{0}`, `{1}`, … replaced by `facts`.
[[nodiscard]] std::string fill(std::string_view pattern, std::initializer_list<std::string_view> facts);

}  // namespace kintone
