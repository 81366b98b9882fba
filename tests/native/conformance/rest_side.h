// kintone's REST side of a case (the steps `ask`, `hold` and `release`): requests that never saw a socket,
// given to the core as its JavaScript gives them, and the bytes of files as it keeps them.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/ascii.h"
#include "core/proxy/exchange.h"
#include "core/rest/backend.h"
#include "core/rest/direct.h"
#include "tests/native/all_records.h"
#include "tests/native/conformance/form.h"

namespace kintone::conformance {

struct rest_reply {
  http::reply reply;
  /// Of a download, whose body the reply has not.
  std::optional<std::string> bytes;

  [[nodiscard]] const std::string& body() const { return bytes ? *bytes : reply.body; }
};

class rest_side {
 public:
  rest_side(world::world& w, const json& options)
      : world_(w), side_(w, declared_in(options)), user_(user_in(options)) {}

  rest::records& kept_records() { return side_.records(); }

  rest_reply ask(const json& step) { return answer(request_of(step), body_of(step)); }

  /// P31: a call of kintone.proxy, without a session.
  rest_reply ask(const proxy::request& sent, const pieces& body) {
    rest::direct_request r;
    r.origin = sent.origin();
    r.is_credentialed = false;
    r.head.method = http::name_of(sent.method);
    r.head.target = sent.target;
    r.head.fields = sent.fields;
    if (sent.content != proxy::body::none)
      r.head.fields.push_back({"Content-Length", std::to_string(length_of(body))});
    return answer(r, body);
  }

  /// An upload that has everything but its end.
  void hold(const json& step) {
    const rest::direct_request r = request_of(upload_in(step));
    held_.push_back(std::make_unique<rest::api_request>(side_, r.head, rest::has_session(r, world_)));
    pieces body = body_of(upload_in(step));
    body.pop_back();
    if (held_.back()->next() == rest::wanted_body::form) feed_form(*held_.back(), body);
  }

  /// The end of the oldest.
  rest_reply release(const json& step) {
    const std::unique_ptr<rest::api_request> call = std::move(held_.front());
    held_.erase(held_.begin());
    return conclude(*call, {body_of(upload_in(step)).back()});
  }

  /// What was printed since this was asked (S03).
  std::vector<std::string> take_printed() { return std::exchange(printed_, {}); }

  /// What `shim.files` shows.
  [[nodiscard]] json files() {
    json list = parse_json(side_.files().view()).value_or(json());
    forget();
    contents_.clear();
    std::set<rest::file_id> shown;
    for (json& each : list) {
      const auto id = each["id"].get<rest::file_id>();
      shown.insert(id);
      each.erase("id");
      contents_.push_back(kept_[id].text);
      EXPECT_EQ(kept_[id].length, each["size"].get<std::size_t>());
    }
    EXPECT_EQ(kept_.size(), shown.size() + held_.size()) << "bytes are kept that are no file's";
    return list;
  }
  /// The bytes of each.
  [[nodiscard]] const std::vector<std::string>& contents() const { return contents_; }
  [[nodiscard]] json records() const { return parse_json(all_records(side_.records())).value_or(json()); }
  [[nodiscard]] std::uint64_t disk_usage() { return side_.files().disk_usage(); }

 private:
  /// Of a large file the length alone.
  struct bytes {
    std::string text;
    std::size_t length = 0;
  };

  static rest::declarations declared_in(const json& options) {
    rest::declarations declared;
    const std::string wrong = rest::read_declarations(json_or_null(json_text(options)), declared);
    if (!wrong.empty()) throw std::logic_error(wrong);
    take_offsets(declared.credentials.zone);
    for (rest::user& each : declared.credentials.users) {
      if (each.zone) take_offsets(*each.zone);
    }
    return declared;
  }

  /// Of the zones that cases name: what the platform says is a fact from outside.
  static void take_offsets(rest::named_zone& zone) {
    static const std::map<std::string, std::vector<rest::fields::zone_offset>> known = {
        {"UTC", {}},
        {"Asia/Tokyo", {{0, 540}}},
        {"Pacific/Kiritimati", {{0, 840}}},
        {"Pacific/Pago_Pago", {{0, -660}}},
        {"America/New_York", {{0, -300}, {1'772'953'200'000, -240}, {1'793'512'800'000, -300}}}};
    zone.offsets = known.at(zone.name);
  }

  /// Who asks unless the step says otherwise: the first user who is declared, else anybody (S03).
  static std::string user_in(const json& options) {
    for (const auto& [login, how] : member(options, "users").items())
      return login + ":" + std::string(string_of(how.is_string() ? how : member(how, "password")));
    return "user:password";
  }

  /// What `hold` uploads.
  static json upload_in(const json& step) {
    json upload = step;
    upload["form"] = {{{"name", "file"}, {"filename", "held.txt"}, {"text", "held"}}};
    return upload;
  }

  rest::direct_request request_of(const json& step) const {
    const std::string_view as = step.contains("as") ? string_of(step["as"]) : "user";
    std::vector<std::pair<std::string, json>> fields;
    const auto set = [&fields](const std::string& name, json value) {
      std::erase_if(fields,
                    [&name](const auto& each) { return ascii::equals_ignoring_case(each.first, name); });
      fields.emplace_back(name, std::move(value));
    };
    if (as == "session") set("X-Requested-With", "XMLHttpRequest");
    if (as != "session" && as != "nobody")
      set("X-Cybozu-Authorization", base64_of(as == "user" ? user_ : std::string(as)));
    if (step.contains("json")) set("Content-Type", "application/json");
    if (step.contains("form") || step.contains("body"))
      set("Content-Type", "multipart/form-data; boundary=" + boundary_in(step));
    if (has_body(step)) set("Content-Length", std::to_string(length_of(body_of(step))));
    for (const auto& [name, value] : member(step, "fields").items()) set(name, value);

    rest::direct_request r;
    r.origin =
        step.contains("origin") ? string_of(step["origin"]) : std::string_view(world_.options().origin);
    r.is_credentialed = as != "nobody";
    r.head.method = step.contains("method") ? string_of(step["method"]) : has_body(step) ? "POST" : "GET";
    r.head.target = step.contains("path") ? string_of(step["path"]) : "/k/v1/file.json";
    for (const auto& [name, value] : fields) {
      for (const json& each : value.is_array() ? value : json::array({value})) {
        if (!each.is_null())
          r.head.fields.push_back({name, tag_of(each) == "numbered" ? numbered(each) : bytes_of(each)});
      }
    }
    return r;
  }

  rest_reply answer(const rest::direct_request& r, const pieces& body) {
    if (auto refused = rest::direct_refusal(r, world_)) return {std::move(*refused), {}};
    rest::api_request call(side_, r.head, rest::has_session(r, world_));
    return conclude(call, body);
  }

  /// In chunks of a few bytes where the body is small, of many where it is not.
  void feed_form(rest::api_request& call, const pieces& body) {
    constexpr std::size_t small = 512;
    constexpr std::size_t large = 1U << 26U;
    const std::size_t length = length_of(body);
    const pieces whole = length < large ? pieces{{text_of(body), length}} : body;
    rest::upload& form = call.form();
    bytes& kept = kept_[form.id()];
    feed(whole, length < small ? 1 : std::size_t{1} << 20U, [&](std::string_view chunk) {
      const bool goes_on = form.feed(chunk);
      const multipart::file_bytes& file = form.bytes();
      kept.length += file.held + file.length;
      if (length < large) {
        kept.text += form.delimiter().substr(0, file.held);
        kept.text += chunk.substr(file.offset, file.length);
      }
      return goes_on;
    });
  }

  rest_reply conclude(rest::api_request& call, const pieces& body) {
    rest::api_answer a;
    if (call.next() == rest::wanted_body::form) {
      feed_form(call, body);
      const rest::file_id id = call.form().id();
      a = call.answer({});
      if (!call.form().is_kept()) kept_.erase(id);
    } else if (call.next() == rest::wanted_body::message) {
      a = length_of(body) > call.limit() ? call.too_long() : call.answer(text_of(body));
    } else {
      a = call.answer({});
    }
    for (const rest::api_warning& each : call.warnings()) {
      if (each.is_first) printed_.push_back(fill("{0} [{1}]", {each.message, entry_of(each.kind).code}));
    }
    rest_reply r{std::move(a.reply), {}};
    if (a.download != 0) r.bytes = kept_[a.download].text;
    forget();
    return r;
  }

  void forget() {
    for (const rest::file_id id : side_.take_gone()) kept_.erase(id);
  }

  world::world& world_;
  rest::backend side_;
  std::string user_;
  std::map<rest::file_id, bytes> kept_;
  std::vector<std::unique_ptr<rest::api_request>> held_;
  std::vector<std::string> contents_;
  std::vector<std::string> printed_;
};

}  // namespace kintone::conformance
