// The answer to one request, from the bytes of a connection, which come in any pieces (RFC 9112). It sees
// what is no body: status line, fields, chunk sizes, trailers. Of a body it says only how many of the next
// bytes are of it. Interim answers are passed over, however many (P29). What it holds is bounded by the
// limits of lines.
//
//   status_line ─► head ─► body_bytes ─────────────────────────► done
//        ▲           │ └─► size ─► extension ─► size_end ─► trailers ─┘
//        └── 1xx ────┘        ▲                       ▼
//                             └── data_cr ◄── chunk_bytes
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/http/field_section_reader.h"
#include "core/http/framing.h"
#include "core/http/reading.h"

namespace kintone::http {

/// What comes next, once the bytes that were told are dealt with.
enum class reading : std::uint8_t {
  more,   ///< the next bytes
  head,   ///< `status()` and `take_lines()`: the final answer's; then `read` goes on
  ended,  ///< the answer is whole
  failed  ///< `problem()`
};

struct read_bytes {
  reading next = reading::more;
  /// So many of the bytes are dealt with,
  std::size_t passed = 0;
  /// and so many behind them are of the body.
  std::uint64_t body = 0;
};

class response_reader {
 public:
  explicit response_reader(line_limits limits) : limits_(limits), section_(limits) {}

  /// The next bytes: those that can be seen, and how many there are with those behind them. Called again with
  /// what is left, until all are dealt with or the answer has ended; once more after `head`, even with none.
  read_bytes read(std::string_view seen, std::uint64_t available);

  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] fields take_lines() { return section_.take_lines(); }
  /// The answer is whole when the other end closes the connection.
  [[nodiscard]] bool ends_with_connection() const {
    return framing_.end == body_end::connection && state_ == state::body_bytes;
  }
  /// Some byte of an answer was read, be it of an interim one.
  [[nodiscard]] bool has_begun() const { return has_begun_; }
  /// Milliseconds for which the connection of an answer that has ended may be kept for another request; 0:
  /// not.
  [[nodiscard]] std::uint32_t idle_time() const;
  [[nodiscard]] const reading_problem& problem() const { return problem_; }

 private:
  enum class state : std::uint8_t {
    status_line,
    head,
    body_bytes,
    size,
    extension,
    size_end,
    chunk_bytes,
    data_cr,
    data_lf,
    trailers,
    done
  };

  std::size_t read_framing(std::string_view bytes);
  void read_status_line(char c);
  void read_chunk_line(char c);
  std::size_t read_section(std::string_view bytes);
  void begin_body();
  void fail(reading_fault fault, std::string where);
  [[nodiscard]] bool is_in_body() const {
    return state_ == state::body_bytes || state_ == state::chunk_bytes;
  }
  void take(std::uint64_t bytes);

  line_limits limits_;
  state state_ = state::status_line;
  reading_problem problem_;
  field_section_reader section_;
  framing framing_;
  bool has_begun_ = false;
  bool is_line_ending_ = false;
  bool has_head_ = false;
  bool is_persistent_ = false;
  std::uint32_t rest_ = 0;
  int minor_ = 0;
  int status_ = 0;
  /// Bytes of a status or chunk line so far.
  std::uint32_t line_ = 0;
  /// Bytes of the body, or of a chunk, that are still to come.
  std::uint64_t left_ = 0;
};

}  // namespace kintone::http
