#include "core/page/chain.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/number.h"

namespace kintone::page {
namespace {

/// E10: what a form never takes from an event. A lookup is told by what its field has.
constexpr std::array never_taken = {
    std::string_view("RECORD_NUMBER"),   std::string_view("CREATOR"),      std::string_view("MODIFIER"),
    std::string_view("CREATED_TIME"),    std::string_view("UPDATED_TIME"), std::string_view("STATUS"),
    std::string_view("STATUS_ASSIGNEE"), std::string_view("CALC"),         std::string_view("FILE"),
    std::string_view("__ID__"),          std::string_view("__REVISION__")};

/// As a handler writes it, by `change`.
constexpr std::array<std::string_view, static_cast<std::size_t>(event_part::change_count)> written = {
    "record.<code>.value", "record.<code>.disabled",
    "record.<code>.error", "record.<code>.lookup",
    "event.error",         "event.url"};

/// Of a list for people: of changes, and of types.
constexpr std::size_t most_changes = 5;
constexpr std::size_t most_types = 20;

std::string listed(const std::vector<std::string>& all, std::size_t most, locale language) {
  std::string names;
  for (std::size_t i = 0; i < all.size() && i < most; ++i) {
    names += (i == 0 ? "" : ", ") + all[i];
  }
  if (all.size() > most) names += " " + text_of(phrase::more, language, {decimal(all.size() - most)});
  return names;
}

/// `app.record.edit.` of `app.record.edit.show`: how the types of a screen begin.
std::string_view screen_of(std::string_view show) { return show.substr(0, show.rfind('.') + 1); }

/// The text of an error that was set; nothing where there is none, or where it was taken back.
std::optional<std::string> error_text(const argument& given) {
  if (given.is_absent() || (given.is("boolean") && given.text == "false")) return {};
  if (!given.is("string")) return as_given(given);
  return given.text.empty() ? std::nullopt : std::optional(given.text);
}

bool is_of_error(event_part what) {
  return what == event_part::event_error || what == event_part::field_error;
}

/// One chain's end, judged.
class judgement {
 public:
  judgement(const chain_end& end, locale language)
      : end_(end), language_(language), type_(event_type_called(end.type)) {}

  chain_verdict take() {
    judge();
    return std::move(verdict_);
  }

 private:
  void judge() {
    if (type_ == nullptr) warn(error::warn_event_unknown, {end_.type, nearest_event_type(end_.type)});
    if (end_.handlers == 0) return tell_unheard();
    if (end_.awaited > 0 && (type_ == nullptr || type_->taken == promises::unsaid)) {
      warn(error::warn_event_promise, {end_.type, decimal(end_.awaited), handlers()});
    }
    if (end_.what == returned::threw) return stop(error::event_handler_threw, end_.value.text);
    if (end_.what == returned::promise) return stop(error::event_promise, awaiting_type_near(end_.type));
    if (type_ == nullptr) return;
    if (end_.what != returned::the_event) return apply_nothing();
    read_errors();
    apply();
  }

  /// W09.
  void tell_unheard() {
    const auto is_of_screen = [this](std::string_view each) {
      return each.starts_with(screen_of(end_.type));
    };
    if (end_.is_opening && any_of(end_.registered, is_of_screen)) return;
    const std::string types = end_.registered.empty() ? text_of(phrase::route_nothing, language_)
                                                      : listed(end_.registered, most_types, language_);
    warn(error::warn_event_unheard, {end_.type, types});
  }

  /// E06, E07.
  void stop(error kind, const std::string& fact) {
    verdict_.fault = {kind, message_of(kind, language_, {end_.type, position(), handlers(), fact})};
    if (type_ != nullptr && type_->may_be_cancelled) verdict_.by = canceller::thrown;
  }

  /// E05: what the last handler returned is not the event.
  void apply_nothing() {
    const bool cancels = end_.what == returned::no && type_->may_be_cancelled;
    if (cancels) verdict_.by = canceller::no;
    std::vector<std::string> lost;
    for (const change_made& each : end_.changes) {
      // What the action would have saved is meant to be lost with it; why it was cancelled is not.
      if (!cancels || is_of_error(each.what)) lost.push_back(each.path);
    }
    if (lost.empty() && end_.what != returned::copy) return;
    const std::string changes = lost.empty() ? std::string() : ": " + listed(lost, most_changes, language_);
    const std::string copy = text_of(phrase::event_copy, language_);
    warn(error::warn_event_lost, {end_.type, position(), handlers(),
                                  end_.what == returned::copy ? copy : as_given(end_.value), changes});
  }

  /// E08.
  void read_errors() {
    if (type_->takes(event_part::event_error)) verdict_.event_error = error_text(end_.event_error);
    if (type_->takes(event_part::field_error)) {
      for (const field_error& each : end_.field_errors) {
        if (auto text = error_text(each.given)) verdict_.field_errors.emplace_back(each.field, *text);
      }
    }
    if (!type_->may_be_cancelled) return;
    if (!verdict_.field_errors.empty()) verdict_.by = canceller::field_error;
    if (verdict_.event_error) verdict_.by = canceller::event_error;
  }

  /// E09, E10. With an error nothing but errors is applied (E08).
  void apply() {
    const bool has_error = verdict_.event_error || !verdict_.field_errors.empty();
    for (std::size_t i = 0; i < end_.changes.size(); ++i) {
      const change_made& each = end_.changes[i];
      if (!type_->takes(each.what) || is_never_taken(each)) continue;
      if (!has_error || is_of_error(each.what)) verdict_.applied.push_back(i);
    }
    for (std::size_t i = 0; i < written.size(); ++i) warn_of_change(static_cast<event_part>(i));
    std::vector<std::string_view> told;
    for (const change_made& each : end_.changes) {
      if (!type_->takes(each.what) || !is_never_taken(each) || contains(told, kind_of(each))) continue;
      told.push_back(kind_of(each));
      warn_of_value(told.back());
    }
  }

  [[nodiscard]] bool is_never_taken(const change_made& made) const {
    if (made.what != event_part::value) return false;
    // In create.show and edit.show the key of a lookup may be set.
    const bool takes_lookup = type_->takes(event_part::lookup) && type_->name.ends_with(".show");
    return (made.is_lookup && !takes_lookup) || contains(never_taken, made.field_type);
  }

  static std::string_view kind_of(const change_made& made) {
    return made.is_lookup ? std::string_view("lookup") : std::string_view(made.field_type);
  }

  void warn_of_change(event_part what) {
    if (type_->takes(what)) return;
    std::vector<std::string> ignored;
    for (const change_made& each : end_.changes) {
      if (each.what == what) ignored.push_back(each.path);
    }
    if (ignored.empty()) return;
    warn(error::warn_event_change,
         {end_.type, position(), handlers(), listed(ignored, most_changes, language_),
          written[static_cast<std::size_t>(what)], types_that_take(what, type_->is_mobile())});
  }

  void warn_of_value(std::string_view kind) {
    std::vector<std::string> ignored;
    for (const change_made& each : end_.changes) {
      if (is_never_taken(each) && kind_of(each) == kind) ignored.push_back(each.path);
    }
    const phrase advice = kind == "lookup" ? phrase::event_value_lookup
                          : kind == "FILE" ? phrase::event_value_file
                                           : phrase::event_value_own;
    warn(error::warn_event_value,
         {end_.type, position(), handlers(), listed(ignored, most_changes, language_), kind,
          text_of(advice, language_)});
  }

  void warn(error kind, facts told) {
    verdict_.warnings.push_back({kind, message_of(kind, language_, told)});
  }

  [[nodiscard]] std::string position() const { return decimal(end_.last); }
  [[nodiscard]] std::string handlers() const { return decimal(end_.handlers); }

  const chain_end& end_;
  locale language_;
  const event_type* type_;
  chain_verdict verdict_;
};

}  // namespace

turn turn_after(std::string_view type, returned what, bool is_last) {
  if (what == returned::promise) {
    const event_type* known = event_type_called(type);
    return known != nullptr && known->taken == promises::refused ? turn::end : turn::await;
  }
  if (what == returned::threw || is_last) return turn::end;
  return what == returned::undefined ? turn::go_on_with_own : turn::go_on_with_returned;
}

chain_verdict conclude(const chain_end& end, locale language) { return judgement(end, language).take(); }

bool printed_notices::is_first(const std::string& message) {
  // Messages that are remembered: a program may make types without end.
  constexpr std::size_t most = 1'000;
  if (printed_.size() == most) printed_.clear();
  return printed_.insert(message).second;
}

}  // namespace kintone::page
