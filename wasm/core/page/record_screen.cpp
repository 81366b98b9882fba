#include "core/page/record_screen.h"

#include <array>

#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/page/form_record.h"
#include "core/page/screen_set.h"

namespace kintone::page {
namespace {

record_shape shape_of(std::string_view screen) {
  if (screen.ends_with(".create")) return record_shape::created;
  return screen.ends_with(".edit") ? record_shape::edited : record_shape::shown;
}

/// What a user does on a page, and the screen that has it.
struct page_action {
  std::string_view member;
  std::string_view screen;
};

constexpr std::array page_actions = {
    page_action{"change", "app.record.edit"},    page_action{"addRow", "app.record.edit"},
    page_action{"removeRow", "app.record.edit"}, page_action{"submit", "app.record.edit"},
    page_action{"delete", "app.record.detail"},  page_action{"proceed", "app.record.detail"},
    page_action{"edit", "app.record.index"},     page_action{"save", "app.record.index"},
};

/// A new record is entered as one that is edited.
bool has_action(std::string_view screen, const page_action& action) {
  if (shape_of(screen) != record_shape::shown) return action.screen.ends_with(".edit");
  return screen.ends_with(action.screen);
}

/// `{member: message}` of the members of a page whose actions the screen does not have (W01), and of those
/// that enter something where the app is not declared.
void write_refused_actions(json_writer& text, const world::screen& here, bool in_list, bool is_declared,
                           locale language) {
  text.open('{');
  for (const page_action& each : page_actions) {
    if (!in_list && !has_action(here.name, each)) {
      // In a list of mobile pages nothing is edited (E20).
      const bool is_twin = world::is_mobile(here.name) && !each.screen.ends_with(".index");
      const std::string_view prefix = is_twin ? mobile_prefix : "";
      const std::string other = fill("{0}{1}", {prefix, each.screen});
      const std::string options = fill("'{0}'{1}", {other, world::open_options(other, here)});
      text.name(each.member)
          .string(text_of(phrase::page_action_elsewhere, language,
                          {fill("page.{0}", {each.member}), here.name, options}));
    } else if (!is_declared && each.screen.ends_with(".edit")) {
      text.name(each.member).string(text_of(phrase::form_undeclared, language, {decimal(here.app)}));
    }
  }
  text.close('}');
}

/// W10: where kintone goes after an action. What those pages are called is an assumption.
void write_pages(json_writer& text, const rest::records& all, const world::screen& here) {
  const bool is_mobile = world::is_mobile(here.name);
  const std::string list =
      fill("{0}{1}{2}/", {path_of_app(all, here.app), is_mobile ? "m/" : "", decimal(here.app)});
  text.open('{').name("list").string(list).name("record");
  text.string(fill("{0}show{1}record=", {list, is_mobile ? "?" : "#"})).close('}');
}

void write_id(json_writer& text, std::string_view name, bool is_there, std::uint64_t id) {
  text.name(name);
  if (is_there) {
    text.number(id);
  } else {
    text.json("null");
  }
}

}  // namespace

std::string whereabouts(const world::world& w) {
  const world::screen& here = w.here();
  const world::screen_kind* kind = world::screen_called(here.name);
  const bool is_mobile = world::is_mobile(here.name);
  json_writer text;
  text.open('{');
  write_id(text, "app", kind->has_app && !is_mobile, here.app);
  write_id(text, "record", kind->has_record && !is_mobile, here.record);
  write_id(text, "mobileApp", kind->has_app && is_mobile, here.app);
  write_id(text, "mobileRecord", kind->has_record && is_mobile, here.record);
  const record_shape shape = shape_of(here.name);
  if (kind->has_record || shape == record_shape::created) {
    constexpr std::array<std::string_view, 3> words = {"created", "edited", "shown"};
    text.name("shape").string(words[static_cast<std::size_t>(shape)]);
  }
  if (here.copied != 0) text.name("copied").number(here.copied);
  if (here.name.ends_with(".index")) text.name("shape").string("list");
  text.name("opens").boolean(here.opens_in_pages);
  return text.close('}').take();
}

const rest::fields::form& form_here(const rest::records& all, const world::world& w) {
  static const rest::fields::form none;
  const rest::app* a = all.declared_app_of(w.here().app);
  return a == nullptr ? none : a->form();
}

std::string form_text(rest::records& all, world::world& w, const json_value& stored, bool in_list) {
  const world::screen& here = w.here();
  const rest::app* a = all.declared_app_of(here.app);
  const rest::fields::form& f = form_here(all, w);
  json_writer text;
  text.open('{');
  std::string fresh = "{}";
  if (a == nullptr) {
    text.name("message").string(text_of(phrase::form_undeclared, w.language(), {decimal(here.app)}));
  } else {
    const rest::identity user = all.login_user();
    const rest::caller by{user, a->key().space, static_cast<std::int64_t>(w.time().now()), user.zone};
    fresh = form_record(f, json_or_null(all.blank_record(by, *a)), record_shape::created);
  }
  text.name("record");
  if (stored.is_null()) {
    text.json(fresh);
  } else if (a == nullptr) {
    text.tree(stored);
  } else {
    text.json(form_record(f, stored, in_list ? record_shape::edited : shape_of(here.name)));
  }
  text.name("fires").open('[');
  for (const std::string& each : firing_codes(f)) text.string(each);
  text.close(']').name("rows").open('{');
  const json_value fields = json_or_null(fresh);
  for (const auto& [code, field] : members_of(fields)) {
    const json_value& row = element(member(field, "value"), 0);
    if (string_of(member(field, "type")) == "SUBTABLE") text.name(code).tree(member(row, "value"));
  }
  text.close('}').name("path").string(rest_path_here(all, w));
  write_pages(text.name("pages"), all, here);
  text.name("refuses");
  write_refused_actions(text, here, in_list, a != nullptr, w.language());
  return text.close('}').take();
}

std::string path_of_app(const rest::records& all, rest::number app) {
  const rest::app* a = all.declared_app_of(app);
  const rest::number space = a == nullptr ? 0 : a->key().space;
  return space == 0 ? std::string("/k/") : fill("/k/guest/{0}/", {decimal(space)});
}

std::string rest_path_here(const rest::records& all, const world::world& w) {
  return path_of_app(all, w.here().app) + "v1/";
}

std::string process_text(const rest::records& all, const world::world& w, const argument& action,
                         const json_value& record) {
  const rest::app* a = all.declared_app_of(w.here().app);
  json_writer text;
  text.open('{');
  if (a == nullptr || !a->form().has_states()) {
    text.name("message").string(message_of(error::process_disabled, w.language(), {}));
    return text.close('}').take();
  }
  const rest::fields::form& f = a->form();
  const std::string& status = f.first_of(rest::fields::field_type::status)->code;
  const std::string_view now = string_of(member(member(record, status), "value"));
  std::string names;
  for (const rest::fields::process_action& each : f.process.actions) {
    if (each.from != now) continue;
    if (action.is("string") && action.text == each.name) {
      const auto value = [&text](std::string_view name, std::string_view of) {
        text.name(name).open('{').name("value").string(of).close('}');
      };
      value("action", each.name);
      value("status", now);
      value("nextStatus", each.to);
      return text.close('}').take();
    }
    names += fill("{0}'{1}'", {names.empty() ? "" : " | ", each.name});
  }
  const std::string_view place = "page.proceed(action): action";
  const std::string wrong = text_of(phrase::argument_value, w.language(), {place, names, as_given(action)});
  const bool has_actions = !names.empty();
  text.name("message").string(has_actions ? wrong : text_of(phrase::no_action_here, w.language(), {now}));
  return text.close('}').take();
}

std::string record_access(const world::world& w, printed_notices& printed, std::string_view name,
                          bool in_handler) {
  const bool is_twin = name.starts_with(mobile_prefix);
  const bool gets = name.ends_with(".get");
  const screen_set where = gets ? screen_set{printed_forms, forms}
                                : screen_set{set_of(on::create, on::edit), set_of(on::create, on::edit)};
  const bool is_there = has_screen(where, is_twin, w.here());
  json_writer text;
  text.open('{').name("reaches").boolean(is_there && !in_handler);
  if (is_there && in_handler) {
    constexpr error kind = error::warn_in_handler;
    const phrase what = gets ? phrase::gives_null : phrase::does_nothing;
    const std::string message = message_of(kind, w.language(), {name, sentence_of(what, w.language())});
    text.name("warning").open('{').name("code").string(entry_of(kind).code).name("message").string(message);
    text.name("print").boolean(printed.is_first(message)).close('}');
  }
  return text.close('}').take();
}

std::string changes_fault(std::uint32_t count, std::string_view codes, locale language) {
  if (count <= change_events) return {};
  return text_of(phrase::form_changes, language, {decimal(change_events), codes});
}

}  // namespace kintone::page
