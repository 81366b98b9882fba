// A form, read plainly: the whole body at hand, one rule after the other, no state. What core/multipart reads
// from any chunks is compared with this.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/multipart/form_reader.h"

namespace kintone::tests {

/// What a body is, and what it holds. Where it is broken or too large, the outcome alone counts.
struct form {
  multipart::form_outcome outcome = multipart::form_outcome::broken;
  bool has_file = false;
  std::string file_name;
  std::string content;
  std::optional<std::string> token;

  bool operator==(const form&) const = default;
};

namespace plainly {

inline bool is_token(std::string_view text) {
  return !text.empty() && text.find_first_not_of(
                              "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
}

inline std::string lower(std::string_view text) {
  std::string all(text);
  for (char& c : all) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return all;
}

inline std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// `text` at each `;` that is not within quotes; nothing where quotes do not end.
inline std::optional<std::vector<std::string_view>> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      is_quoted = !is_quoted;
    } else if (text[i] == ';' && !is_quoted) {
      pieces.push_back(trim(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  if (is_quoted) return std::nullopt;
  pieces.push_back(trim(text.substr(begin)));
  return pieces;
}

/// A token, or a quoted-string, in which a backslash quotes quotes and backslashes.
inline std::optional<std::string> value_of(std::string_view text) {
  if (is_token(text)) return std::string(text);
  if (text.size() < 2 || text.front() != '"') return std::nullopt;
  std::string value;
  std::size_t i = 1;
  for (; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      ++i;
      if (text[i] != '"' && text[i] != '\\') value += '\\';
    }
    value += text[i];
  }
  if (i + 1 != text.size()) return std::nullopt;
  return value;
}

/// The Encoding standard's UTF-8 decoder, step by step, to UTF-8 again.
inline std::string decode(std::string_view bytes) {
  std::string text;
  std::string sequence;
  std::size_t needed = 0;
  int lower_boundary = 0x80;
  int upper_boundary = 0xBF;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int byte = static_cast<unsigned char>(bytes[i]);
    if (needed == 0) {
      sequence = bytes[i];
      if (byte < 0x80) {
        text += bytes[i];
      } else if (byte >= 0xC2 && byte <= 0xDF) {
        needed = 1;
      } else if (byte >= 0xE0 && byte <= 0xEF) {
        if (byte == 0xE0) lower_boundary = 0xA0;
        if (byte == 0xED) upper_boundary = 0x9F;
        needed = 2;
      } else if (byte >= 0xF0 && byte <= 0xF4) {
        if (byte == 0xF0) lower_boundary = 0x90;
        if (byte == 0xF4) upper_boundary = 0x8F;
        needed = 3;
      } else {
        text += "\xEF\xBF\xBD";
      }
      continue;
    }
    const bool fits = byte >= lower_boundary && byte <= upper_boundary;
    lower_boundary = 0x80;
    upper_boundary = 0xBF;
    if (!fits) {
      needed = 0;
      text += "\xEF\xBF\xBD";
      --i;  // The byte is read again, as the first of a character.
      continue;
    }
    sequence += bytes[i];
    if (--needed == 0) text += sequence;
  }
  return needed > 0 ? text + "\xEF\xBF\xBD" : text;
}

struct part {
  std::optional<std::string> name;
  std::optional<std::string> filename;
};

/// What a header, given without its empty line, says of its part; nothing where it is broken.
inline std::optional<part> read_header(std::string_view header, std::string_view delimiter) {
  std::vector<std::string> fields;
  while (!header.empty()) {
    const std::size_t end = header.find("\r\n");
    const std::string_view line = header.substr(0, end);
    header.remove_prefix(end + 2);
    for (const char c : line) {
      if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) return std::nullopt;
    }
    if (line.starts_with(delimiter.substr(2))) return std::nullopt;
    if (line.front() != ' ' && line.front() != '\t') {
      fields.emplace_back(line);
    } else if (fields.empty()) {
      return std::nullopt;
    } else {
      fields.back() += line;
    }
  }
  std::optional<part> found;
  for (const std::string& field : fields) {
    const std::size_t colon = field.find(':');
    if (colon == std::string::npos || !is_token(field.substr(0, colon))) return std::nullopt;
    if (lower(field.substr(0, colon)) != "content-disposition") continue;
    if (found) return std::nullopt;
    found.emplace();
    const auto pieces = pieces_of(std::string_view(field).substr(colon + 1));
    if (!pieces || !is_token(pieces->front())) return std::nullopt;
    for (std::size_t i = 1; i < pieces->size(); ++i) {
      const std::string_view piece = (*pieces)[i];
      if (piece.empty()) continue;
      const std::size_t equals = piece.find('=');
      if (equals == std::string_view::npos || !is_token(piece.substr(0, equals))) return std::nullopt;
      const std::string name = lower(piece.substr(0, equals));
      const auto value = value_of(piece.substr(equals + 1));
      if (!value) return std::nullopt;
      if (name != "name" && name != "filename") continue;
      auto& target = name == "name" ? found->name : found->filename;
      if (target) return std::nullopt;
      target = value;
    }
    if (lower(pieces->front()) != "form-data") *found = {};
  }
  return found.value_or(part());
}

/// How many of the bytes at the end of `text` may begin a delimiter.
inline std::size_t unfinished(std::string_view text, std::string_view delimiter) {
  std::size_t length = std::min(text.size(), delimiter.size() - 1);
  while (!text.ends_with(delimiter.substr(0, length))) --length;
  return length;
}

}  // namespace plainly

/// Reads `body` as the form that its delimiters cut.
inline form read_plainly(std::string_view body, std::string_view boundary,
                         const multipart::form_limits& limits) {
  using multipart::form_outcome;
  const std::string delimiter = "\r\n--" + std::string(boundary);
  // The first delimiter may stand at the very start.
  const std::string all = "\r\n" + std::string(body);
  form read;
  std::size_t at = all.find(delimiter);
  std::size_t parts = 0;
  std::size_t files = 0;
  while (at != std::string::npos) {
    at += delimiter.size();
    if (all.substr(at, 2) == "--") {
      read.outcome = files > 1       ? form_outcome::two_files
                     : read.has_file ? form_outcome::ok
                                     : form_outcome::no_file;
      return read;
    }
    at = std::min(all.find_first_not_of(" \t", at), all.size());
    if (all.substr(at, 2) != "\r\n") return {};
    at += 2;
    if (++parts > limits.parts) return {};

    const bool has_header = all.substr(at, 2) != "\r\n";
    const std::size_t end = has_header ? all.find("\r\n\r\n", at) : at - 2;
    if (end == std::string::npos || end + 4 - at > limits.part_header) return {};
    const auto part = plainly::read_header(std::string_view(all).substr(at, end + 2 - at), delimiter);
    if (!part) return {};
    at = end + 4;
    if (std::string_view(all).substr(at).starts_with(std::string_view(delimiter).substr(2))) return {};

    std::string content = all.substr(at, all.find(delimiter, at) - at);
    at = all.find(delimiter, at);
    if (at == std::string::npos) content.resize(content.size() - plainly::unfinished(content, delimiter));
    if (!part->filename && content.size() > limits.text) return {};
    if (part->name == "__REQUEST_TOKEN__" && !part->filename && !read.token) read.token = content;
    if (part->name != "file" || ++files > 1 || !part->filename) continue;
    const std::string name = plainly::decode(part->filename->substr(part->filename->find_last_of("/\\") + 1));
    if (name.empty()) continue;
    if (content.size() > limits.file) return {form_outcome::too_large, false, {}, {}, {}};
    read.has_file = true;
    read.file_name = name;
    read.content = content;
  }
  return {};
}

}  // namespace kintone::tests
