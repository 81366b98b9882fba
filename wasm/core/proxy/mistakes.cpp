#include "core/proxy/mistakes.h"

#include "core/http/media_type.h"

namespace kintone::proxy {

void warn_of_body(const request& r, locale language, std::vector<warning>& warnings) {
  const std::string* type = http::find(r.fields, "content-type");
  if (type == nullptr) return;
  const std::string essence = http::essence_of(*type);
  const auto warn = [&](error kind) { warnings.push_back({kind, sentence_of(kind, language)}); };
  if (r.content == body::json && essence == "application/x-www-form-urlencoded")
    warn(error::warn_form_object);
  if (r.content == body::empty && essence == "application/json") warn(error::warn_empty_json);
}

void warn_of_fields(const request& r, std::string_view own_origin, locale language,
                    std::vector<warning>& warnings) {
  const std::string* meant = http::find(r.fields, "x-http-method-override");
  if (meant == nullptr || r.origin() == own_origin) return;
  warnings.push_back(
      {error::warn_method_override,
       sentence_of(error::warn_method_override, language, {*meant, r.origin(), http::name_of(r.method)})});
}

}  // namespace kintone::proxy
