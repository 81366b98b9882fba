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

direct_request read_direct(std::string_view text) {
  const json object = parse_json(text).value_or(json());
  direct_request r{read_request(text), std::string(string_of(member(object, "origin"))),
                   string_of(member(object, "credentials")) != "omit"};
  // How its body would be framed, a Request does not say.
  if (is_true(member(object, "hasBody")) && !has_body(r.head)) {
    r.head.fields.push_back({"Transfer-Encoding", "chunked"});
  }
  return r;
}

std::string rest_text(const rest_call& call) {
  static constexpr std::array<std::string_view, 3> names = {"nothing", "message", "form"};
  json text = {{"next", "rest"}, {"read", names[static_cast<std::size_t>(call.next())]}};
  if (call.next() == reading::message) text["most"] = call.most();
  return json_text(text);
}

std::string answer_text(const rest_answer& a, const rest_call& call, rest& side) {
  json text = {{"status", a.reply.status}, {"fields", http::flat_json(a.reply.fields)}};
  if (a.download != 0) {
    text["file"] = a.download;
  } else {
    text["body"] = a.reply.body;
  }
  if (auto warning = call.warning()) text["warning"] = std::move(*warning);
  if (auto gone = side.take_gone(); !gone.empty()) text["gone"] = std::move(gone);
  return json_text(text);
}

std::string ids_text(const std::vector<file_id>& ids) { return json_text(ids); }

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
  static constexpr std::array<std::string_view, 7> names = {"reply", "pass",  "script", "file",
                                                            "rest",  "relay", "relay"};
  json text = {{"next", names[static_cast<std::size_t>(d.next)]}};
  switch (d.next) {
    case next::answer:
      text.update(reply_json(d.answer));
      break;
    case next::pass:
    case next::rest:
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
