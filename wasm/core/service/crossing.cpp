#include "core/service/crossing.h"

#include <array>

#include "core/base/number.h"
#include "core/base/utf8.h"
#include "core/http/flat_fields.h"

namespace kintone::service {
namespace {

void write_head(json_writer& text, const reply& r) {
  text.name("status").number(static_cast<std::uint64_t>(r.status)).name("fields");
  http::write_flat(text, r.fields);
}

void write_reply(json_writer& text, const reply& r) {
  text.name("next").string("reply");
  write_head(text, r);
  text.name("body").string(r.body);
}

void write_warnings(json_writer& text, const std::vector<rest_warning>& warnings) {
  text.name("warnings").open('[');
  for (const rest_warning& each : warnings) {
    text.open('{').name("code").string(entry_of(each.kind).code).name("message").string(each.message);
    text.name("print").boolean(each.is_first).close('}');
  }
  text.close(']');
}

/// What is said beside an answer, in the language that the shim does not speak.
void write_translated(json_writer& text, const sentence& reason, const std::vector<rest_warning>& warnings,
                      locale language) {
  if (reason.empty() && warnings.empty()) return;
  text.name("translated").open('{').name("language").string(name_of(other_than(language)));
  if (!reason.empty()) text.name("reason").string(reason.translated());
  text.name("warnings").open('[');
  for (const rest_warning& each : warnings) text.string(each.message.translated());
  text.close(']').close('}');
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
  if (parts.size() < others || decimal(parts.size() - others) != parts[0]) return std::nullopt;
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
  const json_value object = json_or_null(text);
  const json_value& relay = member(object, "relay");
  return {ascii::to_lower(string_of(member(object, "host"))),
          relay.is_boolean() ? std::optional<bool>(is_true(relay)) : std::nullopt,
          is_true(member(object, "folder"))};
}

std::vector<std::string> read_names(std::string_view text) {
  std::vector<std::string> names;
  const json_value list = json_or_null(text);
  for (const json_value& each : elements_of(list)) names.emplace_back(string_of(each));
  return names;
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
  static constexpr std::array<std::string_view, 3> names = {"nothing", "message", "form"};
  json_writer text;
  text.open('{').name("next").string("rest");
  text.name("read").string(names[static_cast<std::size_t>(call.next())]);
  if (call.next() == reading::message) text.name("most").number(call.most());
  return text.close('}').take();
}

std::string answer_text(const rest_answer& a, const rest_call& call, rest& side) {
  constexpr std::size_t usual = 1'024;
  std::string begun;
  begun.reserve(usual);
  json_writer text(std::move(begun));
  text.open('{');
  write_head(text, a.reply);
  if (!a.reason.empty()) text.name("reason").string(a.reason);
  if (a.download == 0) {
    text.name("body").string(a.reply.body);
  } else {
    text.name("file").number(a.download);
  }
  const auto warnings = call.warnings();
  if (!warnings.empty()) write_warnings(text, warnings);
  write_translated(text, a.reason, warnings, side.language());
  if (const auto gone = side.take_gone(); !gone.empty()) text.name("gone").json(ids_text(gone));
  return text.close('}').take();
}

std::string ids_text(const std::vector<file_id>& ids) {
  json_writer text;
  text.open('[');
  for (const file_id id : ids) text.number(id);
  return text.close(']').take();
}

std::string file_text(const reply& r) {
  if (r.status != 200) return reply_text(r);
  const std::string* type = http::find(r.fields, "content-type");
  json_writer text;
  text.open('{').name("fields");
  http::write_flat(text, r.fields);
  text.name("isPage").boolean(type != nullptr && type->starts_with("text/html"));
  return text.close('}').take();
}

std::string reply_text(const std::optional<reply>& r) {
  if (!r) return {};
  json_writer text;
  text.open('{');
  write_reply(text, *r);
  return text.close('}').take();
}

std::string decision_text(const decision& d) {
  json_writer text;
  text.open('{');
  switch (d.next) {
    case next::answer:
      write_reply(text, d.answer);
      break;
    case next::pass:
      text.name("next").string("pass");
      break;
    case next::rest:
      text.name("next").string("rest");
      break;
    case next::script:
      text.name("next").string("script").name("fields");
      http::write_flat(text, d.answer.fields);
      break;
    case next::file:
      text.name("next").string("file").name("path").open('[');
      for (const std::string& name : d.path) text.string(name);
      text.close(']');
      break;
    case next::relay:
      text.name("next").string("relay").name("api").string(d.function->name);
      text.name("takes").string(proxy::name_of(d.function->takes));
      text.name("most").number(d.most).name("fields");
      http::write_flat(text, d.answer.fields);
  }
  return text.close('}').take();
}

}  // namespace kintone::service
