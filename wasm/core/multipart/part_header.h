// The header of a part (RFC 7578, 4.2): field lines up to an empty one, of which Content-Disposition alone
// matters. Content-Transfer-Encoding and `filename*` are ignored (RFC 7578, 4.2 and 4.7; F06), the type of
// the content too: kintone tells it by the file's extension.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kintone::multipart {

/// What `Content-Disposition: form-data` says, byte by byte; both are missing where there is no such field.
struct disposition {
  std::optional<std::string> name;
  /// With its path; empty where a page's file input was left empty.
  std::optional<std::string> filename;
};

class part_header {
 public:
  enum class state : std::uint8_t { more, done, broken };

  /// `delimiter` with its CRLF; `limit` in bytes of the whole header. The text of `delimiter` outlives this.
  part_header(std::string_view delimiter, std::size_t limit) : delimiter_(delimiter), room_(limit) {}

  /// Reads the next bytes of the header, at most up to its end: how many. Broken (F03, F07): a line that ends
  /// without CR, is no field and continues none, begins with the delimiter, or holds a control character; a
  /// field Content-Disposition that cannot be read, or a second one; more bytes than the limit.
  [[nodiscard]] std::size_t feed(std::string_view chunk);

  [[nodiscard]] state where() const { return state_; }
  /// Once it is done.
  [[nodiscard]] const disposition& found() const { return found_; }

 private:
  [[nodiscard]] state end_line();
  [[nodiscard]] bool end_field();

  std::string_view delimiter_;
  /// Bytes that the header may still have.
  std::size_t room_;
  std::string line_;
  /// The field so far: a line, and those that continue it.
  std::string field_;
  disposition found_;
  bool has_disposition_ = false;
  state state_ = state::more;
};

}  // namespace kintone::multipart
