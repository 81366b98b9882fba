// What shim.records shows of all records, its parts put together.
#pragma once

#include <string>

#include "core/rest/records.h"

namespace kintone {

inline std::string all_records(const rest::records& kept) {
  const auto found = kept.all();
  std::string text = "[";
  for (std::size_t begin = 0; begin < found.size();) {
    const std::string part = kept.show(found, begin, rest::records::showing::of_app);
    text += (text.size() > 1 ? "," : "") + part.substr(1, part.size() - 2);
  }
  return text + "]";
}

}  // namespace kintone
