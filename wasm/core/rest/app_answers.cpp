// What is answered of an app beside its records: its declaration (Y25, Y26).
#include "core/base/ascii.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/base/utf8.h"
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

/// Y27: as `form` shows a field: booleans as texts, choices and cells as lists.
void write_property(json_writer& text, const form_field& f, const json_value& given) {
  const bool is_declared = given.is_object();
  text.open('{').name("code").string(f.code).name("type").string(f.row().name);
  if (member(given, "label").is_null()) text.name("label").string(f.code);
  if (!is_declared) text.name("noLabel").string("false");
  for (const auto& [name, value] : members_of(given)) {
    if (name == "code" || name == "type" || name == "fields") continue;
    text.name(name);
    if (name == "options") {
      text.open('[');
      for (const std::string& each : f.options) text.string(each);
      text.close(']');
    } else if (value.is_boolean()) {
      text.string(is_true(value) ? "true" : "false");
    } else {
      text.tree(value);
    }
  }
  if (!f.cells.empty()) {
    const json_value& cells = member(given, "fields");
    text.name("fields").open('[');
    for (const form_field& each : f.cells) write_property(text, each, member(cells, each.code));
    text.close(']');
  }
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
    if (each.kept() == shape::table) {
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

void records::write_properties(json_writer& text, const app& a) {
  const json_value& declared = a.declared_fields();
  text.name("properties").open('{');
  for (const auto& [code, given] : members_of(declared)) write_declared(text, code, given);
  // The system fields, and those that an open app learned, stand behind what is declared.
  std::size_t place = 0;
  for (const form_field& each : a.form().fields()) {
    if (place++ >= declared.size()) write_made(text, each);
  }
  text.close('}');
}

// Y25.
verdict records::get_form_fields(const caller& by, const json_value& parameters, json_writer& answer) {
  app_key key;
  if (auto refused = read_app(by, parameters, {}, key)) return refused;
  reached a;
  reach(key, a);
  answer.open('{');
  write_properties(answer, *a);
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
  write_app(answer, *a);
  return nullptr;
}

void records::write_app(json_writer& text, const app& a) {
  const json_value& declared = a.declared("app");
  text.open('{').name("appId").string(decimal(a.key().id));
  if (member(declared, "code").is_null()) text.name("code").string("");
  if (member(declared, "name").is_null()) text.name("name").string(name_of_app(a));
  if (member(declared, "description").is_null()) text.name("description").string("");
  if (member(declared, "spaceId").is_null()) {
    const number space = a.key().space;
    text.name("spaceId").json(space == 0 ? "null" : json_writer().string(decimal(space)).text());
  }
  if (member(declared, "threadId").is_null()) text.name("threadId").json("null");
  for (const auto& [name, value] : members_of(declared)) {
    if (name != "appId" && !value.is_null()) text.name(name).tree(value);
  }
  text.close('}');
}

// Y27.
verdict records::get_apps(const caller& by, const json_value& parameters, json_writer& answer) {
  constexpr number last_offset = 2'147'483'647;
  objections wrong;
  const auto list_of = [&](const char* name) {
    return read_list(member(parameters, name), name, apps_at_once, wrong);
  };
  const auto ids = list_of("ids");
  const auto codes = list_of("codes");
  const auto spaces = list_of("spaceIds");
  const json_value& name = member(parameters, "name");
  const std::string part = ascii::to_lower(string_of(name));
  const std::uint64_t length = utf8::utf16_length(part);
  if (!name.is_null() && (length == 0 || length > app_name)) {
    wrong.push_back({"name", phrase::app_name_length, decimal(app_name)});
  }
  const auto number_of = [&](const char* of, const whole_range& range) {
    return read_whole(member(parameters, of), of, range, wrong);
  };
  number limit = number_of("limit", {1, apps_at_once, apps_at_once});
  number offset = number_of("offset", {0, last_offset, 0});
  if (auto refused = invalid(std::move(wrong))) return refused;
  if (by.who.by == scheme::api_token) return refuse(error::token_not_allowed);
  // What is not asked for is not compared.
  const auto fits = [](const std::vector<json_value>& wanted, std::string_view text) {
    const auto is_it = [text](const json_value& each) {
      return string_of(each) == text || kintone::number_of(each) == text;
    };
    return wanted.empty() || (!text.empty() && any_of(wanted, is_it));
  };
  answer.open('{').name("apps").open('[');
  for (const auto& [key, each] : apps_) {
    const json_value& declared = each->declared("app");
    const json_value& space = member(declared, "spaceId");
    const std::string own = key.space == 0 ? "" : decimal(key.space);
    const std::string_view given = string_of(member(declared, "name"));
    const std::string shown = given.empty() ? name_of_app(*each) : std::string(given);
    const bool is_found = key.space == by.space && (by.who.rights_in(key.id) & right::any_of_form) != 0 &&
                          fits(ids, decimal(key.id)) && fits(codes, string_of(member(declared, "code"))) &&
                          fits(spaces, space.is_null() ? std::string_view(own) : string_of(space)) &&
                          ascii::to_lower(shown).find(part) != std::string::npos;
    if (!is_found || limit == 0) continue;
    if (offset > 0) {
      --offset;
      continue;
    }
    write_app(answer, *each);
    --limit;
  }
  answer.close(']').close('}');
  return nullptr;
}

// Y27: the endpoint before Get Form Fields.
verdict records::get_form(const caller& by, const json_value& parameters, json_writer& answer) {
  app_key key;
  if (auto refused = read_app(by, parameters, {}, key)) return refused;
  reached a;
  reach(key, a);
  const json_value& declared = a->declared_fields();
  answer.open('{').name("properties").open('[');
  for (const form_field& each : a->form().fields()) write_property(answer, each, member(declared, each.code));
  answer.close(']').close('}');
  return nullptr;
}

}  // namespace kintone::rest
