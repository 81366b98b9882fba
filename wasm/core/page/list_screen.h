// The list of records that is open: its view, its query and what its show event has (W04, E12).
#pragma once

#include <string>

#include "core/rest/records.h"
#include "core/world/world.h"

namespace kintone::page {

/// What getQuery() and getQueryCondition() give on a list or a report (W04). Empty where the view of `here`
/// has no condition.
struct list_query {
  std::string condition = {};
  /// With `order by`, `limit` and `offset`; on a report the condition alone.
  std::string whole = {};
};

/// Of the screen that is open. An app that is not declared has the query of shim.open alone.
[[nodiscard]] list_query query_here(const rest::records& all, const world::world& w);

/// The codes of the fields that the view of the open list shows, a JSON array; `[]`: all.
[[nodiscard]] std::string view_fields(const rest::records& all, const world::world& w);

/// `{"event": {"appId", "viewId", "viewName", "viewType", "records", "offset", "size", "date"}, "shown":
/// [record], "html"?}` of the list that is open. `shown`: the records by which elements are made; `html`:
/// what a custom view has. `{"message", "code"?}` where a view or a query is wrong. In a served page
/// `{"asks": {"path", "params"}}`: that is asked of kintone's REST side by GET, and `answers` are those so far.
[[nodiscard]] std::string list_text(const rest::records& all, world::world& w, const json_value& answers);

}  // namespace kintone::page
