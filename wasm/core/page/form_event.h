// What the events of a screen say beside their type and their record (E12).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kintone::page {

/// `{"appId", "recordId", "reuse"}`, as far as the event has them, as numbers or as strings.
/// @param record 0 where there is none yet
/// @param is_reuse whether the form is a copy of a record
[[nodiscard]] std::string event_members(std::string_view type, std::uint64_t app, std::uint64_t record,
                                        bool is_reuse);

}  // namespace kintone::page
