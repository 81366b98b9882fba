// What is answered of an app beside its records: its declaration (Y25, Y26).
#include "core/base/number.h"
#include "core/rest/parameters.h"
#include "core/rest/records.h"

namespace kintone::rest {
namespace {

using fields::form_field;
using fields::shape;

void write_field_head(json_writer& text, std::string_view code, std::string_view type) {
  text.open('{').name("type").string(type).name("code").string(code).name("label").string(code);
}

/// D01: what nobody declared, as kintone makes it.
void write_made(json_writer& text, const form_field& f) {
  text.name(f.code);
  write_field_head(text, f.code, f.row().name);
  text.name("noLabel").boolean(false).close('}');
}

/// As it is declared; with what kintone always has of a field.
void write_declared(json_writer& text, const std::string& code, const json_value& given) {
  text.name(code);
  if (!given.is_object()) {
    write_field_head(text, code, string_of(given));
    text.close('}');
    return;
  }
  text.open('{');
  for (const auto& [name, value] : members_of(given)) {
    if (name != "fields") {
      text.name(name).tree(value);
      continue;
    }
    text.name(name).open('{');
    for (const auto& [cell, declared] : members_of(value)) write_declared(text, cell, declared);
    text.close('}');
  }
  if (member(given, "code").is_null()) text.name("code").string(code);
  if (member(given, "label").is_null()) text.name("label").string(code);
  text.close('}');
}

/// The number of a declaration that has none is 1.
void write_revision(json_writer& text, const json_value& declared) {
  const auto revision = id_of(declared);
  text.name("revision").string(decimal(revision.value_or(1)));
}

void write_layout_field(json_writer& text, const form_field& f) {
  text.open('{').name("type").string(f.row().name).name("code").string(f.code).close('}');
}

/// One row a field, in the order of the form.
void write_layout(json_writer& text, const app& a) {
  text.name("layout").open('[');
  for (const form_field& each : a.form().fields()) {
    if (each.row().kept == shape::table) {
      text.open('{').name("type").string("SUBTABLE").name("code").string(each.code).name("fields").open('[');
      for (const form_field& cell : each.cells) write_layout_field(text, cell);
    } else {
      text.open('{').name("type").string("ROW").name("fields").open('[');
      write_layout_field(text, each);
    }
    text.close(']').close('}');
  }
  text.close(']');
}

void write_views(json_writer& text, const app& /*a*/) { text.name("views").json("{}"); }

void write_status(json_writer& text, const app& /*a*/) {
  text.name("enable").boolean(false).name("states").json("null").name("actions").json("null");
}

void write_customize(json_writer& text, const app& /*a*/) {
  constexpr std::string_view none = R"({"js":[],"css":[]})";
  text.name("scope").string("ALL").name("desktop").json(none).name("mobile").json(none);
}

std::string name_of_app(const app& a) { return "App " + decimal(a.key().id); }

void write_settings(json_writer& text, const app& a) {
  const fields::number_precision& precision = a.form().precision;
  text.name("name").string(name_of_app(a)).name("description").string("");
  text.name("numberPrecision").open('{').name("digits").string(decimal(precision.digits));
  text.name("decimalPlaces").string(decimal(precision.decimal_places));
  text.name("roundingMode").string("HALF_EVEN").close('}');
}

}  // namespace

verdict records::answer_declared(const caller& by, const json_value& parameters, std::string_view name,
                                 json_writer& answer, void (*missing)(json_writer&, const app&)) const {
  app_key key;
  if (auto refused = read_app(by, parameters, {}, key)) return refused;
  reached a;
  reach(key, a);
  const json_value& declared = a->declared(name);
  answer.open('{');
  for (const auto& [each, value] : members_of(declared)) {
    if (each != "revision") answer.name(each).tree(value);
  }
  if (declared.is_null()) missing(answer, *a);
  write_revision(answer, member(declared, "revision"));
  answer.close('}');
  return nullptr;
}

// Y25.
verdict records::get_form_fields(const caller& by, const json_value& parameters, json_writer& answer) {
  app_key key;
  if (auto refused = read_app(by, parameters, {}, key)) return refused;
  reached a;
  reach(key, a);
  const bool is_answer = !a->declared("properties").is_null();
  const json_value& declared = a->declared(is_answer ? "properties" : "fields");
  answer.open('{').name("properties").open('{');
  for (const auto& [code, given] : members_of(declared)) write_declared(answer, code, given);
  // The system fields, and those that an open app learned, stand behind what is declared.
  std::size_t place = 0;
  for (const form_field& each : a->form().fields()) {
    if (place++ >= declared.size()) write_made(answer, each);
  }
  answer.close('}');
  write_revision(answer, a->declared("revision"));
  answer.close('}');
  return nullptr;
}

verdict records::get_form_layout(const caller& by, const json_value& parameters, json_writer& answer) {
  return answer_declared(by, parameters, "layout", answer, write_layout);
}

verdict records::get_views(const caller& by, const json_value& parameters, json_writer& answer) {
  return answer_declared(by, parameters, "views", answer, write_views);
}

verdict records::get_status(const caller& by, const json_value& parameters, json_writer& answer) {
  return answer_declared(by, parameters, "status", answer, write_status);
}

verdict records::get_settings(const caller& by, const json_value& parameters, json_writer& answer) {
  return answer_declared(by, parameters, "settings", answer, write_settings);
}

verdict records::get_customize(const caller& by, const json_value& parameters, json_writer& answer) {
  return answer_declared(by, parameters, "customize", answer, write_customize);
}

// Y26. Its parameter is `id`.
verdict records::get_app(const caller& by, const json_value& parameters, json_writer& answer) {
  app_key key;
  if (auto refused = read_app(by, parameters, {}, key, "id")) return refused;
  reached a;
  reach(key, a);
  const json_value& declared = a->declared("app");
  answer.open('{').name("appId").string(decimal(key.id));
  if (member(declared, "code").is_null()) answer.name("code").string("");
  if (member(declared, "name").is_null()) answer.name("name").string(name_of_app(*a));
  if (member(declared, "description").is_null()) answer.name("description").string("");
  if (member(declared, "spaceId").is_null()) {
    answer.name("spaceId").json(key.space == 0 ? "null" : json_writer().string(decimal(key.space)).text());
  }
  if (member(declared, "threadId").is_null()) answer.name("threadId").json("null");
  for (const auto& [name, value] : members_of(declared)) {
    if (name != "appId" && !value.is_null()) answer.name(name).tree(value);
  }
  answer.close('}');
  return nullptr;
}

}  // namespace kintone::rest
