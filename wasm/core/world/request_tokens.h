// The request tokens that pages were given (T02): each is good for a day since it was last accepted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kintone::world {

class request_tokens {
 public:
  /// `now` in milliseconds. Beyond a thousand, the one that was not accepted for the longest time is
  /// forgotten, but for the first, which is the world's own. `page`: of which page it is, where that matters.
  void issue(std::string token, std::uint64_t now, std::string page = {});

  /// Whether `given` was issued and is still good; if so its day begins anew. Takes a time that does not
  /// depend on how much of it is right (T06).
  [[nodiscard]] bool accept(std::string_view given, std::uint64_t now);
  /// The same, of what was issued to this page alone.
  [[nodiscard]] bool accept(std::string_view given, std::uint64_t now, std::string_view page);

 private:
  struct issued {
    std::string token;
    /// Milliseconds: when it was issued or last accepted.
    std::uint64_t accepted;
    std::string page;
  };
  [[nodiscard]] issued* found(std::string_view given);
  /// Whether it is there and good; if so its day begins anew.
  static bool renew(issued* one, std::uint64_t now);

  std::vector<issued> issued_;
};

}  // namespace kintone::world
