#include "core/world/request_tokens.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/world/random.h"

namespace kintone::world {
namespace {

/// Page loads of one server that are still to be answered.
constexpr std::size_t most_tokens = 1000;

}  // namespace

void request_tokens::issue(std::string token, std::uint64_t now) {
  if (issued_.size() == most_tokens) {
    issued_.erase(std::min_element(issued_.begin() + 1, issued_.end(),
                                   [](const issued& a, const issued& b) { return a.accepted < b.accepted; }));
  }
  issued_.push_back({std::move(token), now});
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

}  // namespace kintone::world
