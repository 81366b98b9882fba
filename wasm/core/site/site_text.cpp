#include "core/site/site_text.h"

#include "core/base/ascii.h"
#include "core/http/flat_fields.h"

namespace kintone::site {
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

http::request_head read_request(std::string_view text) {
  auto read = http::read_crossed(text);
  if (!read) return {};
  http::request_head& r = read->head;
  r.local_address = read->about[0];
  r.local_port = read->about[1];
  r.secure = read->about[2] == "true";
  return std::move(r);
}

std::string file_text(const http::reply& r) {
  if (r.status != 200) return reply_text(r);
  const std::string* type = http::find(r.fields, "content-type");
  json_writer text;
  text.open('{').name("fields");
  http::write_flat(text, r.fields);
  text.name("isPage").boolean(type != nullptr && type->starts_with("text/html"));
  return text.close('}').take();
}

std::string reply_text(const std::optional<http::reply>& r) {
  if (!r) return {};
  json_writer text;
  text.open('{');
  http::write_reply(text, *r);
  return text.close('}').take();
}

std::string decision_text(const decision& d) {
  json_writer text;
  text.open('{');
  switch (d.leads_to) {
    case destination::answer:
      http::write_reply(text, d.answer);
      break;
    case destination::pass:
      text.name("next").string("pass");
      break;
    case destination::rest:
      text.name("next").string("rest");
      break;
    case destination::script:
      text.name("next").string("script").name("fields");
      http::write_flat(text, d.answer.fields);
      break;
    case destination::settings:
      text.name("next").string("settings").name("pluginId").string(d.path.front());
      text.name("screen").string(world::settings_screen).name("fields");
      http::write_flat(text, d.answer.fields);
      break;
    case destination::save:
      text.name("next").string("save").name("most").number(d.most);
      break;
    case destination::plugin:
      text.name("next").string("plugin").name("fields");
      http::write_flat(text, d.answer.fields);
      text.name("path").open('[');
      for (const std::string& name : d.path) text.string(name);
      text.close(']');
      break;
    case destination::file:
      text.name("next").string("file").name("path").open('[');
      for (const std::string& name : d.path) text.string(name);
      text.close(']');
      break;
    case destination::relay:
      text.name("next").string("relay").name("api").string(d.function->name);
      text.name("takes").string(proxy::name_of(d.function->takes));
      text.name("most").number(d.most).name("fields");
      http::write_flat(text, d.answer.fields);
  }
  return text.close('}').take();
}

}  // namespace kintone::site
