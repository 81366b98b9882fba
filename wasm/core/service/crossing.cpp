#include "core/service/crossing.h"

#include <array>

#include "core/http/flat_fields.h"

namespace kintone::service {
namespace {

json reply_json(const reply& r) {
  return {{"next", "reply"}, {"status", r.status}, {"fields", http::flat_json(r.fields)}, {"body", r.body}};
}

}  // namespace

site_settings read_site(std::string_view text) {
  const json object = parse_json(text).value_or(json());
  const json& relay = member(object, "relay");
  return {ascii::to_lower(string_of(member(object, "host"))),
          relay.is_boolean() ? std::optional<bool>(is_true(relay)) : std::nullopt,
          is_true(member(object, "folder"))};
}

request read_request(std::string_view text) {
  const json object = parse_json(text).value_or(json());
  request r;
  r.method = string_of(member(object, "method"));
  r.target = string_of(member(object, "target"));
  r.fields = http::read_flat(member(object, "fields"));
  for (http::field& line : r.fields) line.value = ascii::trim(line.value);
  r.local_address = string_of(member(object, "localAddress"));
  r.local_port = std::to_string(integer_of(member(object, "localPort")).value_or(0));
  r.secure = is_true(member(object, "secure"));
  return r;
}

std::string file_text(const reply& r) {
  if (r.status != 200) return json_text(reply_json(r));
  const std::string* type = http::find(r.fields, "content-type");
  return json_text(
      {{"fields", http::flat_json(r.fields)}, {"isPage", type != nullptr && type->starts_with("text/html")}});
}

std::string reply_text(const std::optional<reply>& r) {
  return r ? json_text(reply_json(*r)) : std::string();
}

std::string decision_text(const decision& d) {
  static constexpr std::array<std::string_view, 6> names = {"reply", "pass",  "script",
                                                            "file",  "relay", "relay"};
  json text = {{"next", names[static_cast<std::size_t>(d.next)]}};
  switch (d.next) {
    case next::answer:
      text.update(reply_json(d.answer));
      break;
    case next::pass:
      break;
    case next::script:
      text["fields"] = http::flat_json(d.answer.fields);
      break;
    case next::file:
      text["path"] = d.path;
      break;
    case next::relay_call:
    case next::relay_upload:
      text["api"] = d.next == next::relay_upload ? "upload" : "proxy";
      text["most"] = d.most;
      text["fields"] = http::flat_json(d.answer.fields);
  }
  return json_text(text);
}

}  // namespace kintone::service
