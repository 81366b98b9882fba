#include "core/page/view.h"

#include <algorithm>
#include <array>

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/rest/parameters.h"

namespace kintone::page {
namespace {

/// What Get Views and kintone.app.getView() have of a view, beside what each has, by its type.
struct kind {
  std::string_view name;
  std::string_view of_event;
  std::array<std::string_view, 3> members;
};

constexpr std::array kinds = {
    kind{"LIST", "list", {"fields"}},
    kind{"CALENDAR", "calendar", {"date", "title"}},
    kind{"CUSTOM", "custom", {"html", "pager", "device"}},
};

const kind& kind_declared(std::string_view name) {
  const kind* found = find_if(kinds, [name](const kind& each) { return each.name == name; });
  return found == nullptr ? kinds.front() : *found;
}

const kind& kind_of(const view& v) {
  return *find_if(kinds, [&v](const kind& each) { return each.of_event == v.type; });
}

view all_records(locale language) { return {.name = text_of(phrase::all_records, language)}; }

}  // namespace

std::string_view view::text(std::string_view member_name) const {
  return declared == nullptr ? std::string_view() : string_of(member(*declared, member_name));
}

std::vector<view> views_of(const json_value& views, locale language) {
  std::vector<view> all;
  for (const auto& [name, declared] : members_of(views)) {
    const json_value& index = member(declared, "index");
    all.push_back({rest::id_of(member(declared, "id")).value_or(0), name,
                   kind_declared(string_of(member(declared, "type"))).of_event,
                   whole_number(string_of(index)).value_or(integer_of(index).value_or(0)), &declared});
  }
  std::stable_sort(all.begin(), all.end(), [](const view& a, const view& b) { return a.index < b.index; });
  if (all.empty()) all.push_back(all_records(language));
  return all;
}

std::optional<view> view_here(const json_value& views, const world::world& w) {
  const std::string& wanted = w.here().view;
  std::vector<view> all = views_of(views, w.language());
  if (wanted.empty()) return all.front();
  all.push_back(all_records(w.language()));
  const view* found =
      find_if(all, [&wanted](const view& each) { return each.name == wanted || decimal(each.id) == wanted; });
  return found == nullptr ? std::nullopt : std::optional(*found);
}

void write_view(json_writer& text, const view& v, bool is_short) {
  const kind& k = kind_of(v);
  text.open('{').name("type").string(k.name);
  if (v.declared == nullptr) text.name("builtinType").string("ALL");
  if (!v.text("builtinType").empty()) text.name("builtinType").string(v.text("builtinType"));
  text.name("name").string(v.name).name("id").string(decimal(v.id));
  if (!is_short) {
    for (const std::string_view each : k.members) {
      if (v.declared != nullptr && !member(*v.declared, each).is_null()) {
        text.name(each).tree(member(*v.declared, each));
      } else if (each == "fields") {
        text.name(each).json("[]");
      }
    }
    text.name("filterCond").string(v.text("filterCond")).name("sort").string(v.text("sort"));
  }
  text.close('}');
}

}  // namespace kintone::page
