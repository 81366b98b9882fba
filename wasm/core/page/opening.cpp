#include "core/page/opening.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/schema.h"

namespace kintone::page {
namespace {

/// Which screens have an option that not all have. What is of no app or record passes `app` and `id` over.
struct option_screens {
  std::string_view option;
  /// What their names end with, one of both.
  std::array<std::string_view, 2> ends;
};

constexpr std::array some_screens = {
    option_screens{"view", {".index", ".index"}},
    option_screens{"date", {".index", ".index"}},
    option_screens{"query", {".index", ".report"}},
    option_screens{"reuse", {".create", ".create"}},
};

bool has_option(const world::screen_kind& kind, std::string_view name) {
  const option_screens* row =
      find_if(some_screens, [name](const option_screens& each) { return each.option == name; });
  return row == nullptr || kind.name.ends_with(row->ends[0]) || kind.name.ends_with(row->ends[1]);
}

/// `2026-04`.
bool is_month(std::string_view text) {
  const std::size_t dash = text.find('-');
  return dash == 4 && text.size() == 7 && whole_number(text.substr(0, dash)) &&
         whole_number(text.substr(dash + 1)).value_or(0) - 1 < 12;
}

/// What a screen is opened with, as far as it is read.
struct opened {
  world::screen to;
  std::string plugin_id;
};

using schema::misfit;
using schema::unless;

misfit take_id(const argument& given, std::uint64_t& id, locale language) {
  const bool is_text = given.is("number") || given.is("string");
  id = is_text ? whole_number(given.text).value_or(0) : 0;
  return unless(id != 0, phrase::expected_id, language);
}

misfit take_text(const argument& given, std::string& text, locale language) {
  if (given.is("string")) text = given.text;
  return unless(given.is("string"), phrase::expected_text, language);
}

using screen_option = schema::member<opened>;

constexpr std::array options = {
    screen_option{"app", [](const argument& given, opened& o,
                            locale language) { return take_id(given, o.to.app, language); }},
    screen_option{"id", [](const argument& given, opened& o,
                           locale language) { return take_id(given, o.to.record, language); }},
    screen_option{"pluginId",
                  [](const argument& given, opened& o, locale language) {
                    o.to.plugin_id = o.plugin_id = given.text;
                    return unless(given.is("string") && !given.text.empty(), phrase::expected_plugin_id,
                                  language);
                  }},
    screen_option{"view",
                  [](const argument& given, opened& o, locale language) {
                    // The number of a view is one, too.
                    const bool is_number = given.is("number") && whole_number(given.text);
                    if (!is_number) return take_text(given, o.to.view, language);
                    o.to.view = given.text;
                    return misfit();
                  }},
    screen_option{"query", [](const argument& given, opened& o,
                              locale language) { return take_text(given, o.to.query, language); }},
    screen_option{"date",
                  [](const argument& given, opened& o, locale language) {
                    o.to.date = given.text;
                    return unless(given.is("string") && is_month(given.text), phrase::expected_date,
                                  language);
                  }},
    screen_option{"reuse",
                  [](const argument& given, opened& o, locale language) {
                    o.to.is_reuse = given.text == "true";
                    return unless(given.is("boolean"), phrase::expected_boolean, language);
                  }},
};

std::string wrong(const sentence& what) {
  json_writer text;
  return text.open('{').name("message").string("shim.open: " + what).close('}').take();
}

/// Of what is not among the options, or is the type.
std::string wrong_value(std::string_view name, phrase right, locale language, const argument& given = {},
                        facts more = {}) {
  const misfit its(sentence_of(right, language, more));
  return wrong(schema::wrong_member(name, given, its, {language, phrase::argument_value}));
}

}  // namespace

std::string open_text(world::world& w, const argument& type, const argument& given, bool in_pages) {
  const locale language = w.language();
  const world::screen_kind* kind = type.is("string") ? world::screen_called(type.text) : nullptr;
  if (kind == nullptr) {
    return wrong_value("type", phrase::expected_screen, language, type, {world::screen_names()});
  }
  for (const auto& [name, value] : given.members) {
    if (!value.is("undefined") && !has_option(*kind, name))
      return wrong(sentence_of(phrase::open_option_elsewhere, language, {name, kind->name}));
  }
  const world::screen& first = w.options().first_screen;
  opened o{{std::string(kind->name), w.options().first_app, 0, {}}, first.plugin_id};
  if (o.plugin_id.empty()) o.plugin_id = w.options().plugin_id;
  const sentence fault = schema::read(options, given, o, {language, phrase::argument_value});
  if (!fault.empty()) return wrong(fault);
  world::screen& to = o.to;
  if (kind->has_record && to.record == 0) return wrong_value("id", phrase::expected_id, language);
  if (to.is_reuse) to.copied = to.record;
  if (!kind->has_record) to.record = 0;
  if (kind->name == world::settings_screen) {
    if (o.plugin_id.empty()) return wrong_value("pluginId", phrase::expected_plugin_id, language);
    if (w.options().relayed && (o.plugin_id != first.plugin_id || to.app != w.options().first_app)) {
      return wrong(sentence_of(phrase::settings_in_page, language, {decimal(to.app), o.plugin_id}));
    }
    to.plugin_id = std::move(o.plugin_id);
  }
  to.opens_in_pages = in_pages;
  w.go(std::move(to));
  return "{}";
}

std::string screen_text(const world::world& w) {
  const world::screen& here = w.here();
  const world::screen_kind* kind = world::screen_called(here.name);
  json_writer text;
  text.open('{').name("type").string(here.name);
  if (kind->has_app) text.name("app").number(here.app);
  if (kind->has_record) text.name("id").number(here.record);
  if (!here.plugin_id.empty()) text.name("pluginId").string(here.plugin_id);
  return text.close('}').take();
}

}  // namespace kintone::page
