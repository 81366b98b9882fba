// Who can be named in a value: users by their login names (D25, L13).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/algorithm.h"

namespace kintone::rest {

/// Of a login name that records keep.
using person_id = std::uint32_t;

class people {
 public:
  /// The logins that are declared; none: anybody is there.
  explicit people(std::vector<std::string> declared) : declared_(std::move(declared)) {}

  [[nodiscard]] bool may_have(std::string_view login) const {
    return declared_.empty() || contains(declared_, login);
  }
  [[nodiscard]] const std::vector<std::string>& declared() const { return declared_; }

  /// A name is kept once, however many records have it.
  [[nodiscard]] person_id id_of(std::string_view login) {
    const auto [place, is_new] = ids_.emplace(login, static_cast<person_id>(logins_.size()));
    if (is_new) logins_.emplace_back(login);
    return place->second;
  }
  [[nodiscard]] std::string_view login_of(person_id id) const { return logins_[id]; }

 private:
  std::vector<std::string> declared_;
  std::vector<std::string> logins_;
  std::unordered_map<std::string, person_id> ids_;
};

}  // namespace kintone::rest
