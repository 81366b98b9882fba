// Sentences that are no errors of their own, in English and Japanese.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

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
  option_unknown,
  option_value,
  option_threw,
  argument_value,
  expected_word,
  expected_origin,
  expected_network,
  expected_clock_step,
  expected_port,
  expected_host,
  expected_root,
  expected_shim,
  expected_boolean,
  expected_function,
  expected_seed,
  expected_limits,
  expected_fetch,
  expected_ca,
  expected_users,
  expected_api_tokens,
  expected_guest_spaces,
  expected_apps,
  opaque_redirect,
  relay_answer,
  failure_dropped,
  unmatched_call,
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
  field_id,
  field_revision,
  field_object,
  field_list,
  field_list_length,
  field_files,
  field_text,
  field_twice,
  more,
  phrase_count
};

[[nodiscard]] std::string text_of(phrase id, locale language,
                                  std::initializer_list<std::string_view> facts = {});

/// `pattern` with `{0}`, `{1}`, … replaced by `facts`.
[[nodiscard]] std::string fill(std::string_view pattern, std::initializer_list<std::string_view> facts);

}  // namespace kintone
