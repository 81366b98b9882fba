// The algorithms of <algorithm> over whole ranges. Emscripten 3.1.6's libc++ has no std::ranges algorithms.
#pragma once

#include <algorithm>
#include <iterator>

namespace kintone {

template <typename range, typename predicate>
constexpr bool all_of(const range& r, predicate p) {
  return std::all_of(std::begin(r), std::end(r), p);
}

template <typename range, typename predicate>
constexpr bool any_of(const range& r, predicate p) {
  return std::any_of(std::begin(r), std::end(r), p);
}

template <typename range, typename predicate>
constexpr bool none_of(const range& r, predicate p) {
  return std::none_of(std::begin(r), std::end(r), p);
}

template <typename range, typename predicate>
constexpr auto count_if(const range& r, predicate p) {
  return std::count_if(std::begin(r), std::end(r), p);
}

/// The first element that fits, as a pointer; null where there is none. `r` is contiguous.
template <typename range, typename predicate>
constexpr auto find_if(range& r, predicate p) -> decltype(&*std::begin(r)) {
  const auto found = std::find_if(std::begin(r), std::end(r), p);
  return found == std::end(r) ? nullptr : &*found;
}

template <typename range, typename value>
constexpr bool contains(const range& r, const value& v) {
  return std::find(std::begin(r), std::end(r), v) != std::end(r);
}

}  // namespace kintone
