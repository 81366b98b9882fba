// The head of an answer: what its field lines say, and whether it keeps the rules (P19–P23, P27, P28).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/proxy/call.h"

namespace kintone::proxy {

/// What ends a call without an answer.
struct call_failure {
  error kind;
  sentence message;
  /// A function of a route threw, or gave what is no answer.
  bool is_of_route = false;
};

struct response {
  /// 0: no head has come.
  int status = 0;
  /// As received, without the blanks at the ends of values.
  http::fields lines;
  /// To take off, the outermost first (P23).
  std::vector<std::string> codings;
  /// Labels to decode the text with: the first that the platform knows (P22).
  std::vector<std::string> charsets;
  /// Of a status whose Location can be followed (P27).
  std::optional<std::string> location;

  [[nodiscard]] bool has_head() const { return status != 0; }
  /// P23: 204 and 304 are empty whatever they announce.
  [[nodiscard]] bool has_body() const { return status != 204 && status != 304; }
  /// Bytes of the body, once decoded, as far as the head tells; 0 where it does not.
  [[nodiscard]] std::uint64_t announced_length() const;
};

/// Reads the head of a final answer; field values as bytes.
[[nodiscard]] response read_head(int status, http::fields lines);

/// P20, P21, P28: the first rule that is broken. What a head is warned of is added to `warnings`.
[[nodiscard]] std::optional<call_failure> judge(const response& r, const proxy_function& called,
                                                std::string_view origin, const world::settings& s,
                                                std::vector<warning>& warnings);

}  // namespace kintone::proxy
