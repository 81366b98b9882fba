// Cursors (Y19, Y20): the records that a query found, page by page, in the order of that moment, with the
// values of the moment in which they are read.
#include <algorithm>
#include <limits>

#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/parameters.h"
#include "core/rest/query/find.h"
#include "core/rest/records.h"

namespace kintone::rest {
namespace {

/// Who asks, as a text that nobody else has.
std::string owner_of(const identity& who) {
  std::string owner = fill("{0} {1}", {decimal(static_cast<number>(who.by)), who.login});
  for (const number each : who.apps) owner += " " + decimal(each);
  return owner;
}

}  // namespace

verdict records::add_cursor(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  judge_selection(parameters, wrong);
  const whole_range sizes{1, cursor_size, records_shown};
  const number size = read_whole(member(parameters, "size"), "size", sizes, wrong);
  app_key key;
  if (auto refused = read_app(by, parameters, std::move(wrong), key)) return refused;
  reached a;
  reach(key, a);
  query::checked_query q;
  if (auto refused = read_query(by, string_of(member(parameters, "query")), *a, q)) return refused;
  if (q.has_range) return invalid("query", phrase::query_format);
  std::erase_if(cursors_, [&by](const cursor& each) { return by.now - each.used >= cursor_life; });
  if (cursors_.size() >= cursors_open) return refuse(error::too_many_cursors);
  remark_on(q, *a);
  q.limit = std::numeric_limits<std::uint64_t>::max();
  cursor c{by.chance->uuid(), owner_of(by.who), key, member(parameters, "fields"), {}, 0, size, by.now};
  for (const std::size_t place : query::find(q, *a, false).records) {
    c.records.push_back(a->records()[place]->id);
  }
  answer.open('{').name("id").string(c.id);
  answer.name("totalCount").string(decimal(c.records.size())).close('}');
  cursors_.push_back(std::move(c));
  return nullptr;
}

verdict records::find_cursor(const caller& by, const json_value& parameters,
                             std::vector<cursor>::iterator& found) {
  const std::string_view id = string_of(member(parameters, "id"));
  if (id.empty()) return invalid("id", phrase::field_required);
  found = std::find_if(cursors_.begin(), cursors_.end(), [&](const cursor& each) {
    return each.id == id && each.app.space == by.space && by.now - each.used < cursor_life &&
           each.owner == owner_of(by.who);
  });
  return found == cursors_.end() ? refuse(error::cursor_not_found) : judge_rights(by, found->app.id);
}

verdict records::get_cursor(const caller& by, const json_value& parameters, json_writer& answer) {
  std::vector<cursor>::iterator c;
  if (auto refused = find_cursor(by, parameters, c)) return refused;
  reached a;
  reach(c->app, a);
  const shown_fields shown = shown_of(a->form(), c->fields);
  const std::size_t end = std::min(c->records.size(), c->next + static_cast<std::size_t>(c->size));
  answer.open('{').name("records").open('[');
  for (std::size_t i = c->next; i < end; ++i) {
    // It may have been deleted since.
    const record* r = a->find(c->records[i]);
    if (r == nullptr) continue;
    if (auto refused = answer_record(answer, *a, shown, *r)) return refused;
  }
  c->next = end;
  const bool has_next = end < c->records.size();
  answer.close(']').name("next").boolean(has_next).close('}');
  c->used = by.now;
  if (!has_next) cursors_.erase(c);
  return nullptr;
}

verdict records::delete_cursor(const caller& by, const json_value& parameters, json_writer& answer) {
  std::vector<cursor>::iterator c;
  if (auto refused = find_cursor(by, parameters, c)) return refused;
  cursors_.erase(c);
  answer.json("{}");
  return nullptr;
}

}  // namespace kintone::rest
