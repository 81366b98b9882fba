// The events of kintone.events, and what each of them lets a handler do (E07, E08, E09).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/world/screen.h"

namespace kintone::page {

/// What a handler can change in the event that it returns (E09).
enum class event_part : std::uint8_t { value, disabled, field_error, lookup, event_error, url, change_count };

/// What happens to a Promise that a handler returns (E07).
enum class promises : std::uint8_t {
  awaited,
  /// It is an error.
  refused,
  /// No page says it, or two pages contradict each other.
  unsaid
};

struct event_type {
  /// Where it ends in a dot, a field code follows.
  std::string_view name;
  promises taken;
  /// E08: there is an action, which a handler can cancel.
  bool may_be_cancelled;
  /// A bit for each `change`.
  unsigned changes;

  [[nodiscard]] bool takes(event_part c) const { return (changes >> static_cast<unsigned>(c) & 1U) != 0; }
  [[nodiscard]] bool has_field_code() const { return name.ends_with('.'); }
  [[nodiscard]] bool is_mobile() const { return world::is_mobile(name); }
};

/// The type of this name; null where kintone fires no such event.
[[nodiscard]] const event_type* event_type_called(std::string_view name);

/// The names of the types that take `c`, for people: those of mobile pages, or of the others.
[[nodiscard]] std::string types_that_take(event_part c, bool on_mobile);

/// The name that differs the least from `name`, for people.
[[nodiscard]] std::string nearest_event_type(std::string_view name);

/// Of a type that refuses Promises the one before it that awaits them: `app.record.edit.change.Total` →
/// `app.record.edit.submit`.
[[nodiscard]] std::string awaiting_type_near(std::string_view name);

}  // namespace kintone::page
