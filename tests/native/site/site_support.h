// A server of a world, and the requests that a page of ours sends to it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/site/site.h"
#include "tests/native/rest/rest_support.h"

namespace kintone::site {

using http::reply;
using http::request_head;
using rest::a_world;
using rest::code_of;
using rest::packed;

class site_test : public testing::Test {
 protected:
  world::world world_ = a_world();
  site site_{world_, {"", std::nullopt, true}};

  /// What a page of ours sends, in a browser.
  request_head relayed(std::string path = "/k/api/proxy/call.json") {
    request_head r{"POST", std::move(path), {}, "127.0.0.1", "8000", false};
    r.fields = {{"Host", "localhost:8000"},
                {"Cookie", "a=b; kintone-shim-session-8000=" + world_.session()},
                {"Origin", "http://localhost:8000"},
                {"Sec-Fetch-Site", "same-origin"},
                {"X-Requested-With", "XMLHttpRequest"},
                {"Content-Type", "application/json"}};
    return r;
  }

  request_head page() {
    request_head r = relayed("/_shim/page.json");
    r.method = "GET";
    r.fields = {{"Host", "localhost:8000"}, {"X-Kintone-Shim", "page"}, {"Sec-Fetch-Site", "same-origin"}};
    return r;
  }

  static request_head get(std::string target, std::string host = "localhost:8000") {
    return {"GET", std::move(target), {{"Host", std::move(host)}}, "127.0.0.1", "8000", false};
  }

  static void set(request_head& r, std::string_view name, std::string value) {
    for (http::field& line : r.fields) {
      if (line.name == name) line.value = std::move(value);
    }
  }

  static void remove(request_head& r, std::string_view name) {
    std::erase_if(r.fields, [name](const http::field& line) { return line.name == name; });
  }

  /// The code of the refusal, and that it is one.
  std::string refused(const request_head& r, int status) {
    const decision d = site_.receive(r);
    EXPECT_EQ(d.leads_to, destination::answer);
    EXPECT_EQ(d.answer.status, status);
    return code_of(d.answer);
  }
};

}  // namespace kintone::site
