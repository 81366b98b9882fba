// One upload (F01 to F07, T03, T05): chunks in; out come which bytes are the file's, and its upload key.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/multipart/form_reader.h"
#include "core/rest/authentication.h"
#include "core/rest/file_registry.h"

namespace kintone::rest {

class upload {
 public:
  /// `w` and `files` must outlive it. `space`: the guest space, or 0. `boundary` is one
  /// (multipart::boundary_of). `token`: the request token in the query, which counts before the form's.
  upload(world::world& w, file_registry& files, identity who, number space, std::string_view boundary,
         std::optional<std::string> token);

  /// Under which the file's bytes are to be kept. They are to be forgotten unless `is_kept` in the end.
  [[nodiscard]] file_id id() const { return id_; }

  /// Takes the next chunk of the body, of less than 4 GiB. False: it is to be read no further.
  [[nodiscard]] bool feed(std::string_view chunk) { return form_.feed(chunk); }
  /// Which bytes of the last chunk are the file's; `held` ones are the first of `delimiter`.
  [[nodiscard]] const multipart::file_bytes& bytes() const { return form_.bytes(); }
  [[nodiscard]] std::string_view delimiter() const { return form_.delimiter(); }

  /// The body ended, or is not read further: writes `{"fileKey"}` where all is well. Once.
  [[nodiscard]] verdict end(json_writer& answer);
  [[nodiscard]] bool is_kept() const { return is_kept_; }
  /// The name of a file that is kept, where its bytes were no UTF-8; else null.
  [[nodiscard]] const std::string* damaged_name() const {
    return is_kept_ && form_.is_name_damaged() ? &form_.file_name() : nullptr;
  }

 private:
  world::world& world_;
  file_registry& files_;
  identity who_;
  number space_;
  multipart::form_reader form_;
  std::optional<std::string> token_;
  file_id id_;
  bool is_kept_ = false;
};

}  // namespace kintone::rest
