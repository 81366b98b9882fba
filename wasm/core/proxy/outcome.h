// What the caller gets: body, status and headers of an answer, or the string of a failure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/proxy/call.h"

namespace kintone::proxy {

struct outcome {
  bool success = false;
  /// Of a success.
  int status = 0;
  http::fields headers;
  /// Of a success: the body, where it is not what the transport received (P17).
  std::optional<std::string> body;
  /// Of a failure: its code, and the string that kintone rejects with (P16).
  std::string code;
  sentence error;
  /// Where no route took it: which came nearest, and why it did not fit. It stands in `error`, too.
  std::string unmatched;
  /// Set where nobody is told of the failure: the sentence to print (P13). Of a relayed call the page
  /// prints and counts it.
  std::string dropped;
  /// Set where the author of the call, the test or the set-up made a mistake, whatever the caller does with
  /// the failure: nobody is told of it (`dropped`), no route and no network had an answer, or a route's
  /// function threw. The whole message.
  std::string complaint;
  bool binary = false;
  /// Bytes of the answer's body that came, decoded from their content coding; in a served page 0.
  std::uint64_t received = 0;
  std::vector<warning> warnings;
  /// Of a relayed call: the HTTP status that the relay answers with; else 0.
  int relay_status = 0;
};

/// P24: UTF-8 where `bytes` are valid, else Latin-1.
[[nodiscard]] std::string delivered_text(std::string_view bytes);

/// P24: one field a name, with the first line's name and case; later ones of the same name are joined to it.
[[nodiscard]] http::fields delivered_headers(const http::fields& lines);

/// P16: `{"code","id","message"}`, with `errors` where arguments are wrong, in both languages.
[[nodiscard]] sentence failure_text(error kind, const sentence& message,
                                    const std::vector<wrong_argument>& problems, std::string_view id);

}  // namespace kintone::proxy
