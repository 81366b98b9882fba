// The one table of what can go wrong: codes, and messages in English and Japanese. A code is API; a message
// is not.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/phrase.h"

namespace kintone {

enum class error : std::uint8_t {
  // usage: the caller is wrong
  invalid_argument,
  forbidden_request_header,
  upload_too_large,
  call_aborted,
  disposed,
  memory_full,
  verification_failed,
  invalid_option,
  body_not_kept,
  call_not_seen,
  clock_stands,
  event_promise,
  event_handler_threw,
  wrong_screen,
  dialog_unanswered,
  config_locked,
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
  // service: a request to kintone's side, or to its server, that is refused
  host_refused,
  origin_refused,
  relay_off,
  not_logged_in,
  requested_with_missing,
  request_token_wrong,
  request_malformed,
  media_type_not_supported,
  length_required,
  message_too_large,
  head_too_large,
  not_implemented,
  file_not_found,
  file_not_readable,
  // kintone's REST side
  wrong_password,
  api_token_unknown,
  api_token_duplicate,
  access_token_invalid,
  illegal_request,
  not_multipart,
  file_too_large,
  file_not_kept,
  blob_not_found,
  validation_failed,
  json_invalid,
  record_not_found,
  revision_conflict,
  guest_space_not_found,
  too_many_requests,
  parameter_not_supported,
  records_too_large,
  record_too_large,
  answer_too_large,
  field_not_found,
  query_reference,
  query_not_supported,
  operator_not_allowed,
  operator_not_for_cell,
  option_not_found,
  process_disabled,
  user_not_found,
  query_day_invalid,
  query_unit_unknown,
  query_illegal,
  limit_too_large,
  offset_too_large,
  field_not_sortable,
  field_not_updatable,
  category_not_updatable,
  update_key_not_unique,
  record_of_key_not_found,
  lookup_not_found,
  lookup_key_not_unique,
  app_of_guest_space,
  no_privilege,
  app_right_required,
  token_not_allowed,
  cursor_not_found,
  too_many_cursors,
  bulk_api_not_allowed,
  comment_not_found,
  comment_of_other,
  action_not_there,
  assignee_required,
  assignee_not_allowed,
  not_assignee,
  one_assignee_only,
  // warnings: they let the call pass and go to the journal
  warn_response_body,
  warn_response_header_line,
  warn_upload,
  warn_charset,
  warn_binary,
  warn_url_not_ascii,
  warn_header_dropped,
  warn_form_object,
  warn_empty_json,
  warn_method_override,
  warn_own_origin,
  warn_failure_callback_ignored,
  warn_credentials_unchecked,
  warn_file_name,
  warn_words_at_once,
  warn_query_of_open_app,
  warn_event_unheard,
  warn_event_unknown,
  warn_event_never,
  warn_event_promise,
  warn_event_lost,
  warn_event_change,
  warn_event_value,
  warn_lookup_source,
  warn_member_unknown,
  warn_member_not_judged,
  warn_config_prefix,
  warn_saved_data_dropped,
  warn_page_member,
  warn_in_handler,
  error_count
};

struct error_entry {
  error id;
  /// The HTTP status where kintone's side answers with it; 0 where it never does.
  int status;
  std::string_view code;
  std::string_view en;
  std::string_view ja;
};

/// Every error in the order of the enumeration.
[[nodiscard]] std::span<const error_entry> error_table();

[[nodiscard]] const error_entry& entry_of(error id);

/// Begins `{"code", "id", "message"`, as kintone tells an error. `error_id`: new for each (P16).
void begin_error(json_writer& text, error id, std::string_view error_id, std::string_view message);

/// The message of `id` with `{0}`, `{1}`, … replaced by `told`.
[[nodiscard]] sentence sentence_of(error id, locale language, facts told = {});

/// The same in one language.
[[nodiscard]] std::string message_of(error id, locale language, facts told = {});

}  // namespace kintone
