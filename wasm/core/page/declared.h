// What the declaration of an app says of a field and of a space (Y25, Y26).
#pragma once

#include <string_view>

#include "core/rest/app.h"

namespace kintone::page {

/// Whether a part of a layout (Get Form Layout) has a space of this element id (V02).
[[nodiscard]] bool declares_space(const json_value& part, std::string_view id);

/// Whether it has a space, a label or a line of this element id (V05).
[[nodiscard]] bool declares_element(const json_value& part, std::string_view id);

/// The declaration of a field, or of a cell; null where there is none.
[[nodiscard]] const json_value& declared_field(const rest::app& a, std::string_view code);

/// Whether a group is declared as open.
[[nodiscard]] bool is_open_at_first(const rest::app& a, std::string_view code);

}  // namespace kintone::page
