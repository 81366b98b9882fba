// The far end of an exchange: what a transport would report of a scripted answer (tests/support/upstream.js),
// told to the exchange in its place.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/ascii.h"
#include "core/http/address.h"
#include "core/proxy/wire.h"
#include "tests/native/conformance/values.h"

namespace kintone::conformance {

using proxy::next;

constexpr std::string_view upstream_port = "8080";

/// What the platform's URL parser makes of the simple URLs in the cases.
inline proxy::location locate(const json& url) {
  proxy::location where = {describe(url), "", ""};
  if (!where.text.is("string")) return where;
  const std::string text = ascii::to_lower(where.text.text);
  const bool is_secure = text.starts_with("https://");
  if (!is_secure && !text.starts_with("http://")) return where;
  const std::size_t begin = text.find("//") + 2;
  std::string authority = text.substr(begin, std::min(text.find_first_of("/?#", begin), text.size()) - begin);
  authority.erase(0, authority.rfind('@') + 1);
  if (authority.starts_with('[') && authority.find(']') != std::string::npos) throw cannot("an IPv6 literal");
  const std::size_t colon = authority.find(':');
  const std::string host = authority.substr(0, colon);
  const std::string port = colon == std::string::npos ? "" : authority.substr(colon + 1);
  const bool is_port =
      std::all_of(port.begin(), port.end(), ascii::is_digit) && (port.empty() || std::stol(port) <= 65535);
  if (host.empty() || !is_port || host.find_first_of(" %[]\\") != std::string::npos) return where;
  if (http::parse_address(host) == std::nullopt && ascii::is_digit(host.back()))
    throw cannot("another spelling of an address");
  where.host = host;
  where.port = port == (is_secure ? "443" : "80") ? "" : port;
  return where;
}

/// `location` against `base`, for the forms in the cases.
inline std::string resolved(std::string_view location, const proxy::request& base) {
  if (location.find("://") != std::string_view::npos) return std::string(location);
  if (location.starts_with('/')) return base.origin() + std::string(location);
  return base.origin() + base.target.substr(0, base.target.rfind('/') + 1) + std::string(location);
}

class upstream {
 public:
  explicit upstream(const json& given) : given_(given) {
    for (const json& each : member(given, "answers").is_array() ? member(given, "answers") : json::array()) {
      const std::size_t times = std::max<std::size_t>(1, size_at(each, "times"));
      answers_.insert(answers_.end(), times, each);
    }
    if (!member(given, "answer").is_null()) answers_.push_back(member(given, "answer"));
  }

  /// Carries the exchange from `next::send` to its end. The requests that arrived are added to `arrived`.
  /// Gives the bytes of the body that was delivered.
  std::string run(proxy::exchange& x, const world::world& w, std::vector<proxy::request>& arrived) {
    body_.clear();
    next step = next::send;
    while (step == next::send) {
      (void)x.progress(false);
      if (!connects(x, w)) return {};
      arrived.push_back(x.outgoing());
      const std::uint32_t patience = x.progress(true);
      step = answer(x, patience);
      if (step == next::redirect) step = x.hop(locate(json(resolved(x.redirect_location(), x.outgoing()))));
    }
    return body_;
  }

 private:
  bool connects(proxy::exchange& x, const world::world& w) {
    const proxy::request& r = x.outgoing();
    const json& failing = member(member(given_, "options"), "fetch");
    if (!failing.is_null()) return fails(x, "TypeError", string_of(member(failing, "message")));
    std::string address = r.host == "localhost" ? "127.0.0.1" : r.host;
    if (const json& resolves = member(member(given_, "dns"), r.host); resolves.is_string()) {
      address = string_of(resolves);
      if (!http::parse_address(address)) return fails(x, address, r.host);
    }
    if (!w.may_connect(address, r.port)) return fails(x, "ADDRESS_REFUSED", address);
    if (r.port != upstream_port) return fails(x, "ECONNREFUSED", "");
    const std::string_view tls = string_of(member(given_, "tls"));
    const bool is_known = !member(member(given_, "options"), "ca").is_null();
    if (tls == "selfSigned") return fails(x, "DEPTH_ZERO_SELF_SIGNED_CERT", "");
    if (tls == "forAnotherHost") return fails(x, "ERR_TLS_CERT_ALTNAME_INVALID", "");
    if (tls == "signedByCa" && !is_known) return fails(x, "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "");
    return true;
  }

  static bool fails(proxy::exchange& x, std::string_view code, std::string_view detail) {
    x.fail(code, detail);
    return false;
  }

  json next_answer() {
    if (answers_.empty()) return json::object({{"status", 200}, {"body", "ok"}});
    const json script = answers_.front();
    if (answers_.size() > 1) answers_.erase(answers_.begin());
    return script;
  }

  /// Tells the exchange one answer.
  next answer(proxy::exchange& x, std::uint32_t patience) {
    const json script = next_answer();
    const auto is_set = [&script](std::string_view name) { return member(script, name) == json(true); };
    if (script.contains("raw")) return raw_answer(x, script, patience);
    const std::string content = bytes_of(script.value("body", json("")));
    const bool is_late =
        is_set("hang") || size_at(script, "delay") >= patience || drips_longer(script, content, patience);
    const bool is_cut = script.contains("cut") && script.value("framing", json("length")) != json("close");
    const bool is_reset = is_set("reset");
    if (!script.contains("status")) {
      if (is_late)
        x.expire();
      else
        x.fail(is_reset ? "ECONNRESET" : "UND_ERR_SOCKET", "");
      return next::done;
    }
    // Informational answers are no answers: the reader passes over them.
    const next step = x.head(script["status"].get<int>(), fields_of(script, content));
    if (step != next::body) return step;
    body_ = script.contains("cut") ? content.substr(0, size_at(script, "cut")) : content;
    const bool is_coded = script.contains("coding");
    if (is_coded && x.codings().size() != 1) throw std::logic_error("the coding is not taken off");
    if (!body_.empty() && !x.codings().empty() && !is_coded) throw cannot("a decoder");
    if (script.contains("cut") && is_coded && !is_late) throw cannot("a decoder");
    for (std::size_t at = 0; at < body_.size(); at += 65536) {
      if (!x.chunk(std::min<std::size_t>(65536, body_.size() - at))) return next::done;
    }
    if (is_late)
      x.expire();
    else if (is_cut || is_reset)
      x.fail(is_reset ? "ECONNRESET" : "UND_ERR_SOCKET", "");
    else
      x.end();
    return next::done;
  }

  /// Reads an answer as it is on the wire. A connection that stays open is waited for in vain.
  next raw_answer(proxy::exchange& x, const json& script, std::uint32_t patience) {
    const std::string bytes = bytes_of(script["raw"]);
    const auto is_set = [&script](std::string_view name) { return member(script, name) == json(true); };
    const bool is_late = is_set("hang") || drips_longer(script, bytes, patience);
    proxy::wire wire(x);
    const std::string_view all = bytes;
    std::size_t at = 0;
    http::reading last = http::reading::more;
    do {
      const http::read_bytes told = wire.read(all.substr(at), all.size() - at);
      at += told.passed;
      if (told.body > 0 && !x.codings().empty()) throw cannot("a decoder");
      body_ += all.substr(at, told.body);
      if (told.body > 0 && !x.chunk(told.body)) return next::done;
      at += told.body;
      last = told.next;
      if (last == http::reading::failed) return wire.answered();
      if (last == http::reading::head) {
        if (const next step = wire.answered(); step != next::body) return step;
      }
    } while (last == http::reading::head || (last == http::reading::more && at < all.size()));
    if (is_late || (last != http::reading::ended && !is_set("close") && !is_set("reset")))
      x.expire();
    else if (last == http::reading::ended || (is_set("close") && wire.ends_with_connection()))
      x.end();
    else
      x.fail("ECONNRESET", "");
    return next::done;
  }

  static bool drips_longer(const json& script, const std::string& content, std::uint32_t patience) {
    const json& drip = member(script, "drip");
    return !drip.is_null() && content.size() / size_at(drip, "bytes") * size_at(drip, "every") >= patience;
  }

  /// Field lines as the test server writes them.
  static http::fields fields_of(const json& script, const std::string& content) {
    http::fields lines;
    for (const json& each : member(script, "fields")) {
      const std::size_t times = each.size() > 2 ? each[2].get<std::size_t>() : 1;
      lines.insert(lines.end(), times, {bytes_of(each[0]), std::string(ascii::trim(bytes_of(each[1])))});
    }
    const int status = script["status"].get<int>();
    const bool has_body = status >= 200 && status != 204 && status != 304;
    const json framing = script.value("framing", json(has_body ? "length" : "none"));
    if (const std::string_view coding = string_of(member(script, "coding")); !coding.empty()) {
      lines.push_back({"Content-Encoding", coding == "raw-deflate" ? "deflate" : std::string(coding)});
    }
    if (framing == json("length")) lines.push_back({"Content-Length", std::to_string(content.size())});
    if (framing == json("chunked")) lines.push_back({"Transfer-Encoding", "chunked"});
    return lines;
  }

  json given_;
  std::vector<json> answers_;
  std::string body_;
};

}  // namespace kintone::conformance
