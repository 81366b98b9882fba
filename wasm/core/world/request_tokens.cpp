#include "core/world/request_tokens.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/world/random.h"

namespace kintone::world {
namespace {

/// Page loads of one server that are still to be answered.
constexpr std::size_t most_tokens = 1000;

}  // namespace

void request_tokens::issue(std::string token, std::uint64_t now, std::string page) {
  if (issued_.size() == most_tokens) {
    issued_.erase(std::min_element(issued_.begin() + 1, issued_.end(),
                                   [](const issued& a, const issued& b) { return a.accepted < b.accepted; }));
  }
  issued_.push_back({std::move(token), now, std::move(page)});
}

request_tokens::issued* request_tokens::found(std::string_view given) {
  issued* found = nullptr;
  for (issued& each : issued_) {
    if (equal_in_constant_time(each.token, given)) found = &each;
  }
  return found;
}

bool request_tokens::renew(issued* one, std::uint64_t now) {
  if (one == nullptr || now - one->accepted > request_token_life) return false;
  one->accepted = now;
  return true;
}

bool request_tokens::accept(std::string_view given, std::uint64_t now) { return renew(found(given), now); }

bool request_tokens::accept(std::string_view given, std::uint64_t now, std::string_view page) {
  issued* one = found(given);
  return one != nullptr && one->page == page && renew(one, now);
}

}  // namespace kintone::world
