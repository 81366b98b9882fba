// Any head of a request, as `Name: value` lines; the first byte says what is declared and whether a session
// comes with it. Nobody is let in without credentials that are right.
#include "core/http/accept_language.h"
#include "core/rest/authentication.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;

const rest::credentials declared = {{{"alice", "pa:ss", std::nullopt}},
                                    {{"token1", 1}, {"token2", 2}, {"again1", 1}}};

std::string_view take_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  return line;
}

http::fields read(std::string_view text) {
  http::fields fields;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    fields.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 2))});
  }
  return fields;
}

void require_right(const rest::identity& who, const http::fields& fields, bool is_declared,
                   bool has_session) {
  const std::string* password = http::find(fields, "x-cybozu-authorization");
  const std::string* token = http::find(fields, "x-cybozu-api-token");
  require(who.is_unchecked == (!is_declared && who.by != rest::scheme::session),
          "what is declared is compared");
  switch (who.by) {
    case rest::scheme::password:
      require(password != nullptr, "a password was given");
      require(!is_declared || ascii::trim(*password) == "YWxpY2U6cGE6c3M=", "the password is right");
      break;
    case rest::scheme::api_token:
      require(password == nullptr && token != nullptr, "a password goes before a token");
      require(is_declared == !who.apps.empty() && who.apps.size() <= 2, "a token is for its app");
      break;
    case rest::scheme::oauth:
      require(password == nullptr && token == nullptr && !is_declared,
              "a password and a token go before OAuth");
      require(http::find(fields, "authorization") != nullptr, "a Bearer token was given");
      break;
    case rest::scheme::session:
      require(password == nullptr && token == nullptr && has_session, "a session goes last");
      require(http::find(fields, "x-requested-with") != nullptr, "a session says X-Requested-With");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool is_declared = (data[0] & 1U) != 0;
  const bool has_session = (data[0] & 2U) != 0;
  const std::string_view text = fuzz::text_of(data + 1, size - 1);
  const http::fields fields = read(text);
  rest::identity who;
  const auto wrong =
      rest::authenticate(fields, is_declared ? declared : rest::credentials{}, has_session, who);
  if (!wrong) {
    require_right(who, fields, is_declared, has_session);
  } else {
    const int status = entry_of(wrong->kind).status;
    require(status == 400 || status == 401, "a refusal is the caller's fault");
  }
  if (const auto bytes = rest::base64_decoded(text)) {
    require((bytes->size() + 2) / 3 * 4 == text.size(), "what is decoded is all of it");
  }
  (void)http::accepted_language(fields);
  return 0;
}
