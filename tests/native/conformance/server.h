// The steps of a case that ask a server over HTTP: heads and messages as its JavaScript tells them.
#pragma once

#include <optional>
#include <string>

#include "core/site/site_text.h"
#include "tests/native/conformance/upstream.h"

namespace kintone::conformance {

/// A page's request to the relay, as `when` changes it; what it is answered with.
class server {
 public:
  explicit server(world::world& w) : world_(w), site_(w, {}) { (void)load_page(); }

  /// The request token of a page that is loaded.
  std::string load_page() {
    http::request_head r = head("GET", "/_shim/page.json");
    r.fields.push_back({"X-Kintone-Shim", "page"});
    const json page = parse_json(site_.receive(r).answer.body).value_or(json());
    return token_ = string_of(member(page, "requestToken"));
  }

  /// Nothing where the message is taken: then the call goes on.
  std::optional<http::reply> refuse(const json& when, const std::string& token) {
    http::request_head r = head("POST", "/k/api/proxy/call.json");
    if (const std::string cookie = cookie_of(string_of(member(when, "cookie"))); !cookie.empty())
      r.fields.push_back({"Cookie", cookie});
    json fields = {{"Content-Type", "application/json"}, {"X-Requested-With", "XMLHttpRequest"}};
    for (const auto& [name, value] : member(when, "fields").items()) fields[name] = value;
    for (const auto& [name, value] : fields.items()) {
      if (!value.is_null()) r.fields.push_back({name, std::string(string_of(value))});
    }
    const site::decision d = site_.receive(r);
    if (d.leads_to != site::destination::relay) return d.answer;
    json message = {{"__REQUEST_TOKEN__", token.empty() ? token_ : token}};
    for (const auto& [name, value] : member(when, "message").items()) message[name] = value;
    if (message["__REQUEST_TOKEN__"].is_null()) message.erase("__REQUEST_TOKEN__");
    return site_.refuse_message(describe_with_members(message));
  }

 private:
  static http::request_head head(std::string method, std::string target) {
    return {std::move(method), std::move(target), {{"Host", "localhost:8000"}}, "127.0.0.1", "8000", false};
  }

  [[nodiscard]] std::string cookie_of(std::string_view kind) const {
    const std::string name = "kintone-shim-session-";
    if (kind == "missing") return {};
    if (kind == "empty") return name + "8000=";
    if (kind == "forged") return name + "8000=" + std::string(world_.session().size(), 'x');
    return name + (kind == "ofAnotherPort" ? "8001=" : "8000=") + world_.session();
  }

  world::world& world_;
  site::site site_;
  std::string token_;
};

}  // namespace kintone::conformance
