// What a declared field says that the shim does not act on: nothing declared is without effect in silence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace kintone::rest::fields {

struct unheard {
  error kind;
  /// `apps.5.fields.Price.maxvalue`, and the end of it.
  std::string path;
  std::string name;
  /// The type of the field, or `lookup`; and of a member that is not known those that there are.
  std::string owner;
  std::string takes = {};

  /// As it is printed.
  [[nodiscard]] std::string line(locale language) const;
};

/// Of the fields of a form, right and at `path`, what is not in `found` yet: members that Get Form Fields has
/// not, or not of this type where they say something; and those that the shim does not simulate (`expression`
/// of D32), where they say something.
void find_unheard(const json_value& declared, std::string_view path, std::vector<unheard>& found);

}  // namespace kintone::rest::fields
