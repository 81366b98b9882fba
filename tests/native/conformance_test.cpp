// The cases of tests/conformance as far as they concern the core: arguments described as JavaScript describes them, answers
// told as a transport tells them. What only sockets show (durations, closed connections) is for the Node runner; cases that
// cannot be run here at all are listed in gaps-native.json, and a listed one that can be is an error.
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <regex>
#include <set>

#include "core/proxy/crossing.h"
#include "tests/native/conformance/upstream.h"

namespace kintone::conformance {
namespace {

std::vector<json> list_of(const json& value) {
  return value.is_array() ? std::vector<json>(value.begin(), value.end()) : std::vector<json>{value};
}

/// `names` of each member, or the elements of a list.
std::set<std::string> names_in(const json& value) {
  std::set<std::string> names;
  for (const auto& [name, each] : value.items()) names.insert(value.is_array() ? title_of(each) : name);
  return names;
}

world::entropy fresh_entropy() {
  std::random_device device;
  world::entropy key;
  for (auto& byte : key) byte = static_cast<std::uint8_t>(device());
  return key;
}

json written(const argument& a) {
  json members = json::array();
  for (const auto& [name, value] : a.members) members.push_back(json::array({name, written(value)}));
  return json::array({a.type, a.text, std::move(members)});
}

world::settings settings_of(json options) {
  if (!options.is_object()) options = json::object();
  if (!options.contains("network")) options["network"] = json::array({"127.0.0.1", "localhost"});
  argument whole = describe_with_members(options);
  for (auto& [name, value] : whole.members) {
    if (value.is("array") || value.is("object")) value = describe_with_members(options[name]);
  }
  auto read = world::read_settings(written(whole));
  if (const auto* fault = std::get_if<std::string>(&read)) throw std::logic_error(*fault);
  return std::get<world::settings>(std::move(read));
}

void expect_mentions(const std::string& text, const json& facts) {
  for (const json& fact : facts) EXPECT_NE(text.find(title_of(fact)), std::string::npos) << text << "\nlacks " << fact;
}

/// The caller's fields, ours, and those that the transport adds, as they stand on the wire.
http::fields wire_fields(const proxy::request& r, std::size_t body_length) {
  const std::string* host = http::find(r.fields, "host");
  http::fields lines = {{"host", host == nullptr ? http::authority(r.host, r.port) : *host}, {"connection", "keep-alive"}};
  for (const http::field& line : r.fields) {
    if (ascii::to_lower(line.name) != "host") lines.push_back(line);
  }
  if (r.content != proxy::body::none) lines.push_back({"content-length", std::to_string(body_length)});
  return lines;
}

/// One case: its worlds, its upstream, and its steps.
class run {
 public:
  explicit run(const json& data) : data_(data), given_(fill("given")), upstream_(given_) {
    const json& options = member(given_, "options");
    for (const json& each : given_.contains("shims") ? list_of(given_["shims"]) : std::vector<json>{options}) {
      worlds_.push_back(std::make_unique<world::world>(settings_of(each), fresh_entropy()));
    }
    locale_ = string_of(member(options, "locale")) == "ja" ? "ja" : "en";
  }

  void all_steps() {
    const std::vector<json> when = list_of(fill("when"));
    const std::vector<json> then = list_of(fill("then"));
    ASSERT_EQ(when.size(), then.size());
    for (std::size_t i = 0; i < when.size(); ++i) step(when[i], then[i]);
  }

 private:
  json fill(std::string_view part) const {
    const std::string scheme = member(member(data_, "given"), "tls").is_string() ? "https" : "http";
    const json known = {{"upstream", scheme + "://127.0.0.1:" + std::string(upstream_port)},
                        {"port", 8080},
                        {"closed", 8081},
                        {"version", read_json(folder() / "../../package.json")["version"]}};
    const lookup number = names_of(numbers());
    return substitute(member(data_, part), [&](std::string_view name) {
      const json& found = member(known, name);
      return found.is_null() ? number(name) : &found;
    });
  }

  void step(const json& when, const json& then) {
    for (const char* name : {"uncaught", "wasmHeap"}) {
      if (then.contains(name)) throw cannot(name);
    }
    world::world& w = *worlds_[size_at(when, "shim")];
    const std::string_view action = string_of(member(when, "do"));
    if (when.contains("promise") || action == "declaration") throw cannot("JavaScript's");
    results_.emplace_back();
    if (action == "verify") return verify(w, member(then, "throws"));
    if (action == "reload") return w.reload();
    if (action == "requestToken") return token(w, then);
    call(when, then, w);
  }

  void verify(const world::world& w, const json& throws) const {
    const std::string message = w.verify();
    EXPECT_EQ(message.empty(), throws.is_null()) << message;
    expect_mentions(message, member(throws, "mentions"));
  }

  void token(const world::world& w, const json& then) {
    results_.back() = w.request_token();
    if (then.contains("matches")) {
      EXPECT_TRUE(std::regex_match(results_.back(), std::regex(title_of(then["matches"]))));
    }
    if (then.contains("sameAs")) {
      EXPECT_EQ(results_.back(), results_[size_at(then, "sameAs")]);
    }
    if (then.contains("differsFrom")) {
      EXPECT_NE(results_.back(), results_[size_at(then, "differsFrom")]);
    }
  }

  void call(const json& when, const json& then, world::world& w) {
    const bool is_upload = string_of(member(when, "api")) == "upload";
    json given = {{"url", member(data_, "given").contains("tls") ? "https://127.0.0.1:8080/" : "http://127.0.0.1:8080/"},
                  {"method", is_upload ? "POST" : "GET"},
                  {"headers", json::object()},
                  {"data", json::object()}};
    if (is_upload) given["data"] = {{"format", "RAW"}, {"value", {{"$", "blob"}}}};
    for (const auto& [name, value] : when.items()) given[name] = value;
    std::size_t count = when.contains("count") ? size_at(when, "count") : 6;
    const auto argument_at = [&](const char* name, std::size_t index) -> json {
      return index < count && given.contains(name) ? given[name] : json({{"$", "undefined"}});
    };
    proxy::call c;
    c.called = is_upload ? proxy::api::upload : proxy::api::proxy;
    c.url = locate(argument_at("url", 0));
    c.method = describe(argument_at("method", 1));
    c.headers = describe_with_members(argument_at("headers", 2));
    const json data = argument_at("data", 3);
    c.data = is_upload ? describe_with_members(data) : describe(data);
    c.success_callback = describe(argument_at("successCallback", 4));
    c.failure_callback = describe(argument_at("failureCallback", 5));

    proxy::exchange x(w, c);
    std::vector<proxy::request> sent;
    proxy::next step = x.open();
    const proxy::settlement settlement = x.how_to_settle();
    if (step == proxy::next::json) step = x.serialized(serialize(data));
    if (step == proxy::next::send) upstream_.run(x, w, sent);
    if (x.charsets().size() > 1 && upstream_.body().find_first_of("\x80") != 0 && has_high_bytes()) throw cannot("a text decoder");
    const bool is_damaged = !utf8::is_valid(upstream_.body());
    const json outcome = parse_json(proxy::outcome_text(x.conclude(is_damaged && is_success(x)), w)).value_or(json());
    check_settlement(settlement, outcome, then);
    check_outcome(outcome, then, is_damaged);
    if (then.contains("sent")) check_sent(sent, then["sent"], data, is_upload);
    if (member(then, "connected") == json(false)) {
      EXPECT_TRUE(sent.empty());
    }
  }
};

}  // namespace
}  // namespace kintone::conformance
