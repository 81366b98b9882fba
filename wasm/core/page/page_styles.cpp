// Styles of fields and of lists, and the keys by which kintone's pages are used (W08): what a script has set,
// it gets back.
#include <array>

#include "core/base/algorithm.h"
#include "core/page/promised_call.h"
#include "core/page/record_screen.h"

namespace kintone::page {
namespace {

using rest::fields::field_type;
using rest::fields::form_field;
using rest::fields::shape;

constexpr unsigned list = set_of(on::index);

constexpr std::string_view default_style = "DEFAULT";
constexpr std::string_view style_words = "object | 'DEFAULT'";

/// What of a field has a style, and what can be set of it.
struct style_part {
  std::string_view name;
  std::array<std::string_view, 5> leaves;
};

constexpr std::array style_parts = {
    style_part{"content", {"backgroundColor", "color", "fontWeight", "textDecoration", "borderColor"}},
    style_part{"background", {"backgroundColor"}},
    style_part{"label", {"color", "fontWeight", "textDecoration"}},
};

constexpr std::array<std::string_view, 2> list_parts = {"header", "body"};

/// The keys by which the pages of kintone can be used, by screens.
struct shortcut {
  std::string_view name;
  unsigned where;
};

constexpr unsigned stored = set_of(on::detail, on::edit);
constexpr std::array shortcuts = {
    shortcut{"SHOW_RECORD", list},
    shortcut{"FOCUS_SEARCH_BOX", list | forms},
    shortcut{"CANCEL_EDITING", stored},
    shortcut{"SHORTCUTS_HELP", list | forms},
    shortcut{"CREATE_RECORD", list | stored},
    shortcut{"EDIT_RECORD", list | stored},
    shortcut{"SHOW_VIEW", stored},
    shortcut{"SHOW_FILTER", stored},
    shortcut{"NEXT_RECORD", list | stored},
    shortcut{"PREVIOUS_RECORD", list | stored},
    shortcut{"NEXT_PAGE", list},
    shortcut{"PREVIOUS_PAGE", list},
    shortcut{"SAVE_RECORD", forms},
};

/// Fields that can have none.
constexpr std::array unstyled = {
    field_type::status, field_type::status_assignee, field_type::category, field_type::reference_table,
    field_type::group,  field_type::label,           field_type::spacer,   field_type::hr};

bool has_style(const promised_call& c, std::string_view code) {
  const form_field* f = form_here(c.all, c.w).field_of(code);
  return f != nullptr && f->kept() != shape::table && !contains(unstyled, f->type);
}

bool is_field(const argument& code, promised_call& c) {
  const bool is_known = code.is("string") && has_style(c, code.text);
  return c.is_right(is_known, "fieldCode", text_of(phrase::expected_styled_field, c.w.language()), code);
}

bool is_style(std::string_view name, const argument& style, promised_call& c) {
  const bool is_default = style.is("string") && style.text == default_style;
  return c.is_right(is_default || style.is("object"), name, style_words, style);
}

std::string style_key(std::string_view code, std::string_view part, std::string_view leaf) {
  return fill("style {0} {1} {2}", {part, leaf, code});
}

/// Of what is not given the style stays; `'DEFAULT'` takes it away.
void set_field_style(promised_call& c) {
  const argument code = c.given(0);
  const argument style = c.given(1);
  if (!is_field(code, c) || !is_style("config", style, c)) return;
  c.text.name("keep").open('[');
  for (const style_part& part : style_parts) {
    const argument& of_part = style.is("object") ? style[part.name] : style;
    for (const std::string_view leaf : part.leaves) {
      const argument& value = of_part.is("object") ? of_part[leaf] : of_part;
      if (!leaf.empty() && !value.is("undefined"))
        c.keep(style_key(code.text, part.name, leaf), value_of(value));
    }
  }
  c.text.close(']');
}

void get_field_style(promised_call& c) {
  const argument code = c.given(0);
  if (!is_field(code, c)) return;
  c.text.name("kept").open('{');
  for (const style_part& part : style_parts) {
    c.text.name(part.name).open('{');
    for (const std::string_view leaf : part.leaves) {
      if (leaf.empty()) break;
      c.text.name(leaf);
      c.kept(style_key(code.text, part.name, leaf), default_style);
    }
    c.text.close('}');
  }
  c.text.close('}');
}

std::string list_key(std::string_view part) { return fill("style of the list {0}", {part}); }

void set_list_style(promised_call& c) {
  const argument style = c.given(0);
  if (!is_style("config", style, c)) return;
  c.text.name("keep").open('[');
  for (const std::string_view part : list_parts) {
    const argument& value = style.is("object") ? style[part] : style;
    if (!value.is("undefined")) c.keep(list_key(part), value_of(value));
  }
  c.text.close(']');
}

void get_list_style(promised_call& c) {
  c.text.name("kept").open('{');
  for (const std::string_view part : list_parts) {
    c.text.name(part);
    c.kept(list_key(part), default_style);
  }
  c.text.close('}');
}

bool is_usable(const shortcut& key, const promised_call& c) {
  return has_screen({key.where}, false, c.w.here());
}

void set_shortcuts(promised_call& c) {
  const argument config = c.given(0);
  constexpr std::string_view right = "boolean | { [name]: boolean }";
  if (!c.is_right(config.is("boolean") || config.is("object"), "config", right, config)) return;
  for (const auto& [name, value] : config.members) {
    const shortcut* key =
        find_if(shortcuts, [&name = name](const shortcut& each) { return each.name == name; });
    if (!c.is_right(key != nullptr && is_usable(*key, c) && value.is("boolean"), fill("config.{0}", {name}),
                    right, value))
      return;
  }
  c.text.name("keep").open('[');
  for (const shortcut& each : shortcuts) {
    const argument& value = config.is("object") ? config[each.name] : config;
    if (is_usable(each, c) && value.is("boolean")) c.keep(each.name, value_of(value));
  }
  c.text.close(']');
}

void get_shortcuts(promised_call& c) {
  c.text.name("kept").open('{');
  for (const shortcut& each : shortcuts) {
    if (is_usable(each, c)) c.text.name(each.name).open('[').string(each.name).boolean(true).close(']');
  }
  c.text.close('}');
}

constexpr std::array members = {
    promised_row{"app.record.setFieldStyle", {printed_forms, forms}, set_field_style},
    promised_row{"app.record.getFieldStyle", {printed_forms, forms}, get_field_style},
    promised_row{"app.setRecordListStyle", {list, list}, set_list_style},
    promised_row{"app.getRecordListStyle", {list, list}, get_list_style},
    promised_row{"setKeyboardShortcuts", {list | forms}, set_shortcuts},
    promised_row{"getKeyboardShortcuts", {list | forms}, get_shortcuts},
};

}  // namespace

std::span<const promised_row> style_members() { return members; }

}  // namespace kintone::page
