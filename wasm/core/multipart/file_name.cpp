#include "core/multipart/file_name.h"

#include "core/base/utf8.h"

namespace kintone::multipart {

std::string file_name_of(std::string_view filename) {
  return utf8::repaired(filename.substr(filename.find_last_of("/\\") + 1));
}

}  // namespace kintone::multipart
