// Why kintone's REST side said no, where its answer does not tell: sentences for whoever writes the request,
// in the journal, the inspector and the log. They are never in an answer, since kintone's has none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/phrase.h"

namespace kintone::rest {

enum class reason : std::uint8_t {
  none,
  // CB_AU01
  no_credentials,
  authorization_not_bearer,
  // CB_JH01
  no_requested_with,
  // CB_CS01
  no_request_token,
  request_token_misspelt,
  request_token_is_file,
  request_token_stale,
  // CB_IL02
  content_type_of_get,
  too_many_api_tokens,
  no_file_part,
  file_without_name,
  two_files,
  // GAIA_HM02
  not_a_form,
  no_boundary,
  form_cut_off,
  form_malformed,
  // CB_WA01
  not_login_and_password,
  login_unknown,
  password_differs,
  // GAIA_IA02
  api_token_malformed,
  api_token_not_declared,
  api_token_of_other_app,
  // CB_OA01
  bearer_not_declared,
  bearer_malformed,
  // CB_IJ01
  not_json,
  no_object,
  value_of_wrong_kind,
  // GAIA_BL01
  key_of_upload,
  key_not_attached,
  key_not_temporary,
  reason_count
};

/// `detail`: what the sentence's `{0}` stands for.
[[nodiscard]] sentence sentence_of(reason why, locale language, std::string_view detail);

/// Names as they are told: in quotation marks, the first few, cut short.
[[nodiscard]] std::string told_names(const std::vector<std::string>& names);

}  // namespace kintone::rest
