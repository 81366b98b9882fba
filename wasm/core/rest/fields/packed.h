// Lists within one text, as values are kept: options, codes of users, files. 100,000 records of 20 fields
// have no room for a container in each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/rest/ids.h"

namespace kintone::rest::fields {

/// Puts an item behind the others: its length, 7 bits a byte, and its bytes.
inline void append_item(std::string& list, std::string_view item) {
  std::size_t length = item.size();
  for (; length > 0x7f; length >>= 7U) list.push_back(static_cast<char>((length & 0x7fU) | 0x80U));
  list.push_back(static_cast<char>(length));
  list += item;
}

/// Takes the first item off a list that is not empty.
inline std::string_view take_item(std::string_view& list) {
  std::size_t length = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(list.front());
    list.remove_prefix(1);
    length |= static_cast<std::size_t>(byte & 0x7fU) << shift;
    if (byte < 0x80) break;
  }
  const std::string_view item = list.substr(0, length);
  list.remove_prefix(length);
  return item;
}

template <typename visitor>
void for_each_item(std::string_view list, visitor visit) {
  while (!list.empty()) visit(take_item(list));
}

/// Files: their numbers, four bytes each.
inline void append_file(std::string& list, file_id id) {
  for (unsigned shift = 0; shift < 32; shift += 8) list.push_back(static_cast<char>(id >> shift & 0xffU));
}

template <typename visitor>
void for_each_file(std::string_view list, visitor visit) {
  for (; !list.empty(); list.remove_prefix(sizeof(file_id))) {
    file_id id = 0;
    for (unsigned i = 0; i < sizeof(file_id); ++i) {
      id |= static_cast<file_id>(static_cast<unsigned char>(list[i])) << (8 * i);
    }
    visit(id);
  }
}

}  // namespace kintone::rest::fields
