// What a query asks from outside: the form that it is checked against, who asks and when, and the records
// that it is evaluated over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/rest/fields/field_type.h"
#include "core/rest/fields/moment.h"

namespace kintone::rest::query {

/// Where the value of a field is: the source's own numbers, which the query hands back to it.
struct column {
  static constexpr std::size_t no_table = std::numeric_limits<std::size_t>::max();

  std::size_t place = 0;
  /// Of a cell: its table.
  std::size_t table = no_table;

  [[nodiscard]] bool is_cell() const { return table != no_table; }
  bool operator==(const column&) const = default;
};

/// A field as a query sees it. A lookup is a field of its type.
struct queried_field {
  fields::field_type type;
  column where;
  /// The names of the options of a choice, of the states of STATUS; null where none are declared, so that any
  /// will do. The form keeps them.
  const std::vector<std::string>* options = nullptr;
};

class queried_form {
 public:
  virtual ~queried_form() = default;

  /// The field of this code, also within a table; nothing where there is none. `$id` is asked for too.
  [[nodiscard]] virtual std::optional<queried_field> find(std::string_view code) const = 0;
  /// Whether the process management is on (L13).
  [[nodiscard]] virtual bool has_process() const = 0;
  /// `APPCODE` of the record numbers `APPCODE-1`; empty where the app has none (L16).
  [[nodiscard]] virtual std::string_view app_code() const = 0;
  /// Whether there can be a user of this code: no other is declared (L13).
  [[nodiscard]] virtual bool may_have_user(std::string_view code) const = 0;
};

struct asker {
  /// The code of LOGINUSER(); nothing where nobody is logged in, who is then found nowhere.
  std::optional<std::string> login = {};
  /// The code of PRIMARY_ORGANIZATION() (L19).
  std::optional<std::string> organization = {};
  /// Milliseconds since 1970-01-01T00:00Z.
  std::int64_t now = 0;
  /// L23.
  fields::time_zone zone = {};
};

/// One value, as texts. Valid until the source is asked again.
struct value {
  /// A text, a number, a date, one option as the REST API has it; empty where there is none.
  std::string_view text = {};
  /// Options, codes of users, organizations and groups, names of files. CREATOR and MODIFIER are lists of
  /// one.
  std::vector<std::string_view> items = {};
};

/// Records by places, 0 to `count() - 1`, in the order of their ids.
class source {
 public:
  virtual ~source() = default;

  [[nodiscard]] virtual std::size_t count() const = 0;
  [[nodiscard]] virtual std::uint64_t id_of(std::size_t record) const = 0;
  /// Of a table of a record.
  [[nodiscard]] virtual std::size_t rows(std::size_t record, std::size_t table) const = 0;
  /// Puts a value, or of a table the cell of a row, into `v`, which is empty. Never asked for `$id` and
  /// RECORD_NUMBER.
  virtual void read(std::size_t record, std::size_t row, const column& where, value& v) const = 0;
};

}  // namespace kintone::rest::query
