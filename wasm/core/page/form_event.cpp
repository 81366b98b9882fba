#include "core/page/form_event.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/json.h"
#include "core/base/number.h"
#include "core/world/screen.h"

namespace kintone::page {
namespace {

/// How a member is there: measured, they are not uniform.
enum class as : std::uint8_t { absent, number, text };

struct event_row {
  /// Without `mobile.`; where it ends in a dot, a field code follows.
  std::string_view name;
  as app;
  as record;
  bool has_reuse = false;
};

constexpr std::array rows = {
    event_row{"app.record.detail.show", as::number, as::number},
    event_row{"app.record.detail.delete.submit", as::number, as::number},
    event_row{"app.record.create.show", as::number, as::absent, true},
    event_row{"app.record.create.change.", as::number, as::absent},
    event_row{"app.record.create.submit", as::number, as::absent},
    event_row{"app.record.create.submit.success", as::number, as::text},
    event_row{"app.record.edit.show", as::number, as::number},
    event_row{"app.record.edit.change.", as::number, as::number},
    event_row{"app.record.edit.submit", as::number, as::number},
    event_row{"app.record.edit.submit.success", as::number, as::text},
    event_row{"app.record.print.show", as::number, as::number},
    event_row{"app.report.show", as::number, as::absent},
};

void write(json_writer& text, std::string_view name, as how, std::uint64_t value) {
  if (how == as::number) text.name(name).number(value);
  if (how == as::text) text.name(name).string(decimal(value));
}

}  // namespace

std::string event_members(std::string_view type, std::uint64_t app, std::uint64_t record, bool is_reuse) {
  const bool is_mobile = world::is_mobile(type);
  const std::string_view name = is_mobile ? type.substr(type.find('.') + 1) : type;
  const event_row* row = find_if(rows, [name](const event_row& each) {
    return each.name.ends_with('.') ? name.starts_with(each.name) : name == each.name;
  });
  json_writer text;
  text.open('{');
  if (row != nullptr) {
    const bool is_text = is_mobile && name.ends_with(".submit.success");
    write(text, "appId", is_text ? as::text : row->app, app);
    write(text, "recordId", row->record, record);
    if (row->has_reuse) text.name("reuse").boolean(is_reuse);
  }
  return text.close('}').take();
}

}  // namespace kintone::page
