#include "core/plugin/config_set.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace kintone::plugin {
namespace {

struct key {
  http::method method;
  std::string_view url;
};

key key_of(const proxy_config& c) { return {c.method, c.url}; }

bool is_before(const key& a, const key& b) { return std::tie(a.method, a.url) < std::tie(b.method, b.url); }

bool are_same(const key& a, const key& b) { return a.method == b.method && a.url == b.url; }

/// The first of `all` that is not before `wanted`.
template <class List>
auto place_of(List& all, const key& wanted) {
  return std::lower_bound(all.begin(), all.end(), wanted, [](const proxy_config& each, const key& other) {
    return is_before(key_of(each), other);
  });
}

std::string_view common_beginning(std::string_view a, std::string_view b) {
  std::size_t end = 0;
  while (end < a.size() && end < b.size() && a[end] == b[end]) ++end;
  return a.substr(0, end);
}

}  // namespace

const proxy_config* config_set::saved(std::string_view url, http::method method) const {
  const auto found = place_of(all_, {method, url});
  return found != all_.end() && are_same(key_of(*found), {method, url}) ? &*found : nullptr;
}

const proxy_config* config_set::applying(std::string_view url, http::method method) const {
  // What begins `url` stands before it, and between the two what begins as it does. So of one that does not
  // fit the beginning that it shares with `url` is what is left to be looked for.
  for (std::string_view rest = url;;) {
    const auto behind = std::upper_bound(
        all_.begin(), all_.end(), key{method, rest},
        [](const key& other, const proxy_config& each) { return is_before(other, key_of(each)); });
    if (behind == all_.begin()) return nullptr;
    const proxy_config& last = *std::prev(behind);
    if (last.method != method) return nullptr;
    if (rest.starts_with(last.url)) return &last;
    rest = common_beginning(rest, last.url);
  }
}

void config_set::put(proxy_config c) {
  const auto place = place_of(all_, key_of(c));
  const bool is_there = place != all_.end() && are_same(key_of(*place), key_of(c));
  if (c.is_empty()) {
    if (is_there) all_.erase(place);
  } else if (is_there) {
    *place = std::move(c);
  } else {
    all_.insert(place, std::move(c));
  }
}

}  // namespace kintone::plugin
