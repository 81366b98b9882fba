#include "core/page/promised_members.h"

#include <array>
#include <vector>

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/page/promised_call.h"
#include "core/page/view.h"

namespace kintone::page {
namespace {

/// What a state is of.
enum class of : std::uint8_t { page, action, items };

/// `show…` and `get…DisplayState`: what a script has set of a page, it gets back.
struct state_row {
  /// The member's name is `app.show` + `AddRecordButton`.
  std::string_view owner;
  std::string_view subject;
  screen_set where;
  of what = of::page;
  std::string_view words = shown_words;
  /// What it is before anybody sets it.
  std::string_view first = "VISIBLE";
};

constexpr unsigned list = set_of(on::index);
constexpr unsigned detail = set_of(on::detail);
constexpr unsigned lists_and_detail = lists | detail;

constexpr std::array states = {
    state_row{"app.", "AddRecordButton", {lists_and_detail, list}},
    state_row{"app.", "AppSettingsButton", {lists_and_detail}},
    state_row{"app.", "OptionsButton", {lists_and_detail, detail}},
    state_row{"app.", "FilterButton", {lists, list}},
    state_row{"app.", "ReportButton", {lists}},
    state_row{"app.", "ViewAndReportSelector", {lists}},
    state_row{"app.", "ViewSelector", {nowhere, list}},
    state_row{"app.", "ReportSelector", {nowhere, set_of(on::report)}},
    state_row{"app.", "ViewSelectorItems", {lists, list}, of::items},
    state_row{"app.", "ReportSelectorItems", {lists, set_of(on::report)}, of::items},
    state_row{"app.", "Description", {lists | forms}, of::page, "'OPEN' | 'CLOSED'", "CLOSED"},
    state_row{"app.record.", "EditRecordButton", {detail, detail}},
    state_row{"app.record.", "DuplicateRecordButton", {detail}},
    state_row{"app.record.", "Pager", {detail, detail}},
    state_row{"app.record.", "ChangeAssigneeButton", {detail}},
    state_row{"app.record.",
              "SideBar",
              {set_of(on::detail, on::edit)},
              of::page,
              "'OPEN' | 'CLOSED' | 'COMMENTS' | 'HISTORY'",
              "COMMENTS"},
    state_row{"app.record.", "ActionButton", {detail, detail}, of::action},
    state_row{"app.record.", "StatusActionButton", {detail, detail}, of::action},
};

std::string show_name(const state_row& r) { return fill("{0}show{1}", {r.owner, r.subject}); }
std::string state_name(const state_row& r) { return fill("{0}get{1}DisplayState", {r.owner, r.subject}); }

std::string key_of(const state_row& r, std::string_view item) { return fill("{0} {1}", {r.subject, item}); }

/// The ids of what is chosen in a selector. Reports are not declared.
std::vector<std::string> ids_of(const state_row& r, const promised_call& c) {
  std::vector<std::string> ids;
  const rest::app* a = c.app();
  if (r.subject != "ViewSelectorItems" || a == nullptr) return ids;
  for (const view& each : views_of(member(a->declared("views"), "views"), c.w.language())) {
    ids.push_back(decimal(each.id));
  }
  return ids;
}

bool is_named(const argument& action, promised_call& c) {
  return c.is_right(action.is("string") && !action.text.empty(), "action", "string", action);
}

void show(const state_row& r, promised_call& c) {
  const argument first = c.given(0);
  const bool has_items = r.what == of::items;
  if (has_items && !c.is_right(first.is("object"), "config", fill("{ [id]: {0} }", {r.words}), first)) return;
  if (r.what == of::action && !is_named(first, c)) return;
  const argument state = c.given(r.what == of::action ? 1 : 0);
  if (!has_items && !c.is_right(is_word_of(r.words, state), "state", r.words, state)) return;
  for (const auto& [id, word] : first.members) {
    if (has_items && !c.is_right(is_word_of(r.words, word), fill("config[{0}]", {id}), r.words, word)) return;
  }
  c.text.name("keep").open('[');
  for (const auto& [id, word] : first.members) c.keep(key_of(r, id), word.text);
  // A side bar that is opened shows what it showed first.
  const bool is_opened = r.subject == "SideBar" && state.text == "OPEN";
  if (!has_items)
    c.keep(key_of(r, r.what == of::action ? first.text : ""), std::string(is_opened ? r.first : state.text));
  c.text.close(']');
}

void tell(const state_row& r, promised_call& c) {
  const argument first = c.given(0);
  if (r.what == of::action && !is_named(first, c)) return;
  c.text.name("kept");
  if (r.what != of::items) return c.kept(key_of(r, r.what == of::action ? first.text : ""), r.first);
  c.text.open('{');
  for (const std::string& id : ids_of(r, c)) {
    c.text.name(id);
    c.kept(key_of(r, id), r.first);
  }
  c.text.close('}');
}

bool is_here(const screen_set& where, bool is_twin, promised_call& c) {
  if (has_screen(where, is_twin, c.w.here())) return true;
  c.reject(error::wrong_screen, wrong_screen_for(fill("kintone.{0}", {c.name}), where, is_twin, c.w));
  return false;
}

/// Whether a member is called so.
bool answer(std::string_view name, bool is_twin, promised_call& c) {
  for (const state_row& r : states) {
    const bool shows = show_name(r) == name;
    if (!shows && state_name(r) != name) continue;
    if (is_here(r.where, is_twin, c)) shows ? show(r, c) : tell(r, c);
    return true;
  }
  for (const auto& rows : {style_members(), dialog_members(), answering_members(), process_members()}) {
    const auto is_it = [name, is_twin](const promised_row& each) {
      return each.name == name && (!is_twin || each.where.has_twin);
    };
    const promised_row* r = find_if(rows, is_it);
    if (r == nullptr) continue;
    if (is_here(r->where, is_twin, c)) r->answer(c);
    return true;
  }
  return false;
}

void write_names(json_writer& text, std::string_view name, const screen_set& where) {
  if (where.pc != nowhere) text.string(fill("kintone.{0}", {name}));
  if (where.has_twin && where.mobile != nowhere) text.string(fill("kintone.{0}{1}", {mobile_prefix, name}));
}

}  // namespace

bool promised_call::is_right(bool is, std::string_view argument_name, std::string_view expected,
                             const argument& value) {
  if (is) return true;
  const sentence said = sentence_of(phrase::plugin_argument, w.language(), {expected, as_given(value)});
  reject(error::invalid_argument,
         message_of(error::invalid_argument, w.language(),
                    {fill("kintone.{0}", {name}), fill("{0} {1}", {argument_name, said})}));
  return false;
}

bool is_word_of(std::string_view words, const argument& given) {
  const bool is_word =
      given.is("string") && !given.text.empty() && given.text.find_first_of("'| ") == std::string::npos;
  return is_word && words.find(fill("'{0}'", {given.text})) != std::string_view::npos;
}

std::string promised_text(const rest::records& all, world::world& w, const json_value& called) {
  promised_call c(all, w, called);
  std::string_view name = c.name;
  const bool is_twin = name.starts_with(mobile_prefix);
  if (is_twin) name.remove_prefix(mobile_prefix.size());
  c.text.open('{').name("promise").boolean(true);
  return answer(name, is_twin, c) ? c.text.close('}').take() : std::string();
}

void write_promised_names(json_writer& text) {
  for (const state_row& each : states) {
    write_names(text, show_name(each), each.where);
    write_names(text, state_name(each), each.where);
  }
  for (const auto& rows : {style_members(), dialog_members(), answering_members(), process_members()}) {
    for (const promised_row& each : rows) write_names(text, each.name, each.where);
  }
}

}  // namespace kintone::page
