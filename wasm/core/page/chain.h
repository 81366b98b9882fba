// The chain of the handlers of one event (E03–E10). JavaScript has the handlers and their values, calls and
// awaits; what follows from what came back is decided here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/argument.h"
#include "core/base/error.h"
#include "core/page/event_type.h"

namespace kintone::page {

/// What came of a handler.
enum class returned : std::uint8_t {
  undefined,
  no,         // false
  the_event,  // the very object that was fired
  copy,       // another object that says it is of that type
  other,
  promise,  // or another object with a function `then`
  threw     // or its Promise was rejected
};

/// What JavaScript does next.
enum class turn : std::uint8_t {
  /// The next handler gets what this one got.
  go_on_with_own,
  /// It gets what this one returned (E04).
  go_on_with_returned,
  /// What the Promise is fulfilled with takes its place.
  await,
  end
};

/// @param type of the event that was fired
/// @param is_last no handler follows
[[nodiscard]] turn turn_after(std::string_view type, returned what, bool is_last);

/// One difference between the event as it was fired and as the handlers left it.
struct change_made {
  /// For people: `record.Total.value`.
  std::string path;
  event_part what = event_part::value;
  /// The field's type, as the record says it; empty where it does not.
  std::string field_type;
  /// The field says what a lookup's key field says (E13).
  bool is_lookup = false;
};

struct field_error {
  /// The field's code; of a cell `Table[0].Code`.
  std::string field;
  argument given;
};

/// How a chain came to its end.
struct chain_end {
  std::string type;
  /// How many were to run, and the number of the one that ran last, from 1 on.
  std::size_t handlers = 0;
  std::size_t last = 0;
  returned what = returned::undefined;
  /// Described; where it threw, the text of what.
  argument value;
  /// The number of the first handler whose Promise was awaited; 0 where none was.
  std::size_t awaited = 0;
  /// A screen was opened: handlers of its other events show that the code under test is there.
  bool is_opening = false;
  /// Where no handler ran: the types that have some.
  std::vector<std::string> registered;
  std::vector<change_made> changes;
  /// Errors that stand in the event, whoever set them.
  argument event_error;
  std::vector<field_error> field_errors;
};

/// What cancelled the action.
enum class canceller : std::uint8_t { nothing, event_error, field_error, no, thrown };

struct notice {
  error kind;
  std::string message;
};

struct chain_verdict {
  canceller by = canceller::nothing;
  /// The places of the changes that are applied.
  std::vector<std::size_t> applied;
  std::optional<std::string> event_error;
  std::vector<std::pair<std::string, std::string>> field_errors;
  std::vector<notice> warnings;
  /// What kintone's console would say, and what ended the chain before its time (E06, E07).
  std::optional<notice> fault;
};

[[nodiscard]] chain_verdict conclude(const chain_end& end, locale language);

/// What was printed: the same sentence is not said twice.
class printed_notices {
 public:
  [[nodiscard]] bool is_first(const std::string& message);

 private:
  std::set<std::string> printed_;
};

}  // namespace kintone::page
