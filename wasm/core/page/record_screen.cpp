#include "core/page/record_screen.h"

#include <array>

#include "core/base/number.h"
#include "core/page/form_record.h"

namespace kintone::page {
namespace {

/// E15: change events that may follow one another.
constexpr std::uint32_t change_events = 100;

record_shape shape_of(std::string_view screen) {
  if (screen.ends_with(".create")) return record_shape::created;
  return screen.ends_with(".edit") ? record_shape::edited : record_shape::shown;
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
  return text.close('}').take();
}

std::string rest_path_here(const rest::records& all, const world::world& w) {
  const rest::app* a = all.declared_app_of(w.here().app);
  const rest::number space = a == nullptr ? 0 : a->key().space;
  return space == 0 ? std::string("/k/v1/") : fill("/k/guest/{0}/v1/", {decimal(space)});
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

std::string changes_fault(std::uint32_t count, std::string_view codes, locale language) {
  if (count <= change_events) return {};
  return text_of(phrase::form_changes, language, {decimal(change_events), codes});
}

}  // namespace kintone::page
