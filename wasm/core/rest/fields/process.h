// The process management of an app, as Get Process Management Settings answers it (Y23).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/algorithm.h"

namespace kintone::rest::fields {

struct process_state {
  /// `ONE` of them is chosen; `ANY` of them may go on; `ALL` of them must.
  enum class assigning : std::uint8_t { one, any, all };

  /// Who may have it: a user, or what a field or who made the record says.
  struct candidate {
    std::string type;
    std::string code;
  };

  std::string name;
  std::uint64_t index = 0;
  assigning how = assigning::one;
  std::vector<candidate> candidates = {};
};

struct process_action {
  std::string name;
  /// Names of states.
  std::string from;
  std::string to;
  /// A query of the records that have it; empty of all.
  std::string condition = {};
};

struct process {
  bool is_declared = false;
  bool is_on = false;
  /// In the order of their indexes: a record begins in the first.
  std::vector<process_state> states = {};
  std::vector<process_action> actions = {};

  /// Null where there is none of this name.
  [[nodiscard]] const process_state* state(std::string_view name) const {
    return find_if(states, [name](const process_state& each) { return each.name == name; });
  }
  /// Whether it is the first, or nothing leads on from it.
  [[nodiscard]] bool is_end(std::string_view name) const {
    return name == states.front().name ||
           none_of(actions, [name](const process_action& each) { return each.from == name; });
  }
};

}  // namespace kintone::rest::fields
