// Any head of a request: `METHOD target`, then `Name: value` lines; `$` stands for the session's secret.
// Whatever it is, it gets an answer, and nothing reaches the relay that does not carry the session, this
// server's own origin and a known host.
#include "core/base/algorithm.h"
#include "core/site/site_text.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using fuzz::require;

std::string_view take_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  return line;
}

std::string filled(std::string_view value, const std::string& secret) {
  std::string text;
  for (const char c : value) text += c == '$' ? secret : std::string(1, c);
  return text;
}

http::request_head read(std::string_view text, const std::string& secret) {
  http::request_head r;
  const std::string_view first = take_line(text);
  r.method = first.substr(0, first.find(' '));
  if (first.size() > r.method.size()) r.target = first.substr(r.method.size() + 1);
  r.local_address = "127.0.0.1";
  r.local_port = "8000";
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    r.fields.push_back({std::string(line.substr(0, colon)), filled(line.substr(colon + 2), secret)});
  }
  return r;
}

void require_admissible(const http::request_head& r, const std::string& secret) {
  require(r.method == "POST", "the relay is asked by POST");
  const std::string* cookie = http::find(r.fields, "cookie");
  require(cookie != nullptr, "the relay has a cookie");
  require(any_of(r.fields,
                 [&secret](const http::field& line) { return line.value.find(secret) != std::string::npos; }),
          "the relay has the session");
  require(http::count(r.fields, "host") == 1, "the relay has one host");
  for (const http::field& line : r.fields) {
    if (ascii::equals_ignoring_case(line.name, "sec-fetch-site")) {
      require(line.value == "same-origin", "the browser says it is our own page");
    }
    if (ascii::equals_ignoring_case(line.name, "origin")) {
      require(ascii::to_lower(line.value) == "http://" + ascii::to_lower(*http::find(r.fields, "host")),
              "the origin is our own");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static world::world w({}, world::entropy_from_seed("site"));
  static site::site site(w, {"", std::nullopt, true});
  const http::request_head r = read(fuzz::text_of(data, size), w.session());
  const site::decision d = site.receive(r);
  (void)fuzz::require_json(site::decision_text(d));
  require(http::find(d.answer.fields, "access-control-allow-origin") == nullptr, "no other origin is let in");
  if (d.leads_to == site::destination::relay) require_admissible(r, w.session());
  if (d.leads_to == site::destination::file) {
    for (const std::string& name : d.path) {
      require(
          !name.starts_with('.') && name.find_first_of(std::string_view("/\\:\0", 4)) == std::string::npos,
          "a name is one within the folder");
    }
    (void)fuzz::require_json(site::file_text(site.file(r, d.path.back())));
  }
  // As a description of a message, and as what crosses.
  const auto described = json_or_null(fuzz::text_of(data, size));
  (void)site.refuse_message(read_argument(described));
  (void)site::read_request(fuzz::text_of(data, size));
  (void)site::read_site(fuzz::text_of(data, size));
  return 0;
}
