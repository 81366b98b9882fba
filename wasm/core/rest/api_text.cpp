#include "core/rest/api_text.h"

#include <array>
#include <utility>

#include "core/http/flat_fields.h"
#include "core/http/media_type.h"
#include "core/http/url.h"

namespace kintone::rest {

direct_request read_direct(std::string_view text) {
  auto read = http::read_crossed(text);
  if (!read) return {};
  direct_request r{std::move(read->head), std::string(read->about[0]),
                   read->about[1] != "omit" && read->about[1] != "proxy"};
  // How its body would be framed, a Request does not say.
  if (read->about[2] == "true" && !has_body(r.head)) {
    r.head.fields.push_back({"Transfer-Encoding", "chunked"});
  }
  return r;
}

namespace {

void write_warnings(json_writer& text, const std::vector<api_warning>& warnings) {
  text.name("warnings").open('[');
  for (const api_warning& each : warnings) {
    text.open('{').name("code").string(entry_of(each.kind).code).name("message").string(each.message);
    text.name("print").boolean(each.is_first).close('}');
  }
  text.close(']');
}

/// What is said beside an answer, in the language that the shim does not speak.
void write_translated(json_writer& text, const sentence& reason, const std::vector<api_warning>& warnings,
                      locale language) {
  if (reason.empty() && warnings.empty()) return;
  text.name("translated").open('{').name("language").string(name_of(other_than(language)));
  if (!reason.empty()) text.name("reason").string(reason.translated());
  text.name("warnings").open('[');
  for (const api_warning& each : warnings) text.string(each.message.translated());
  text.close(']').close('}');
}

}  // namespace

std::string opening_text(const api_request& asked) {
  static constexpr std::array<std::string_view, 3> names = {"nothing", "message", "form"};
  json_writer text;
  text.open('{').name("next").string("rest");
  text.name("read").string(names[static_cast<std::size_t>(asked.next())]);
  if (asked.next() == wanted_body::message) text.name("limit").number(asked.limit());
  return text.close('}').take();
}

std::string asked_text(const api_request& asked) {
  const http::request_head& head = asked.head();
  const std::string* type = http::find(head.fields, "content-type");
  json_writer text;
  text.open('{').name("method").string(method_of(head)).name("path").string(http::without_json(head.path()));
  text.name("url").string(asked.url()).name("fields");
  http::write_flat(text, head.fields);
  const bool is_form = type != nullptr && http::essence_of(*type) == "multipart/form-data";
  text.name("isForm").boolean(is_form).name("limit").number(asked.limit());
  return text.close('}').take();
}

routed_answer read_routed(const json_value& said) {
  const json_value& failure = member(said, "failure");
  constexpr std::uint64_t usual_failure = 400;
  const auto status = integer_of(member(failure.is_object() ? failure : said, "status"));
  routed_answer a{
      {static_cast<int>(status.value_or(usual_failure)), http::read_flat(member(said, "fields")), {}}};
  if (failure.is_object()) a.failure = failure;
  if (member(said, "threw").is_string()) a.threw = string_of(member(said, "threw"));
  return a;
}

std::string answer_text(const api_answer& a, const api_request& asked, backend& side) {
  constexpr std::size_t usual = 1'024;
  std::string begun;
  begun.reserve(usual);
  json_writer text(std::move(begun));
  text.open('{');
  http::write_head(text, a.reply);
  if (!a.reason.empty()) text.name("reason").string(a.reason);
  if (a.download != 0) text.name("file").number(a.download);
  const auto warnings = asked.warnings();
  if (!warnings.empty()) write_warnings(text, warnings);
  write_translated(text, a.reason, warnings, side.language());
  if (const auto gone = side.take_gone(); !gone.empty()) text.name("gone").json(ids_text(gone));
  std::string all = text.close('}').take();
  if (a.download == 0) {
    all.reserve(all.size() + 1 + a.reply.body.size());
    all.append(1, '\n').append(a.reply.body);
  }
  return all;
}

std::string ids_text(const std::vector<file_id>& ids) {
  json_writer text;
  text.open('[');
  for (const file_id id : ids) text.number(id);
  return text.close(']').take();
}

}  // namespace kintone::rest
