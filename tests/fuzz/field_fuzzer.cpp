// Any lines as the caller's headers and as an answer's: what is accepted is sent once and as it was, what is
// delivered is text. The input alternates names and values, a line each.
#include <algorithm>
#include <vector>

#include "core/proxy/crossing.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;

http::fields pairs_of(std::string_view text) {
  http::fields lines;
  while (!text.empty()) {
    std::string parts[2];
    for (std::string& part : parts) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      part = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    lines.push_back({std::move(parts[0]), std::move(parts[1])});
  }
  return lines;
}

bool is_right_name(std::string_view name) {
  return !name.empty() && name.find_first_not_of(
                              "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
}

bool is_right_value(std::string_view value) {
  for (const char c : value) {
    const int code = static_cast<unsigned char>(c);
    if ((code < 0x20 && code != '\t') || code == 0x7f || code > 0xc3) return false;
  }
  return true;
}

/// As headers of a call.
void given(const http::fields& lines) {
  proxy::call c;
  c.url = {{"string", "https://a.test/", {}}, "a.test", ""};
  c.method = {"string", "GET", {}};
  c.headers = {"object", "", {}};
  http::fields right;
  for (const http::field& line : lines) {
    if (!utf8::is_valid(line.name) || !utf8::is_valid(line.value)) continue;
    c.headers.members.push_back({line.name, {"string", line.value, {}}});
    if (is_right_name(line.name) && is_right_value(line.value) &&
        !http::is_forbidden_request_field(line.name) && http::find(right, line.name) == nullptr) {
      right.push_back(line);
    }
  }
  const proxy::checked_call checked = proxy::check(c, world::settings());
  // A hundred are told at most.
  constexpr std::size_t most_told = 100;
  require(checked.problems.size() == std::min(c.headers.members.size() - right.size(), most_told),
          "each header is right or complained of");
  require(checked.request.fields.size() >= right.size(), "each right header is sent");
  json flat = json::array();
  for (std::size_t i = 0; i < right.size(); ++i) {
    const http::field& sent = checked.request.fields[i];
    require(sent.name == right[i].name && sent.value == right[i].value,
            "a header is sent in order and as it was");
    flat.push_back(sent.name);
    flat.push_back(sent.value);
  }
  const http::fields crossed = proxy::read_fields(json_text(flat));
  require(crossed.size() == right.size(), "as many fields cross");
  for (std::size_t i = 0; i < right.size(); ++i) {
    require(utf8::from_latin1(crossed[i].value) == right[i].value, "a value crosses as it was");
  }
}

/// As fields of an answer.
void received(const http::fields& lines) {
  world::settings s;
  s.reach = world::network::live;
  s.limits.response_header_lines = 5'000;
  world::world w(s, world::entropy{});
  proxy::call c;
  c.url = {{"string", "https://a.test/", {}}, "a.test", ""};
  c.method = {"string", "GET", {}};
  c.headers = {"object", "", {}};
  proxy::exchange x(w, c);
  require(x.open() == proxy::next::send, "a call is sent");
  if (x.head(200, lines) == proxy::next::body) x.end();
  const proxy::outcome o = x.conclude(false);
  fuzz::require_whole(o);
  for (const http::field& line : o.headers) {
    require(utf8::is_valid(line.name) && utf8::is_valid(line.value), "what is delivered is text");
  }
  require(!o.success || o.headers.size() <= lines.size(), "nothing is added");
  (void)fuzz::require_json(proxy::outcome_text(o, w));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const http::fields lines = pairs_of(text);
  for (const http::field& line : lines) {
    require(http::is_field_name(line.name) == is_right_name(line.name), "a name is a token");
  }
  given(lines);
  received(lines);
  (void)proxy::read_fields(text);
  return 0;
}
