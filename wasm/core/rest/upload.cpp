#include "core/rest/upload.h"

#include "core/base/limits.h"
#include "core/base/number.h"

namespace kintone::rest {

upload::upload(world::world& w, file_registry& files, identity who, number space, std::string_view boundary,
               std::optional<std::string> token)
    : world_(w),
      files_(files),
      who_(std::move(who)),
      space_(space),
      form_(boundary),
      token_(std::move(token)),
      id_(files.begin()) {}

verdict upload::end(json_writer& answer) {
  const multipart::form_outcome outcome = form_.end();
  // The token may come behind the file, so what is not read to its end is judged without.
  if (outcome == multipart::form_outcome::broken) {
    return form_.is_cut_off()
               ? refuse_because(error::not_multipart, reason::form_cut_off)
               : refuse_because(error::not_multipart, reason::form_malformed, decimal(form_.parts()));
  }
  if (outcome == multipart::form_outcome::too_large) {
    return refuse(error::file_too_large, decimal(file_size));
  }
  const auto& token = token_ ? token_ : form_.request_token();
  if (auto refused = token_fault(world_, who_, token, form_.names())) return refused;
  if (outcome == multipart::form_outcome::two_files) {
    return refuse_because(error::illegal_request, reason::two_files, decimal(form_.files()));
  }
  if (outcome == multipart::form_outcome::no_file) {
    return form_.files() > 0
               ? refuse_because(error::illegal_request, reason::file_without_name)
               : refuse_because(error::illegal_request, reason::no_file_part, told_names(form_.names()));
  }
  if (!files_.has_room(form_.file_name())) {
    return refuse(error::file_not_kept,
                  text_of(phrase::files_too_many, world_.language(), {decimal(file_names)}));
  }
  is_kept_ = true;
  answer.open('{').name("fileKey");
  answer.string(files_.issue(id_, form_.file_name(), form_.file_size(), space_, world_.time().now()));
  answer.close('}');
  return nullptr;
}

}  // namespace kintone::rest
