// Time as kintone's side sees it: the platform's, and what shim.advance() added. Told from outside; with the
// option `clock: 'manual'` only advanced.
#pragma once

#include <cstdint>

namespace kintone::world {

class clock {
 public:
  /// `now`: the platform's time in milliseconds.
  clock(bool is_manual, double now) : is_manual_(is_manual) { observe(now); }

  /// The platform's time in milliseconds. It never runs backwards here, whatever the platform's does.
  void observe(double milliseconds) {
    const auto told = whole(milliseconds);
    if (!is_manual_ && told > observed_) observed_ = told;
  }

  void advance(std::uint64_t milliseconds) { advanced_ += milliseconds; }

  /// Milliseconds.
  [[nodiscard]] std::uint64_t now() const { return observed_ + advanced_; }

  /// The platform's alone: with nothing added.
  [[nodiscard]] double observed() const { return static_cast<double>(observed_); }

 private:
  /// Milliseconds: JavaScript's largest exact integer.
  static constexpr double longest = 9'007'199'254'740'991.0;

  static std::uint64_t whole(double milliseconds) {
    return milliseconds > 0 && milliseconds <= longest ? static_cast<std::uint64_t>(milliseconds) : 0;
  }

  bool is_manual_;
  std::uint64_t observed_ = 0;
  std::uint64_t advanced_ = 0;
};

}  // namespace kintone::world
