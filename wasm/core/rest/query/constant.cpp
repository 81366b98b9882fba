#include "core/rest/query/constant.h"

#include <algorithm>
#include <utility>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/base/utf8.h"
#include "core/rest/query/function.h"

namespace kintone::rest::query {
namespace {

using fields::comparison;

/// L16: an integer, also behind the app's code; nothing where it is none. No id is so large as the bound.
std::optional<std::int64_t> id_in(std::string_view text, std::string_view app_code) {
  if (!app_code.empty() && text.starts_with(app_code) && text.substr(app_code.size()).starts_with('-')) {
    text.remove_prefix(app_code.size() + 1);
  }
  const bool is_minus = text.starts_with('-');
  if (is_minus || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !all_of(text, ascii::is_digit)) return std::nullopt;
  constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
  const auto size = static_cast<std::int64_t>(std::min(whole_number(text).value_or(most), most));
  return is_minus ? -size : size;
}

std::optional<std::int64_t> moment_in(std::string_view text, comparison compared) {
  if (compared == comparison::date) return fields::parse_date(text);
  return compared == comparison::time ? fields::parse_time(text) : fields::parse_instant(text);
}

class constant_reader {
 public:
  constant_reader(const surroundings& around, checked_test& test, bool& is_dropped)
      : around_(around), test_(test), row_(fields::row_of(test.of.type)), is_dropped_(is_dropped) {}

  problem take(const written_value& value) {
    if (value.kind == value_kind::function) return take_function(value);
    if (test_.what == operation::like) {
      test_.words = word_search(value.text);
      return nullptr;
    }
    if (value.text.empty()) test_.has_empty = true;
    switch (row_.compared) {
      case comparison::id: {
        const bool has_code = test_.of.type == fields::field_type::record_number;
        take_whole(id_in(utf8::with_narrow_digits(value.text), has_code ? around_.fields.app_code() : ""));
        return nullptr;
      }
      case comparison::decimal:
        if (auto number = exact_decimal::parse(utf8::with_narrow_digits(value.text))) {
          test_.decimals.push_back(std::move(*number));
        }
        return nullptr;
      case comparison::date:
      case comparison::time:
      case comparison::instant: {
        if (value.text.empty()) return nullptr;
        const auto moment = moment_in(value.text, row_.compared);
        if (!moment) return wrong_format();
        take_whole(moment);
        return nullptr;
      }
      default:
        return take_text(value.text);
    }
  }

  void finish() {
    std::sort(test_.texts.begin(), test_.texts.end());
    std::sort(test_.decimals.begin(), test_.decimals.end());
    std::vector<whole_span>& spans = test_.spans;
    std::sort(spans.begin(), spans.end(),
              [](const whole_span& a, const whole_span& b) { return a.first < b.first; });
    std::size_t kept = 0;
    for (std::size_t i = 1; i < spans.size(); ++i) {
      if (spans[i].first <= spans[kept].last) {
        spans[kept].last = std::max(spans[kept].last, spans[i].last);
      } else {
        spans[++kept] = spans[i];
      }
    }
    if (!spans.empty()) spans.resize(kept + 1);
  }

 private:
  void take_whole(std::optional<std::int64_t> number) {
    if (number) test_.spans.push_back({*number, *number});
  }

  // L13.
  problem take_text(const std::string& text) {
    if ((row_.takes & fields::users) != 0 && !text.empty() && !around_.fields.may_have_user(text)) {
      return wrong(error::user_not_found, text);
    }
    test_.texts.push_back(text);
    return nullptr;
  }

  problem take_function(const written_value& call) {
    if (auto refused = judge_arguments(call)) return refused;
    const function_row& called = *function_of(call.text);
    if (called.id == function::login_user) {
      if (around_.by.login) test_.texts.push_back(*around_.by.login);
    } else if (called.id == function::primary_organization) {
      if (around_.by.organization) test_.texts.push_back(*around_.by.organization);
      is_dropped_ = is_dropped_ || !around_.by.organization;
    } else if (called.id == function::now) {
      take_whole(fields::minutes_from(around_.by.now));
    } else {
      const day_span days = days_of(call, fields::local_day(around_.by.zone, around_.by.now));
      test_.spans.push_back(row_.compared == comparison::date ? whole_span{days.first, days.last}
                                                              : minutes_of(days));
    }
    return nullptr;
  }

  /// L24: from the first moment of the first day to the last one of the last.
  [[nodiscard]] whole_span minutes_of(const day_span& days) const {
    return {fields::beginning_of_day(around_.by.zone, days.first),
            fields::beginning_of_day(around_.by.zone, days.last + 1) - 1};
  }

  const surroundings& around_;
  checked_test& test_;
  const fields::field_type_row& row_;
  bool& is_dropped_;
};

}  // namespace

problem read_values(const std::vector<written_value>& values, const surroundings& around, checked_test& test,
                    bool& is_dropped) {
  constant_reader r(around, test, is_dropped);
  for (const written_value& each : values) {
    if (auto refused = r.take(each)) return refused;
  }
  r.finish();
  return nullptr;
}

}  // namespace kintone::rest::query
