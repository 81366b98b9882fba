#include "core/rest/users.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/phrase.h"

namespace kintone::rest {
namespace {

struct right_row {
  std::string_view name;
  rights value;
};

constexpr std::array right_rows = {right_row{"view", right::view}, right_row{"add", right::add},
                                   right_row{"edit", right::edit}, right_row{"delete", right::remove},
                                   right_row{"manage", right::manage}};

}  // namespace

rights right_called(std::string_view name) {
  const right_row* row = find_if(right_rows, [name](const right_row& each) { return each.name == name; });
  return row == nullptr ? rights{0} : row->value;
}

std::string right_names() {
  std::string names;
  for (const right_row& each : right_rows) names += fill("{0}'{1}'", {names.empty() ? "" : ", ", each.name});
  return names;
}

std::string_view user::name() const {
  const std::string_view given = string_of(member(profile, "name"));
  return given.empty() ? std::string_view(login) : given;
}

const user* credentials::user_called(std::string_view login) const {
  return find_if(users, [login](const user& each) { return each.login == login; });
}

const user* credentials::session_user() const {
  if (!session.empty()) return user_called(session);
  return users.empty() ? nullptr : users.data();
}

}  // namespace kintone::rest
