#include "core/proxy/relay.h"

#include "core/base/algorithm.h"

namespace kintone::proxy {
namespace {

constexpr std::string_view drops_failure = "dropsFailure";
constexpr std::string_view ignores_body = "ignoresBody";
constexpr std::string_view has_object = "hasObject";

/// An object of members, in their order. No two of the fields have one name.
void write_members(json_writer& text, const http::fields& fields) {
  text.open('{');
  for (const http::field& line : fields) text.name(line.name).string(line.value);
  text.close('}');
}

/// The last members of a message, and its end.
void write_end(json_writer& text, std::string_view request_token, const page_facts& known) {
  text.name("__REQUEST_TOKEN__").string(request_token);
  if (known.drops_failure || known.ignores_body || known.has_object) {
    text.name("shim").open('{');
    if (known.drops_failure) text.name(drops_failure).boolean(true);
    if (known.ignores_body) text.name(ignores_body).boolean(true);
    if (known.has_object) text.name(has_object).boolean(true);
    text.close('}');
  }
  text.close('}');
}

/// The last member of an answer, for the page, and its end.
void write_facts_for_page(json_writer& text, const outcome& o) {
  text.name("shim").open('{').name("binary").boolean(o.binary).name("warnings").open('[');
  for (const warning& each : o.warnings) {
    text.open('{').name("code").string(entry_of(each.kind).code).name("message").string(each.message);
    text.close('}');
  }
  text.close(']').close('}').close('}');
}

/// The warning of this code; nothing for another code, of a later version or of none.
std::optional<error> warning_called(std::string_view code) {
  const std::span<const error_entry> table = error_table();
  const error_entry* entry = find_if(table, [code](const error_entry& each) {
    return each.id >= error::warn_response_body && each.code == code;
  });
  return entry == nullptr ? std::nullopt : std::optional(entry->id);
}

std::vector<warning> read_warnings(const json_value& list) {
  std::vector<warning> warnings;
  for (const json_value& each : elements_of(list)) {
    const auto kind = warning_called(string_of(member(each, "code")));
    const json_value& message = member(each, "message");
    if (kind && message.is_string()) warnings.push_back({*kind, std::string(string_of(message))});
  }
  return warnings;
}

bool read_success(const json_value& answer, outcome& o) {
  const json_value& result = member(answer, "result");
  const std::uint64_t status = integer_of(member(result, "status")).value_or(0);
  const json_value& headers = member(result, "headers");
  if (!is_true(member(answer, "success")) || status < 100 || status > 999 || !headers.is_object()) {
    return false;
  }
  for (const auto& [name, value] : members_of(headers)) {
    if (!value.is_string()) return false;
    o.headers.push_back({name, std::string(string_of(value))});
  }
  o.success = true;
  o.status = static_cast<int>(status);
  return true;
}

bool read_failure(const json_value& answer, outcome& o) {
  o.code = string_of(member(answer, "code"));
  if (o.code.empty() || !member(answer, "id").is_string() || !member(answer, "message").is_string()) {
    return false;
  }
  json_writer error;
  error.open('{');
  for (const auto& [name, value] : members_of(answer)) {
    if (name != "shim") error.name(name).tree(value);
  }
  o.error = error.close('}').take();
  return true;
}

}  // namespace

relay_message message_to_relay(const proxy_function& called, const request& r, std::string_view request_token,
                               const page_facts& known, const relayed_plugin& plugin) {
  relay_message message;
  message.path = called.relay_path;
  message.fields = {{"Content-Type", std::string(message_type(called))},
                    {"X-Requested-With", "XMLHttpRequest"}};
  json_writer text;
  text.open('{');
  if (called.applies_saved_config) {
    text.name("appId").number(plugin.app).name("pluginId").string(plugin.id);
  }
  text.name("url")
      .string(called.applies_saved_config ? plugin.url : r.url())
      .name("method")
      .string(http::name_of(r.method))
      .name("headers");
  write_members(text, r.fields);
  if (called.takes == data_kind::value) {
    text.name("body");
    if (r.content == body::text || r.content == body::json) {
      message.parts.push_back(text.take());
      text = json_writer(",");
    } else {
      text.string("");
    }
  }
  write_end(text, request_token, known);
  message.parts.push_back(text.take());
  return message;
}

page_facts read_page_facts(const argument& told) {
  const auto says = [&told](std::string_view name) {
    return told[name].is("boolean") && told[name].text == "true";
  };
  return {says(drops_failure), says(ignores_body), says(has_object)};
}

std::vector<std::string> answer_of_relay(const outcome& o) {
  if (o.success) {
    json_writer behind(",");
    behind.name("status").number(static_cast<std::uint64_t>(o.status)).name("headers");
    write_members(behind, o.headers);
    behind.close('}');
    write_facts_for_page(behind, o);
    return {R"({"success":true,"result":{"body":)", behind.take()};
  }
  json_writer text(o.error.substr(0, o.error.size() - 1));
  write_facts_for_page(text, o);
  return {text.take()};
}

std::optional<outcome> read_relay_answer(int http_status, std::string_view text, bool has_body) {
  std::optional<json_value> answer = read_json(text);
  if (!answer) return std::nullopt;
  outcome o;
  const json_value& facts = member(*answer, "shim");
  o.binary = is_true(member(facts, "binary"));
  o.warnings = read_warnings(member(facts, "warnings"));
  const bool is_failure = http_status >= 400 && http_status < 600;
  const bool is_outcome =
      is_failure ? read_failure(*answer, o) : http_status == 200 && has_body && read_success(*answer, o);
  return is_outcome ? std::optional(std::move(o)) : std::nullopt;
}

void add_new_warnings(std::vector<warning> its, std::vector<warning>& own) {
  std::erase_if(its, [&own](const warning& one) {
    return any_of(own, [&one](const warning& each) { return each.kind == one.kind; });
  });
  own.insert(own.end(), its.begin(), its.end());
}

}  // namespace kintone::proxy
