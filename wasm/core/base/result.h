// What came of reading something: it, or what is wrong.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace kintone {

/// `value_type` must be default-constructible: a wrong one holds a value that means nothing.
template <typename value_type>
class result {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): what is returned is the value.
  result(value_type value) : value_(std::move(value)) {}
  /// `fault`: a sentence for people, never empty: an empty one counts as right.
  static result wrong(std::string_view fault) {
    result r{value_type()};
    r.fault_ = fault;
    return r;
  }

  [[nodiscard]] bool is_right() const { return fault_.empty(); }
  [[nodiscard]] const std::string& fault() const { return fault_; }
  /// Means something where it is right.
  [[nodiscard]] const value_type& value() const& { return value_; }
  [[nodiscard]] value_type&& value() && { return std::move(value_); }

 private:
  value_type value_;
  std::string fault_;
};

}  // namespace kintone
