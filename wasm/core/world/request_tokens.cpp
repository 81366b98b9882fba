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

bool request_tokens::accept(std::string_view given, std::uint64_t now) {
  issued* found = nullptr;
  for (issued& each : issued_) {
    if (equal_in_constant_time(each.token, given)) found = &each;
  }
  if (found == nullptr || now - found->accepted > request_token_life) return false;
  found->accepted = now;
  return true;
}

bool request_tokens::is_of(std::string_view given, std::string_view page) const {
  return std::any_of(issued_.begin(), issued_.end(), [given, page](const issued& each) {
    return equal_in_constant_time(each.token, given) && each.page == page;
  });
}

}  // namespace kintone::world
