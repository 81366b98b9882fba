// Sentences that are no errors of their own, in English and Japanese.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace kintone {

enum class locale : std::uint8_t { en, ja };

/// What is wrong with one argument (P01) or option, and what is printed.
enum class phrase : std::uint8_t {
  url_type,
  text_too_long,
  url_not_absolute,
  url_scheme,
  url_raw_character,
  url_backslash,
  url_credentials,
  url_and_query,
  base_not_plain,
  path_not_below,
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
  data_callback,
  data_json,
  data_upload,
  data_format,
  data_value,
  data_value_form,
  instead,
  data_value_unreadable,
  callback_type,
  threw,
  option_unknown,
  option_value,
  option_threw,
  argument_value,
  expected_word,
  expected_origin,
  expected_network,
  expected_network_entry,
  expected_clock_step,
  expected_filter,
  expected_port,
  expected_host,
  expected_root,
  expected_shim,
  expected_rest_path,
  expected_tls,
  expected_boolean,
  expected_function,
  expected_seed,
  expected_limits,
  expected_fetch,
  expected_ca,
  expected_users,
  expected_one_of,
  expected_rights,
  expected_rights_of_user,
  expected_time_zone,
  expected_session,
  expected_api_tokens,
  expected_guest_spaces,
  expected_guest_space,
  expected_apps,
  expected_field_type,
  expected_event_type,
  expected_event_types,
  expected_event,
  expected_length,
  expected_number,
  expected_options,
  expected_protocol,
  expected_lookup,
  expected_table_fields,
  expected_code,
  expected_code_once,
  expected_cell_type,
  expected_precision,
  expected_answer,
  expected_records,
  expected_seed_value,
  snapshot_unreadable,
  expected_entered_field,
  expected_entered_text,
  expected_entered_list,
  expected_entered_option,
  expected_entered_user,
  expected_entered_files,
  form_row_needed,
  form_no_row,
  form_disabled,
  form_set_refused,
  gives_null,
  does_nothing,
  form_changes,
  form_table,
  expected_shown,
  form_undeclared,
  expected_plugin_id,
  expected_config,
  expected_presets,
  expected_preset,
  expected_proxy_configs,
  expected_saved_headers,
  expected_saved_header,
  expected_object,
  expected_saved_value,
  expected_screen,
  expected_script,
  expected_map,
  expected_id,
  expected_extend,
  expected_quirks,
  expected_api_path,
  expected_api_method,
  settings_in_page,
  expected_date,
  expected_text,
  expected_state,
  no_action_here,
  expected_styled_field,
  all_records,
  view_unknown,
  no_document,
  space_missing,
  page_closed,
  page_action_elsewhere,
  open_option_elsewhere,
  page_left,
  page_not_editing,
  page_list_fixed,
  page_record_missing,
  page_tables,
  page_rows,
  page_url,
  manifest_malformed,
  manifest_remote,
  not_installed,
  window_without_scripts,
  load_needs_files,
  file_unreadable,
  script_threw,
  target_app_missing,
  plugin_argument,
  plugin_member,
  config_key,
  config_value,
  config_value_length,
  config_size,
  config_mask,
  network_live,
  address_named,
  files_too_many,
  address_closed,
  opaque_redirect,
  relay_answer,
  failure_dropped,
  unmatched_call,
  call_pending,
  body_is_blob,
  member_missing,
  runner_missing,
  route_misfit,
  route_difference,
  route_differences,
  route_used_up,
  route_silent,
  route_nothing,
  route_line,
  route_line_silent,
  route_pending,
  route_waits_for_own,
  route_to_own_origin,
  route_threw,
  field_required,
  field_object,
  field_list,
  field_list_length,
  field_files,
  field_text,
  field_twice,
  parameter_integer,
  parameter_least,
  parameter_most,
  parameter_boolean,
  parameter_size,
  parameter_enum,
  requests_size,
  app_name_length,
  records_added,
  records_updated,
  ids_deleted,
  record_to_update,
  value_required,
  value_unique,
  value_shorter,
  value_longer,
  value_number,
  value_digits,
  value_most,
  value_least,
  value_option,
  value_url,
  value_date,
  value_time,
  value_instant,
  value_future,
  query_format,
  more,
  event_copy,
  event_value_own,
  event_value_lookup,
  event_value_file,
  folder_pages,
  folder_without_pages,
  phrase_count
};

/// A text in the language of its shim that can be said in the other one, too: for people who read it
/// elsewhere.
struct sentence : std::string {
  sentence() = default;
  sentence(const char* text) : std::string(text) {}
  sentence(std::string text) : std::string(std::move(text)) {}
  sentence(std::string text, std::string translation)
      : std::string(std::move(text)), translation_(std::move(translation)) {}

  /// Itself where it has no translation.
  [[nodiscard]] const std::string& translated() const { return translation_.empty() ? *this : translation_; }

  sentence& append(const sentence& more);

 private:
  std::string translation_;
};

/// What stands for `{0}`, `{1}`, … in a text: a text, or a sentence, which is translated with it.
struct fact {
  std::string_view text;
  std::string_view translated;

  fact(std::string_view both) : text(both), translated(both) {}
  fact(const std::string& both) : text(both), translated(both) {}
  fact(const char* both) : text(both), translated(both) {}
  fact(const sentence& its) : text(its), translated(its.translated()) {}
};

using facts = std::initializer_list<fact>;

/// A pattern in both languages, with `{0}`, `{1}`, … replaced by `told`.
[[nodiscard]] sentence sentence_of(std::string_view en, std::string_view ja, locale language, facts told);

[[nodiscard]] sentence sentence_of(phrase id, locale language, facts told = {});

/// The same in one language.
[[nodiscard]] std::string text_of(phrase id, locale language, facts told = {});

[[nodiscard]] constexpr locale other_than(locale language) {
  return language == locale::ja ? locale::en : locale::ja;
}

/// `en` or `ja`, as the option locale has it.
[[nodiscard]] constexpr std::string_view name_of(locale language) {
  return language == locale::ja ? "ja" : "en";
}

/// `pattern` with `{0}`, `{1}`, … replaced by `told`.
[[nodiscard]] std::string fill(std::string_view pattern, facts told);

}  // namespace kintone
