#include "core/multipart/file_name.h"

#include "core/base/utf8.h"

namespace kintone::multipart {
namespace {

/// Bytes at the start of `text`, which begins with no character, that stand for one U+FFFD: those that a
/// character could begin with, at least one (Encoding standard, "UTF-8 decoder").
std::size_t broken_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() &&
         utf8::sequence_length(std::string(text.substr(0, length + 1)) + "\x80\x80") != 0) {
    ++length;
  }
  return length;
}

}  // namespace

std::string file_name_of(std::string_view filename) {
  std::string_view rest = filename.substr(filename.find_last_of("/\\") + 1);
  std::string name;
  while (!rest.empty()) {
    const std::size_t length = utf8::sequence_length(rest);
    if (length > 0) {
      name += rest.substr(0, length);
      rest.remove_prefix(length);
    } else {
      name += "\xEF\xBF\xBD";
      rest.remove_prefix(broken_length(rest));
    }
  }
  return name;
}

}  // namespace kintone::multipart
