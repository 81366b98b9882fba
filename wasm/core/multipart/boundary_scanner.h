// Cuts a multipart body (RFC 2046, 5.1.1) at its delimiters: chunks in, counts out. It keeps no byte of the
// body:
//
//     content ──────────────▶ CR LF - - b o u n d a r y ──▶ blanks* ──▶ CR LF   a part header follows
//        ▲                    └── the delimiter ──────┘ └▶ - ──▶ -              the end, then the epilogue
//        └── something else ──┘                         └▶ something else       broken
//
// What a chunk ends within is a prefix of the delimiter, and only there has it a CR. So what is held back is
// one integer, and where it turns out to be content, its bytes are those of `delimiter()`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kintone::multipart {

class boundary_scanner {
 public:
  enum class event : std::uint8_t {
    /// The chunk is used up.
    more,
    /// A delimiter's line ended: a part header follows. After it: `begin_content`.
    part,
    /// The close delimiter ended: all that follows is epilogue.
    close,
    /// What follows a delimiter must not follow it, or it stands right behind a part header (F03).
    broken,
  };

  struct step {
    event what = event::more;
    /// Content held back until now: so many of the first bytes of `delimiter()`. It comes before:
    std::size_t held = 0;
    /// So many of the first bytes of the chunk are content.
    std::size_t content = 0;
    /// So many of its bytes were read, those of the delimiter too.
    std::size_t used = 0;
  };

  /// Begins in the preamble. `boundary` is one (boundary_of).
  explicit boundary_scanner(std::string_view boundary);

  /// Reads the next bytes of the body, at least one, up to the end of a delimiter's line.
  [[nodiscard]] step feed(std::string_view chunk);

  /// A part header ended. The CRLF at its end is not the delimiter's: an empty part has one of its own.
  void begin_content();

  [[nodiscard]] std::string_view delimiter() const { return delimiter_; }

 private:
  /// What was read of the line behind the delimiter.
  enum class tail : std::uint8_t { nothing, dash, blanks, cr };

  [[nodiscard]] bool opens_with_delimiter(std::string_view chunk);
  void find(std::string_view chunk, step& s);
  void read_tail(std::string_view chunk, step& s);
  [[nodiscard]] event read_tail(char c);

  std::string delimiter_;
  /// Bytes of the delimiter that the body so far ends with. The first needs no CRLF at the very start.
  std::size_t matched_ = 2;
  tail tail_ = tail::nothing;
  /// Bytes of the delimiter without its CRLF that the content, read so far, is; nothing where it is another.
  std::optional<std::size_t> opening_;
};

}  // namespace kintone::multipart
