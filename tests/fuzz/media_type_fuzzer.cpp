// Any bytes as a Content-Type and as a Content-Encoding: what is read is written and read again as the same.
#include <algorithm>

#include "core/base/ascii.h"
#include "core/http/content_coding.h"
#include "core/http/media_type.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;

void as_content_type(std::string_view text) {
  const std::string charset = http::charset_of(text);
  require(charset == ascii::to_lower(charset), "a charset is in lower case");
  require(charset == ascii::trim(charset), "a charset has no blanks at its ends");
  require(charset.size() <= text.size(), "a charset is a part of its field");
  std::string quoted = "a/b; x=\";charset=wrong\" ; charset=\"";
  for (const char c : charset) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  require(http::charset_of(quoted + "\"; charset=second") == charset,
          "a charset that was written is read again");
}

void as_content_encoding(std::string_view text) {
  const auto codings = http::codings_of({{"Content-Encoding", std::string(text)}});
  require(codings.size() <= 5, "codings are few");
  std::string written;
  for (auto coding = codings.rbegin(); coding != codings.rend(); ++coding) {
    require(*coding == "gzip" || *coding == "deflate" || *coding == "br", "a coding is one of three");
    written += " ," + *coding;
  }
  require(http::codings_of({{"content-encoding", written}}) == codings,
          "codings that were written are read again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  as_content_type(text);
  as_content_encoding(text);
  return 0;
}
