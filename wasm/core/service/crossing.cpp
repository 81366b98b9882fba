#include "core/service/crossing.h"

#include <array>

#include "core/base/utf8.h"
#include "core/http/flat_fields.h"

namespace kintone::service {
namespace {

json reply_json(const reply& r) {
  return {{"next", "reply"}, {"status", r.status}, {"fields", http::flat_json(r.fields)}, {"body", r.body}};
}

/// Between two parts of a head. No field of a request that a parser let through has it.
constexpr char separator = '\0';

/// Parts of a head in front of its fields.
constexpr std::size_t others = 6;

struct head_parts {
  request head;
  /// What else is told of it.
  std::array<std::string_view, 3> about;
};

std::optional<head_parts> read_parts(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  // A separator within a value would make one more.
  if (parts.size() < others || std::to_string(parts.size() - others) != parts[0]) return std::nullopt;
  request r;
  r.method = parts[1];
  r.target = parts[2];
  r.fields.reserve((parts.size() - others) / 2);
  for (std::size_t i = others; i + 1 < parts.size(); i += 2) {
    r.fields.push_back({utf8::to_latin1(parts[i]), std::string(ascii::trim(utf8::to_latin1(parts[i + 1])))});
  }
  return head_parts{std::move(r), {parts[3], parts[4], parts[5]}};
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
  auto read = read_parts(text);
  if (!read) return {};
  request& r = read->head;
  r.local_address = read->about[0];
  r.local_port = read->about[1];
  r.secure = read->about[2] == "true";
  return std::move(r);
}

direct_request read_direct(std::string_view text) {
  auto read = read_parts(text);
  if (!read) return {};
  direct_request r{std::move(read->head), std::string(read->about[0]),
                   read->about[1] != "omit" && read->about[1] != "proxy"};
  // How its body would be framed, a Request does not say.
  if (read->about[2] == "true" && !has_body(r.head)) {
    r.head.fields.push_back({"Transfer-Encoding", "chunked"});
  }
  return r;
}

std::string rest_text(const rest_call& call) {
  std::string text = R"({"next":"rest","read":)";
  switch (call.next()) {
    case reading::nothing:
      return text += R"("nothing"})";
    case reading::form:
      return text += R"("form"})";
    case reading::message:
      text += R"("message","most":)";
      text += std::to_string(call.most());
  }
  return text += '}';
}

std::string answer_text(const rest_answer& a, const rest_call& call, rest& side) {
  std::string text;
  constexpr std::size_t usual = 1'024;
  text.reserve(usual);
  text += R"({"status":)";
  text += std::to_string(a.reply.status);
  text += R"(,"fields":)";
  http::append_flat(text, a.reply.fields);
  text += a.download == 0 ? R"(,"body":)" : R"(,"file":)";
  if (a.download == 0) {
    append_string(text, a.reply.body);
  } else {
    text += std::to_string(a.download);
  }
  if (const auto warning = call.warning()) {
    text += R"(,"warning":)";
    append_string(text, *warning);
  }
  if (const auto gone = side.take_gone(); !gone.empty()) {
    text += R"(,"gone":)";
    text += ids_text(gone);
  }
  return text += '}';
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
