// What the native tests share: inputs in exactly sized buffers, calls as JavaScript describes them, and a
// world for them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/proxy/exchange.h"
#include "tests/native/json.h"

namespace kintone::tests {

/// A copy of `text` in a heap buffer of exactly its size: AddressSanitizer sees the first byte read beyond
/// it.
class exactly {
 public:
  explicit exactly(std::string_view text)
      : bytes_(std::make_unique<char[]>(text.size())), size_(text.size()) {
    std::copy(text.begin(), text.end(), bytes_.get());
  }
  // NOLINTNEXTLINE(google-explicit-constructor): it stands for its text.
  operator std::string_view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

/// Every byte as a string of one.
inline std::vector<std::string> every_byte() {
  std::vector<std::string> bytes;
  for (int byte = 0; byte < 256; ++byte) bytes.emplace_back(1, static_cast<char>(byte));
  return bytes;
}

inline argument of_type(std::string type, std::string text = {}) {
  return {std::move(type), std::move(text), {}};
}
inline argument text(std::string value) { return of_type("string", std::move(value)); }
inline argument number(std::string digits) { return of_type("number", std::move(digits)); }
inline argument function() { return of_type("function"); }
inline argument blob(std::string size) { return of_type("Blob", std::move(size)); }
inline argument threw(std::string what) { return of_type("threw", std::move(what)); }
inline const proxy::proxy_function& the_proxy() { return *proxy::function_called("kintone.proxy"); }
inline const proxy::proxy_function& the_upload() { return *proxy::function_called("kintone.proxy.upload"); }

/// `{}` as data.
inline argument nothing() { return of_type("object", "0"); }
inline argument object(std::vector<argument_member> members = {}) {
  return {"object", "", std::move(members)};
}

inline argument array(std::vector<argument> elements) {
  argument list = of_type("array");
  for (argument& each : elements)
    list.members.push_back({std::to_string(list.members.size()), std::move(each)});
  return list;
}

/// `kintone.proxy('https://api.example.com/v1', 'GET', {}, {})`, which no rule objects to.
inline proxy::call a_call() {
  proxy::call c;
  c.url = {text("https://api.example.com/v1"), "api.example.com", ""};
  c.method = text("GET");
  c.headers = object();
  c.data = nothing();
  return c;
}

inline proxy::call a_post(argument data) {
  proxy::call c = a_call();
  c.method = text("POST");
  c.data = std::move(data);
  return c;
}

/// `kintone.proxy.upload(…, 'POST', {}, { format: 'RAW', value: new Blob(…) })`.
inline proxy::call an_upload(std::string size = "3") {
  proxy::call c = a_post(object({{"format", text("RAW")}, {"value", blob(std::move(size))}}));
  c.called = &the_upload();
  return c;
}

/// Any public host may be reached.
inline world::settings live() {
  world::settings s;
  s.reach = world::network::live;
  s.seed = "string:tests";
  return s;
}

/// The JSON array or object in `text`; null where it is none.
inline json parsed(std::string_view text) { return parse_json(text).value_or(json()); }

/// The codes of warnings, in order, with a blank between two.
inline std::string codes_of(const std::vector<proxy::warning>& warnings) {
  std::string codes;
  for (const proxy::warning& each : warnings) {
    codes += (codes.empty() ? "" : " ") + std::string(entry_of(each.kind).code);
  }
  return codes;
}

/// The names of the wrong arguments, in order, with a blank between two.
inline std::string names_of(const std::vector<proxy::wrong_argument>& problems) {
  std::string names;
  for (const proxy::wrong_argument& each : problems) names += (names.empty() ? "" : " ") + each.argument;
  return names;
}

/// Exchanges of one world, which is made with `options_` when it is first needed.
class exchange_fixture : public ::testing::Test {
 protected:
  world::world& world() {
    if (!world_) world_.emplace(options_, world::entropy{});
    return *world_;
  }

  /// An exchange whose request is to be sent.
  proxy::exchange sent(proxy::call c = a_call()) {
    proxy::exchange x(world(), std::move(c));
    EXPECT_EQ(x.open(), proxy::next::send);
    return x;
  }

  world::settings options_ = live();

 private:
  std::optional<world::world> world_;
};

}  // namespace kintone::tests
