#include "core/page/event_type.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/algorithm.h"

namespace kintone::page {
namespace {

using enum event_part;
using enum promises;

template <typename... changes>
constexpr unsigned set_of(changes... each) {
  return (0U | ... | (1U << static_cast<unsigned>(each)));
}

constexpr unsigned nothing = 0;
constexpr unsigned form_show = set_of(value, disabled, field_error, event_error, lookup);
constexpr unsigned form_change = form_show;
constexpr unsigned form_submit = set_of(value, field_error, event_error);

// cybozu.dev, "event object actions", and the pages of the events. On mobile pages the error of an
// event does not stop delete.submit and process.proceed.
constexpr std::array types = {
    event_type{"app.record.index.show", awaited, false, nothing},
    event_type{"app.record.index.edit.show", awaited, false, set_of(disabled)},
    event_type{"app.record.index.edit.change.", refused, false,
               set_of(value, disabled, field_error, event_error)},
    event_type{"app.record.index.edit.submit", awaited, true, form_submit},
    event_type{"app.record.index.edit.submit.success", refused, false, set_of(url)},
    event_type{"app.record.index.edit.finish", unsaid, false, nothing},
    event_type{"app.record.index.delete.submit", awaited, true, set_of(event_error)},
    event_type{"app.record.detail.show", awaited, false, nothing},
    event_type{"app.record.detail.delete.submit", awaited, true, set_of(event_error)},
    event_type{"app.record.detail.process.proceed", awaited, true, set_of(value, event_error)},
    event_type{"app.record.create.show", awaited, false, form_show},
    event_type{"app.record.create.change.", refused, false, form_change},
    event_type{"app.record.create.submit", awaited, true, form_submit},
    event_type{"app.record.create.submit.success", awaited, false, set_of(url)},
    event_type{"app.record.edit.show", awaited, false, form_show},
    event_type{"app.record.edit.change.", refused, false, form_change},
    event_type{"app.record.edit.submit", awaited, true, form_submit},
    event_type{"app.record.edit.submit.success", awaited, false, set_of(url)},
    event_type{"app.record.print.show", unsaid, false, nothing},
    event_type{"app.report.show", unsaid, false, nothing},
    event_type{"portal.show", unsaid, false, nothing},
    event_type{"space.portal.show", unsaid, false, nothing},
    event_type{"mobile.app.record.index.show", awaited, false, nothing},
    event_type{"mobile.app.record.detail.show", awaited, false, nothing},
    event_type{"mobile.app.record.detail.delete.submit", awaited, true, nothing},
    event_type{"mobile.app.record.detail.process.proceed", awaited, true, set_of(value)},
    event_type{"mobile.app.record.create.show", awaited, false, form_show},
    event_type{"mobile.app.record.create.change.", refused, false, form_change},
    event_type{"mobile.app.record.create.submit", awaited, true, form_submit},
    event_type{"mobile.app.record.create.submit.success", awaited, false, set_of(url)},
    event_type{"mobile.app.record.edit.show", awaited, false, form_show},
    event_type{"mobile.app.record.edit.change.", refused, false, form_change},
    event_type{"mobile.app.record.edit.submit", awaited, true, form_submit},
    event_type{"mobile.app.record.edit.submit.success", awaited, false, set_of(url)},
    event_type{"mobile.app.report.show", unsaid, false, nothing},
    event_type{"mobile.portal.show", unsaid, false, nothing},
    event_type{"mobile.space.portal.show", unsaid, false, nothing},
};

/// For people: what a field's code stands for is seen.
std::string readable(const event_type& type) {
  return std::string(type.name) + (type.has_field_code() ? "<code>" : "");
}

/// Of a name only so much is compared: it is a stranger's, and takes the time of its square.
constexpr std::size_t longest_compared = 100;

/// How many characters have to be put in, left out or changed (Levenshtein).
std::size_t distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t k = 1; k < row.size(); ++k) {
      const std::size_t changed = diagonal + (one[i - 1] == other[k - 1] ? 0 : 1);
      diagonal = row[k];
      row[k] = std::min({changed, row[k] + 1, row[k - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

const event_type* event_type_called(std::string_view name) {
  return find_if(types, [name](const event_type& type) {
    return type.has_field_code() ? name.starts_with(type.name) && name.size() > type.name.size()
                                 : name == type.name;
  });
}

std::string types_that_take(event_part c, bool on_mobile) {
  std::string names;
  for (const event_type& type : types) {
    if (!type.takes(c) || type.is_mobile() != on_mobile) continue;
    names += names.empty() ? "" : ", ";
    names += readable(type);
  }
  // What no mobile event takes, those of other pages do.
  return names.empty() ? types_that_take(c, false) : names;
}

std::string nearest_event_type(std::string_view name) {
  const std::string_view compared = name.substr(0, longest_compared);
  const event_type* nearest = types.data();
  std::size_t least = longest_compared + types.front().name.size();
  for (const event_type& type : types) {
    const std::size_t found = distance(compared, type.name);
    if (found >= least) continue;
    least = found;
    nearest = &type;
  }
  return readable(*nearest);
}

std::string awaiting_type_near(std::string_view name) {
  const std::size_t end = std::min(name.find(".change."), name.find(".submit.success"));
  return std::string(name.substr(0, end)) + ".submit";
}

}  // namespace kintone::page
