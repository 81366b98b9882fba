// The bodies of requests to kintone's REST side, as the step `ask` describes them
// (tests/conformance/README.md); tests/support/conformance/form.js makes the same.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/native/conformance/values.h"

namespace kintone::conformance {

/// `${file}` in a body that is given as a text: the header of a part with a file.
constexpr std::string_view file_header =
    "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";

/// A text that is repeated until it has `length` bytes: a file of a gigabyte is never in one piece.
struct piece {
  std::string text;
  std::size_t length;
};

using pieces = std::vector<piece>;

inline std::size_t length_of(const pieces& body) {
  std::size_t length = 0;
  for (const piece& each : body) length += each.length;
  return length;
}

/// A list of so many texts, each with its number in the place of `#`.
inline std::string numbered(const json& list) {
  std::string text;
  for (std::size_t i = 1; i <= size_at(list, "count"); ++i) {
    std::string one = bytes_of(list["text"]);
    for (std::size_t at = one.find('#'); at != std::string::npos; at = one.find('#'))
      one.replace(at, 1, std::to_string(i));
    text += (i > 1 ? "," : "") + one;
  }
  return text;
}

/// Bytes as `bytes_of` reads them, added in order.
inline void add(pieces& body, const json& data) {
  if (data.is_array()) {
    for (const json& each : data) add(body, each);
  } else if (tag_of(data) == "numbered") {
    add(body, numbered(data));
  } else if (tag_of(data) == "repeat") {
    const std::string text = bytes_of(data["text"]);
    body.push_back({text, text.size() * size_at(data, "times")});
  } else if (const std::string_view fill = string_of(member(data, "fill")); !fill.empty()) {
    body.push_back({std::string(fill), size_at(data, "length")});
  } else {
    const std::string bytes = bytes_of(data);
    body.push_back({bytes, bytes.size()});
  }
}

/// The whole body, where it is not large.
inline std::string text_of(const pieces& body) {
  std::string text;
  for (const piece& each : body) text += bytes_of({{"fill", each.text}, {"length", each.length}});
  return text;
}

/// Gives the body to `take`, at most `most` bytes at a time, until it returns false.
template <typename taker>
void feed(const pieces& body, std::size_t most, taker take) {
  for (const piece& each : body) {
    if (each.length == 0) continue;
    // As many repetitions as fit, so that every chunk but the last begins alike.
    const std::size_t period = each.text.size();
    const std::size_t chunk = period >= most ? most : most / period * period;
    std::string text = each.text;
    while (text.size() < std::min(chunk, each.length)) text += each.text;
    for (std::size_t at = 0; at < each.length;) {
      const std::size_t begin = at % text.size();
      const std::size_t length = std::min({most, text.size() - begin, each.length - at});
      if (!take(std::string_view(text).substr(begin, length))) return;
      at += length;
    }
  }
}

/// The lines of a part, with the empty one.
inline std::string part_header(const json& part) {
  std::string header;
  if (part.contains("header")) {
    header = bytes_of(part["header"]);
  } else {
    header = "Content-Disposition: form-data; name=\"" + bytes_of(part["name"]) + "\"";
    if (part.contains("filename")) header += "; filename=\"" + bytes_of(part["filename"]) + "\"";
    header += "\r\n";
    if (part.contains("type")) header += "Content-Type: " + bytes_of(part["type"]) + "\r\n";
  }
  if (const std::size_t length = size_at(part, "headerLength"); length > 0) {
    const std::string_view padding = "X-Padding: ";
    const std::size_t rest = length - header.size() - padding.size() - 4;
    header += std::string(padding) + std::string(rest, 'x') + "\r\n";
  }
  return header + "\r\n";
}

inline pieces form_of(const json& parts, const std::string& boundary) {
  pieces body;
  for (const json& part : parts) {
    const std::string header = "--" + boundary + "\r\n" + part_header(part);
    for (std::size_t times = std::max<std::size_t>(1, size_at(part, "times")); times > 0; --times) {
      add(body, header);
      add(body, part["text"]);
      add(body, "\r\n");
    }
  }
  add(body, "--" + boundary + "--\r\n");
  return body;
}

inline std::string boundary_in(const json& step) {
  return step.contains("boundary") ? bytes_of(step["boundary"]) : "b";
}

/// The body of a request; none where the step has none.
inline pieces body_of(const json& step) {
  pieces body;
  if (step.contains("form")) return form_of(step["form"], boundary_in(step));
  if (step.contains("json")) add(body, json_text(step["json"]));
  if (step.contains("body")) add(body, step["body"]);
  return body;
}

inline bool has_body(const json& step) {
  return step.contains("form") || step.contains("json") || step.contains("body");
}

inline std::string base64_of(std::string_view bytes) {
  static constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned bits = 0;
    for (std::size_t k = i; k < i + 3; ++k)
      bits = bits << 8U | (k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      text.push_back(i + k <= bytes.size() ? digits[bits >> (18 - 6 * k) & 0x3FU] : '=');
  }
  return text;
}

}  // namespace kintone::conformance
