// A server of a world, and the requests that a page of ours sends to it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/service/site.h"
#include "tests/native/support.h"

namespace kintone::service {

/// The parts of a head as they cross (crossing.h).
inline std::string packed(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view& part : parts) {
    if (&part != parts.begin()) text.push_back('\0');
    text += part;
  }
  return text;
}

inline world::world a_world(locale language = locale::en) {
  world::settings s;
  s.language = language;
  return {s, world::entropy_from_seed("site"), 1000};
}

inline std::string code_of(const reply& r) {
  return std::string(string_of(member(parse_json(r.body).value_or(json()), "code")));
}

class site_test : public testing::Test {
 protected:
  world::world world_ = a_world();
  site site_{world_, {"", std::nullopt, true}};

  /// What a page of ours sends, in a browser.
  request relayed(std::string path = "/k/api/proxy/call.json") {
    request r{"POST", std::move(path), {}, "127.0.0.1", "8000", false};
    r.fields = {{"Host", "localhost:8000"},
                {"Cookie", "a=b; kintone-shim-session-8000=" + world_.session()},
                {"Origin", "http://localhost:8000"},
                {"Sec-Fetch-Site", "same-origin"},
                {"X-Requested-With", "XMLHttpRequest"},
                {"Content-Type", "application/json"}};
    return r;
  }

  request page() {
    request r = relayed("/_shim/page.json");
    r.method = "GET";
    r.fields = {{"Host", "localhost:8000"}, {"X-Kintone-Shim", "page"}, {"Sec-Fetch-Site", "same-origin"}};
    return r;
  }

  static request get(std::string target, std::string host = "localhost:8000") {
    return {"GET", std::move(target), {{"Host", std::move(host)}}, "127.0.0.1", "8000", false};
  }

  static void set(request& r, std::string_view name, std::string value) {
    for (http::field& line : r.fields) {
      if (line.name == name) line.value = std::move(value);
    }
  }

  static void remove(request& r, std::string_view name) {
    std::erase_if(r.fields, [name](const http::field& line) { return line.name == name; });
  }

  /// The code of the refusal, and that it is one.
  std::string refused(const request& r, int status) {
    const decision d = site_.receive(r);
    EXPECT_EQ(d.next, next::answer);
    EXPECT_EQ(d.answer.status, status);
    return code_of(d.answer);
  }
};

}  // namespace kintone::service
