#include "core/page/opening.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/error.h"
#include "core/base/number.h"

namespace kintone::page {
namespace {

constexpr std::string_view known = "app, id, pluginId, view, query, date, reuse";

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

std::string wrong(const sentence& what) {
  json_writer text;
  return text.open('{').name("message").string("shim.open: " + what).close('}').take();
}

std::string wrong_value(std::string_view name, const sentence& right, const argument& given,
                        locale language) {
  return wrong(sentence_of(phrase::argument_value, language, {name, right, as_given(given)}));
}

}  // namespace

std::string open_text(world::world& w, const argument& type, const argument& options, bool in_pages) {
  const locale language = w.language();
  const world::screen_kind* kind = type.is("string") ? world::screen_called(type.text) : nullptr;
  if (kind == nullptr) {
    const sentence right = sentence_of(phrase::expected_screen, language, {world::screen_names()});
    return wrong_value("type", right, type, language);
  }
  const bool is_given = options.is("object");
  if (!is_given && !options.is("undefined"))
    return wrong_value("options", fill("{ {0} }", {known}), options, language);
  world::screen to{std::string(kind->name), w.options().first_app, 0, {}};
  std::string plugin_id = w.options().first_screen.plugin_id;
  if (plugin_id.empty()) plugin_id = w.options().plugin_id;
  for (const auto& [name, value] : options.members) {
    if (value.is("undefined")) continue;
    if (!has_option(*kind, name))
      return wrong(sentence_of(phrase::open_option_elsewhere, language, {name, kind->name}));
    const auto number = value.is("number") || value.is("string") ? whole_number(value.text) : std::nullopt;
    if (name == "app" || name == "id") {
      if (number.value_or(0) == 0) {
        return wrong_value(name, sentence_of(phrase::expected_id, language), value, language);
      }
      (name == "app" ? to.app : to.record) = *number;
    } else if (name == "view" || name == "query" || name == "date") {
      const bool is_text = value.is("string") || (name == "view" && number);
      if (!is_text || (name == "date" && !is_month(value.text))) {
        const phrase right = name == "date" ? phrase::expected_date : phrase::expected_text;
        return wrong_value(name, sentence_of(right, language), value, language);
      }
      (name == "view" ? to.view : name == "query" ? to.query : to.date) = value.text;
    } else if (name == "reuse") {
      if (!value.is("boolean")) {
        return wrong_value(name, sentence_of(phrase::expected_boolean, language), value, language);
      }
      to.is_reuse = value.text == "true";
    } else if (name == "pluginId") {
      if (!value.is("string") || value.text.empty()) {
        return wrong_value(name, sentence_of(phrase::expected_plugin_id, language), value, language);
      }
      to.plugin_id = plugin_id = value.text;
    } else {
      return wrong(sentence_of(phrase::option_unknown, language, {name, known}));
    }
  }
  const argument missing;
  if (kind->has_record && to.record == 0) {
    return wrong_value("id", sentence_of(phrase::expected_id, language), missing, language);
  }
  if (!kind->has_record) to.record = 0;
  if (kind->name == world::settings_screen) {
    if (plugin_id.empty()) {
      return wrong_value("pluginId", sentence_of(phrase::expected_plugin_id, language), missing, language);
    }
    if (w.options().relayed &&
        (plugin_id != w.options().first_screen.plugin_id || to.app != w.options().first_app)) {
      return wrong(sentence_of(phrase::settings_in_page, language, {decimal(to.app), plugin_id}));
    }
    to.plugin_id = std::move(plugin_id);
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
