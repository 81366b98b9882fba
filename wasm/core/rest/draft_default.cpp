// What a field has that a request does not give (D09, D10).
#include "core/rest/draft.h"
#include "core/rest/fields/packed.h"
#include "core/rest/parameters.h"

namespace kintone::rest {

using fields::form_field;
using fields::shape;

// D10.
std::string draft_reader::default_text(const form_field& f) const {
  const fields::time_zone& zone = around_.by.zone;
  const std::int64_t now = around_.by.now;
  const std::int64_t day = fields::local_day(zone, now);
  switch (f.kept()) {
    case shape::date:
      return fields::date_text(day);
    case shape::time:
      return fields::time_text(fields::local_minutes(zone, fields::minutes_from(now)) -
                               day * fields::minutes_of_day);
    default:
      return fields::instant_text(fields::minutes_from(now));
  }
}

void draft_reader::apply_default(const form_field& f, std::string_view base, bool is_cell,
                                 std::string& kept) {
  if (f.has_default_now &&
      (f.kept() == shape::date || f.kept() == shape::time || f.kept() == shape::instant)) {
    kept = default_text(f);
    return;
  }
  const json_value& value = f.default_value;
  if (value.is_null() || f.kept() == shape::files) return;
  if (f.kept() == shape::codes) {
    for (const json_value& each : elements_of(value)) {
      const bool is_function = string_of(member(each, "type")) == "FUNCTION";
      const std::string_view code = string_of(member(each, "code"));
      const bool is_login = is_function && code == "LOGINUSER()";
      if (is_login) fields::append_item(kept, login_of(around_.by, around_.them));
      if (!is_function && !code.empty()) fields::append_item(kept, code);
    }
    return;
  }
  if (f.kept() == shape::instant) {
    // Without a zone it is the local time of who asks.
    const std::string text(string_of(value));
    const std::size_t t = text.find('T');
    const auto day = fields::parse_date(std::string_view(text).substr(0, t));
    const auto minutes = t == std::string::npos ? std::nullopt : fields::parse_time(text.substr(t + 1));
    if (day && minutes) {
      kept =
          fields::instant_text(fields::instant_of(around_.by.zone, *day * fields::minutes_of_day + *minutes));
      return;
    }
  }
  // What is wrong with it is told as of what is given: with its text a request would be refused, too.
  std::string read;
  (void)fields::value_reader(form(), all_.wrong).read(f, value, {base, is_cell}, read);
  kept = std::move(read);
}

}  // namespace kintone::rest
