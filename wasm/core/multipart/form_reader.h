// Reads one upload's form (RFC 7578) as its body arrives: which part is the file, what the request token is,
// and whether it is a form at all (F01 to F07). Facts in: chunks, and the body's end. Decisions out: which
// bytes of the chunk are the file's, whether to read on, the outcome. The file's bytes never stay here.
//
//     boundary_of ─▶ form_reader ─▶ feed, feed, … ─▶ end
//                                    └ file_bytes, has_file, file_name
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/multipart/boundary_scanner.h"
#include "core/multipart/form_limits.h"
#include "core/multipart/part_header.h"

namespace kintone::multipart {

enum class form_outcome : std::uint8_t {
  ok,
  /// F04: a form, but without a usable `file`: none, a plain field, one without a name.
  no_file,
  /// F05: a form with more than one part called `file`.
  two_files,
  /// F03, F07: no form, or one whose headers, texts or parts are too many.
  broken,
  /// F07: the file is larger than its limit.
  too_large,
};

/// Which bytes of the file the last chunk brought, in this order. 32 bits each, for JavaScript to read in
/// place.
struct file_bytes {
  /// So many of the first bytes of `delimiter()`: held back with an earlier chunk, and content after all.
  std::uint32_t held = 0;
  /// From here in the chunk,
  std::uint32_t offset = 0;
  /// so many bytes. A chunk brings one piece at most: a form has one file, and its bytes are neighbours.
  std::uint32_t length = 0;
};

class form_reader {
 public:
  /// `boundary` is what boundary_of read.
  explicit form_reader(std::string_view boundary, const form_limits& limits = {});
  form_reader(const form_reader&) = delete;
  form_reader& operator=(const form_reader&) = delete;

  /// Takes the next chunk of the body, of less than 4 GiB. False: nothing that follows matters, it is to be
  /// read no further; `end` says why.
  [[nodiscard]] bool feed(std::string_view chunk);

  /// Of the last chunk. None where it was not to be read further.
  [[nodiscard]] const file_bytes& bytes() const { return bytes_; }

  /// The body ended, or is not read further. What it is then, and stays.
  [[nodiscard]] form_outcome end();

  /// CR LF - - and the boundary.
  [[nodiscard]] std::string_view delimiter() const { return scanner_.delimiter(); }

  /// Whether the header of the file was read, and with it its name.
  [[nodiscard]] bool has_file() const { return has_file_; }
  /// Well-formed UTF-8 without a path, never empty where there is a file (F06).
  [[nodiscard]] const std::string& file_name() const { return file_name_; }
  /// Whether its bytes were no UTF-8, so that some became U+FFFD.
  [[nodiscard]] bool is_name_damaged() const { return is_name_damaged_; }
  /// Bytes of the file so far.
  [[nodiscard]] std::uint64_t file_size() const { return file_size_; }

  /// The names of its parts, the first few, whatever they are.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// How many parts began, and how many of them are called `file`.
  [[nodiscard]] std::size_t parts() const { return parts_; }
  [[nodiscard]] std::size_t files() const { return files_; }
  /// The body ended before the form did, of which no byte is wrong.
  [[nodiscard]] bool is_cut_off() const { return is_cut_off_; }

  /// The first text called `__REQUEST_TOKEN__`, before or after the file (T03), as its bytes; nothing where
  /// there is none. Complete when the body is.
  [[nodiscard]] const std::optional<std::string>& request_token() const { return request_token_; }

 private:
  enum class state : std::uint8_t { preamble, header, file, token, text, ignored, epilogue, ended };

  [[nodiscard]] std::size_t read_content(std::string_view rest, std::size_t offset);
  [[nodiscard]] std::size_t read_header(std::string_view rest);
  void take_content(const boundary_scanner::step& step, std::string_view rest, std::size_t offset);
  void begin_header();
  void begin_part(const disposition& part);
  void stop(form_outcome why);

  form_limits limits_;
  boundary_scanner scanner_;
  part_header header_;
  state state_ = state::preamble;
  form_outcome outcome_ = form_outcome::broken;
  file_bytes bytes_;
  std::size_t parts_ = 0;
  /// Parts called `file`.
  std::size_t files_ = 0;
  bool has_file_ = false;
  bool is_cut_off_ = false;
  std::vector<std::string> names_;
  std::string file_name_;
  bool is_name_damaged_ = false;
  std::uint64_t file_size_ = 0;
  std::optional<std::string> request_token_;
  /// Bytes of the text so far.
  std::size_t text_size_ = 0;
};

}  // namespace kintone::multipart
