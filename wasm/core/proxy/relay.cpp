#include "core/proxy/relay.h"

#include "core/base/algorithm.h"
#include "core/world/relay_paths.h"

namespace kintone::proxy {
namespace {

/// An object of members, in their order. No two of the fields have one name.
json members_of(const http::fields& fields) {
  json::object_t object;
  for (const http::field& line : fields) object.emplace_back(line.name, line.value);
  return object;
}

/// The members of `object` as they go on behind others, and its end.
std::string continued(const json& object) { return "," + json_text(object).substr(1); }

json facts_for_page(const outcome& o) {
  json warnings = json::array();
  for (const warning& each : o.warnings) {
    warnings.push_back({{"code", entry_of(each.kind).code}, {"message", each.message}});
  }
  return {{"binary", o.binary}, {"warnings", std::move(warnings)}};
}

/// The warning of this code; nothing for another code, of a later version or of none.
std::optional<error> warning_called(std::string_view code) {
  const std::span<const error_entry> table = error_table();
  const error_entry* entry = find_if(table, [code](const error_entry& each) {
    return each.id >= error::warn_response_body && each.code == code;
  });
  return entry == nullptr ? std::nullopt : std::optional(entry->id);
}

std::vector<warning> read_warnings(const json& list) {
  std::vector<warning> warnings;
  for (std::size_t i = 0; list.is_array() && i < list.size(); ++i) {
    const json& each = element(list, i);
    const auto kind = warning_called(string_of(member(each, "code")));
    const json& message = member(each, "message");
    if (kind && message.is_string()) warnings.push_back({*kind, std::string(string_of(message))});
  }
  return warnings;
}

bool read_success(const json& answer, outcome& o) {
  const json& result = member(answer, "result");
  const std::uint64_t status = integer_of(member(result, "status")).value_or(0);
  const json& headers = member(result, "headers");
  if (!is_true(member(answer, "success")) || status < 100 || status > 999 || !headers.is_object()) {
    return false;
  }
  for (const auto& [name, value] : headers.items()) {
    if (!value.is_string()) return false;
    o.headers.push_back({name, std::string(string_of(value))});
  }
  o.success = true;
  o.status = static_cast<int>(status);
  return true;
}

bool read_failure(json answer, outcome& o) {
  o.code = string_of(member(answer, "code"));
  if (o.code.empty() || !member(answer, "id").is_string() || !member(answer, "message").is_string()) {
    return false;
  }
  answer.erase("shim");
  o.error = json_text(answer);
  return true;
}

}  // namespace

relay_message message_to_relay(api called, const request& r, std::string_view request_token) {
  const bool is_upload = called == api::upload;
  const json token = {{"__REQUEST_TOKEN__", request_token}};
  json head = {{"url", r.url()}, {"method", http::name_of(r.method)}, {"headers", members_of(r.fields)}};
  relay_message message;
  message.path = is_upload ? world::relay_upload_path : world::relay_call_path;
  message.fields = {{"Content-Type", is_upload ? "application/octet-stream" : "application/json"},
                    {"X-Requested-With", "XMLHttpRequest"}};
  if (is_upload) {
    head.update(token);
    message.parts = {json_text(head)};
    return message;
  }
  std::string before = json_text(head);
  before.pop_back();
  before += R"(,"body":)";
  if (r.content == body::text || r.content == body::json) {
    message.parts = {std::move(before), continued(token)};
  } else {
    message.parts = {before + R"("")" + continued(token)};
  }
  return message;
}

std::vector<std::string> answer_of_relay(const outcome& o) {
  const json facts = {{"shim", facts_for_page(o)}};
  if (o.success) {
    const json head = {{"status", o.status}, {"headers", members_of(o.headers)}};
    return {R"({"success":true,"result":{"body":)", continued(head) + continued(facts)};
  }
  std::string error = o.error;
  error.pop_back();
  return {error + continued(facts)};
}

std::optional<outcome> read_relay_answer(int http_status, std::string_view text, bool has_body) {
  std::optional<json> answer = parse_json(text);
  if (!answer) return std::nullopt;
  outcome o;
  const json& facts = member(*answer, "shim");
  o.binary = is_true(member(facts, "binary"));
  o.warnings = read_warnings(member(facts, "warnings"));
  const bool is_failure = http_status >= 400 && http_status < 600;
  const bool is_outcome = is_failure ? read_failure(std::move(*answer), o)
                                     : http_status == 200 && has_body && read_success(*answer, o);
  return is_outcome ? std::optional(std::move(o)) : std::nullopt;
}

}  // namespace kintone::proxy
