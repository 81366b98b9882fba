// Who can be named in a value: users by their login names (D25, L13).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/rest/users.h"

namespace kintone::rest {

/// Of a login name that records keep.
using person_id = std::uint32_t;

class people {
 public:
  /// `declared` must outlive it; null: nobody is declared.
  explicit people(const credentials* declared) : declared_(declared) {}

  /// Where nobody is declared anybody is there.
  [[nodiscard]] bool may_have(std::string_view login) const {
    return declared_ == nullptr || declared_->users.empty() || declared_->user_called(login) != nullptr;
  }
  /// D25: as it is declared, else the login name.
  [[nodiscard]] std::string_view name_of(std::string_view login) const {
    const user* found = declared_ == nullptr ? nullptr : declared_->user_called(login);
    return found == nullptr ? login : found->name();
  }
  /// Null: nobody is declared.
  [[nodiscard]] const credentials* declared() const { return declared_; }
  /// S01; null where nobody is declared.
  [[nodiscard]] const user* session_user() const {
    return declared_ == nullptr ? nullptr : declared_->session_user();
  }

  /// A name is kept once, however many records have it.
  [[nodiscard]] person_id id_of(std::string_view login) {
    const auto [place, is_new] = ids_.emplace(login, static_cast<person_id>(logins_.size()));
    if (is_new) logins_.emplace_back(login);
    return place->second;
  }
  [[nodiscard]] std::string_view login_of(person_id id) const { return logins_[id]; }

 private:
  const credentials* declared_;
  std::vector<std::string> logins_;
  std::unordered_map<std::string, person_id> ids_;
};

}  // namespace kintone::rest
