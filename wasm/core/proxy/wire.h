// One request of an exchange on a connection of its own transport: the bytes of its head, and those of its
// answer, of which the exchange is told.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/http/response_reader.h"
#include "core/proxy/exchange.h"

namespace kintone::proxy {

/// P10–P12, U05: a request's head; values as UTF-8, to be sent as a byte a character. `length`: bytes of what
/// it carries.
[[nodiscard]] std::string request_head(const request& r, std::uint64_t length);

class wire {
 public:
  /// After `next::send`. `x` must outlive it.
  explicit wire(exchange& x) : exchange_(x), reader_(x.line_limits()) {}

  /// `request_head` of the exchange's request.
  [[nodiscard]] std::string head(std::uint64_t length) const {
    return request_head(exchange_.outgoing(), length);
  }

  /// Reads on (`http::response_reader::read`). After `reading::head` and `reading::failed`: `answered`.
  http::read_bytes read(std::string_view seen, std::uint64_t available) {
    return reader_.read(seen, available);
  }

  /// Tells the exchange the head, or what is wrong with the answer.
  [[nodiscard]] next answered();

  /// The connection was closed: nothing is missing.
  [[nodiscard]] bool ends_with_connection() const { return reader_.ends_with_connection(); }

  /// P15: nothing came of an answer, and the request may go out once more: it changes nothing, however often
  /// it arrives (RFC 9110, 9.2.1).
  [[nodiscard]] bool may_repeat() const {
    return !reader_.has_begun() && exchange_.outgoing().method == http::method::get;
  }

  /// After `reading::ended`: milliseconds for which the connection may rest for another request; 0: not at
  /// all.
  [[nodiscard]] std::uint32_t idle_time() const { return reader_.idle_time(); }

 private:
  exchange& exchange_;
  http::response_reader reader_;
};

}  // namespace kintone::proxy
