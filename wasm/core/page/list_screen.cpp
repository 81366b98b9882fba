#include "core/page/list_screen.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/algorithm.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/page/form_record.h"
#include "core/page/record_screen.h"
#include "core/page/view.h"
#include "core/rest/parameters.h"
#include "core/rest/query/parse.h"

namespace kintone::page {
namespace {

using rest::query::tree;

/// How many records one page of a list shows (A).
constexpr std::uint64_t records_on_page = 20;

const rest::app* app_here(const rest::records& all, const world::world& w) {
  return all.declared_app_of(w.here().app);
}

std::optional<view> view_open(const rest::app* a, const world::world& w) {
  const json_value none;
  return view_here(a == nullptr ? none : member(a->declared("views"), "views"), w);
}

/// The view's condition and order; what shim.open gives stands for both. Nothing where the text is no query.
std::optional<tree> tree_of(const view& v, const rest::app* a, const world::world& w) {
  std::string text = w.here().query;
  if (text.empty()) {
    text = v.text("filterCond");
    if (!v.text("sort").empty()) text += fill(" order by {0}", {v.text("sort")});
  }
  auto t = rest::query::parse(text);
  if (!t || v.type == "calendar") return t;
  if (t->order.empty()) {
    const rest::fields::form_field* number =
        a == nullptr ? nullptr : a->form().first_of(rest::fields::field_type::record_number);
    t->order.push_back({number == nullptr ? std::string("$id") : number->code});
  }
  t->limit = t->limit.value_or(records_on_page);
  t->offset = t->offset.value_or(0);
  return t;
}

std::string month_here(world::world& w, rest::fields::time_zone zone) {
  if (!w.here().date.empty()) return w.here().date;
  const auto now = static_cast<std::int64_t>(w.time().now());
  return rest::fields::date_text(rest::fields::local_day(zone, now))
      .substr(0, std::string_view("YYYY-MM").size());
}

std::string wrong(std::string_view message, std::string_view code = {}) {
  json_writer text;
  text.open('{').name("message").string(message);
  if (!code.empty()) text.name("code").string(code);
  return text.close('}').take();
}

/// The day of a date, or the local day of a moment.
std::string day_of(std::string_view value, rest::fields::time_zone zone) {
  const auto minutes = rest::fields::parse_instant(value);
  if (!minutes) return std::string(value);
  return rest::fields::date_text(
      rest::fields::local_day(zone, *minutes * rest::fields::milliseconds_of_minute));
}

/// The days of a month that have records, each with its own.
std::string by_day(const json_value& shown, std::string_view field, std::string_view month,
                   rest::fields::time_zone zone) {
  std::vector<std::pair<std::string, const json_value*>> dated;
  for (const json_value& each : elements_of(shown)) {
    std::string day = day_of(string_of(member(member(each, field), "value")), zone);
    if (day.starts_with(month)) dated.emplace_back(std::move(day), &each);
  }
  std::stable_sort(dated.begin(), dated.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  json_writer text;
  text.open('{');
  for (std::size_t i = 0; i < dated.size(); ++i) {
    const bool is_first = i == 0 || dated[i - 1].first != dated[i].first;
    if (is_first) text.name(dated[i].first).open('[');
    text.tree(*dated[i].second);
    if (i + 1 == dated.size() || dated[i + 1].first != dated[i].first) text.close(']');
  }
  return text.close('}').take();
}

/// Puts of each record what a form of the app shows.
void show(json_writer& text, const rest::app& a, const json_value& records) {
  for (const json_value& each : elements_of(records))
    text.json(form_record(a.form(), each, record_shape::shown));
}

json_value shown_records(const rest::records& all, const world::world& w,
                         const rest::records::found_records& found, const json_value& answers) {
  const rest::app* a = app_here(all, w);
  json_writer text;
  text.open('[');
  for (std::size_t i = 0; a != nullptr && i < found.size();) {
    show(text, *a, json_or_null(all.show(found, i, rest::records::showing::record)));
  }
  for (const json_value& each : elements_of(answers)) show(text, *a, member(each, "records"));
  return json_or_null(text.close(']').take());
}

/// What a served page asks its server next: of a calendar page by page; nothing where it has all, or as many
/// as an offset reaches (L26).
std::string question(const rest::records& all, const world::world& w, tree t, const json_value& answers) {
  const auto& had = elements_of(answers);
  const bool is_paged = !t.limit;
  if (is_paged) {
    t.limit = query_limit;
    t.offset = t.offset.value_or(0) + had.size() * query_limit;
  }
  const bool is_full = !had.empty() && elements_of(member(had.back(), "records")).size() == query_limit;
  const bool has_more = had.empty() || (is_paged && is_full && *t.offset <= query_offset);
  if (!has_more || app_here(all, w) == nullptr) return {};
  json_writer text;
  text.open('{').name("asks").open('{').name("path").string(rest_path_here(all, w) + "records.json");
  text.name("params").open('{').name("app").number(w.here().app);
  text.name("query").string(rest::query::text_of(t)).close('}').close('}');
  return text.close('}').take();
}

}  // namespace

list_query query_here(const rest::records& all, const world::world& w) {
  const rest::app* a = app_here(all, w);
  const bool is_report = w.here().name.ends_with(".report");
  const auto v = is_report ? std::optional(view{}) : view_open(a, w);
  auto t = v ? tree_of(*v, a, w) : std::nullopt;
  if (!t) return {};
  list_query q;
  if (t->where) q.condition = rest::query::text_of(tree{t->where});
  q.whole = is_report ? q.condition : rest::query::text_of(*t);
  return q;
}

std::string view_fields(const rest::records& all, const world::world& w) {
  const auto v = view_open(app_here(all, w), w);
  const bool is_list = v && v->declared != nullptr && member(*v->declared, "fields").is_array();
  return is_list ? json_writer().tree(member(*v->declared, "fields")).take() : "[]";
}

std::string list_text(const rest::records& all, world::world& w, const json_value& answers) {
  const rest::app* a = app_here(all, w);
  const auto v = view_open(a, w);
  if (!v) return wrong(text_of(phrase::view_unknown, w.language(), {decimal(w.here().app), w.here().view}));
  const auto t = tree_of(*v, a, w);
  if (!t) return wrong(text_of(phrase::query_format, w.language()));
  const rest::identity by = all.login_user();
  if ((by.rights_in(w.here().app) & rest::right::view) == 0) {
    return wrong(message_of(error::no_privilege, w.language(), {}), entry_of(error::no_privilege).code);
  }
  rest::records::found_records found;
  const auto now = static_cast<std::int64_t>(w.time().now());
  if (w.options().relayed) {
    std::string asks = question(all, w, *t, answers);
    if (!asks.empty()) return asks;
  } else if (const auto refused = all.select(w.here().app, rest::query::text_of(*t), now, found)) {
    return wrong(rest::text_of(*refused, w.language()), entry_of(refused->kind).code);
  }
  const bool is_calendar = v->type == "calendar";
  const bool is_paged = v->type == "list" || (v->type == "custom" && is_true(member(*v->declared, "pager")));
  const json_value shown =
      is_calendar || is_paged ? shown_records(all, w, found, answers) : json_value(json_value::array());
  json_writer text;
  text.open('{').name("event").open('{').name("appId").number(w.here().app);
  text.name("viewId").number(v->id).name("viewName").string(v->name).name("viewType").string(v->type);
  const std::string month = month_here(w, by.zone);
  if (is_calendar) {
    text.name("records").json(by_day(shown, v->text("date"), month, by.zone));
    text.name("offset").json("null").name("size").json("null").name("date").string(month);
  } else {
    text.name("records").tree(shown).name("offset").number(is_paged ? *t->offset : 0);
    text.name("size").number(elements_of(shown).size()).name("date").json("null");
  }
  text.close('}').name("shown").tree(shown);
  if (v->type == "custom") text.name("html").string(v->text("html"));
  return text.close('}').take();
}

}  // namespace kintone::page
