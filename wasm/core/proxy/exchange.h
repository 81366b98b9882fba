// One call of kintone.proxy or kintone.proxy.upload: facts in, decisions out. No sockets, no clock, no
// bodies.
//
//   open ──┬─► send ──► head ──► chunk* ──► end ──► outcome
//          │    ▲  ▲      │ skip (1xx)
//          │    │  └──────┘
//          │    │ └─ hop ◄── redirect
//          ├─► json ──► serialized ─► send
//          └─► done                       fail, expire, abort: from any state ─► outcome
//
// The first thing that ends an exchange decides; whatever comes later is ignored. Of a body only the length
// is told: the transport keeps the bytes, which are decoded once, in JavaScript, with a label chosen here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/proxy/call.h"
#include "core/proxy/outcome.h"
#include "core/world/world.h"

namespace kintone::proxy {

/// What is to happen next.
enum class next : std::uint8_t {
  json,      ///< make the JSON text of `data` and say how that went: `serialized`
  send,      ///< send `outgoing()`
  skip,      ///< an interim answer: wait for the next head
  body,      ///< deliver the length of each body chunk
  redirect,  ///< resolve `redirect_location()` and go on with `hop`
  done       ///< `conclude`
};

class exchange {
 public:
  /// `w` must outlive the exchange.
  exchange(world::world& w, call c);

  /// Checks the call. `next::json`, `next::send` or `next::done`.
  [[nodiscard]] next open();

  [[nodiscard]] const settlement& how_to_settle() const { return settlement_; }

  /// After `next::json`: type "string" for a JSON text, "object" where that text is `{}`, "undefined" where
  /// there is none, "threw" with the error's text. `next::send` or `next::done`.
  [[nodiscard]] next serialized(const argument& how);

  /// The request to send, after `next::send`.
  [[nodiscard]] const request& outgoing() const { return request_; }

  /// Lines of a head that are worth telling: one more than allowed.
  [[nodiscard]] std::uint64_t most_lines() const {
    return std::uint64_t{world_.options().limits.response_header_lines} + 1;
  }

  /// P18. Told at the start of a request, of each part of it that is on its way (`is_last`: of its last
  /// byte). Milliseconds to set the exchange's one timer to, or 0: leave it as it is. When it runs out:
  /// `expire`.
  [[nodiscard]] std::uint32_t progress(bool is_last);

  /// The head of an answer; field values as bytes.
  [[nodiscard]] next head(int status, http::fields lines);

  /// After `next::body`: the codings to take off, the outermost first (P23).
  [[nodiscard]] const std::vector<std::string>& codings() const { return codings_; }
  /// Labels to decode the text with: the first that the platform knows (P22).
  [[nodiscard]] const std::vector<std::string>& charsets() const { return charsets_; }

  /// After `next::redirect`: the Location as received, to be resolved against `outgoing().url()`.
  [[nodiscard]] const std::string& redirect_location() const { return redirect_location_; }
  /// P27: where it leads. `next::send` or `next::done`.
  [[nodiscard]] next hop(const location& where);

  /// A body chunk of `bytes` bytes after content decoding. False: stop reading (P19).
  [[nodiscard]] bool chunk(std::uint64_t bytes);

  /// The answer is complete.
  void end();
  /// There is none, or not all of it: the platform's error code, and its sentence or the address that was
  /// refused.
  void fail(std::string_view code, std::string_view detail);
  /// `data.value` could not be read to its end.
  void fail_upload(std::string_view reason);
  /// The timer ran out (P18).
  void expire();
  /// shim.reset() or shim.dispose().
  void abort();

  [[nodiscard]] bool is_done() const { return done_; }

  /// The end. `is_damaged`: bytes of the body were no text of the charset (P22). Once.
  [[nodiscard]] outcome conclude(bool is_damaged);

 private:
  next finish(error kind, std::initializer_list<std::string_view> facts = {});
  next finish_with_problems();
  next finish_too_large();
  /// P32, and the call goes out.
  next depart();
  void warn(error kind, std::initializer_list<std::string_view> facts);
  /// P20, P21, P28; the error's message where a rule is broken.
  std::optional<next> judge_head();
  [[nodiscard]] bool is_redirect() const;
  [[nodiscard]] bool has_body() const;
  /// Bytes by Content-Length; 0 where there is none.
  [[nodiscard]] std::uint64_t announced_length() const;
  [[nodiscard]] std::uint32_t line_limit() const;

  world::world& world_;
  call call_;
  settlement settlement_;
  request request_;
  std::vector<problem> problems_;
  std::vector<warning> warnings_;

  bool sent_ = false;
  bool has_head_ = false;
  bool done_ = false;
  std::uint32_t hops_ = 0;
  int status_ = 0;
  http::fields lines_;
  std::vector<std::string> codings_;
  std::vector<std::string> charsets_;
  std::string redirect_location_;
  std::uint64_t received_ = 0;

  bool succeeded_ = false;
  std::optional<std::string> body_;
  std::optional<error> error_;
  std::string message_;
};

}  // namespace kintone::proxy
