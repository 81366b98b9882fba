// A server (service/site.h).
#pragma once

#include <cstdint>
#include <string>

#include "bindings/shim.h"
#include "bindings/told.h"
#include "core/service/crossing.h"
#include "core/service/site.h"

namespace kintone::bindings {

/// One server of a shim. Owned by JavaScript: `delete()` ends it.
class service_handle {
 public:
  service_handle(shim_handle& s, const std::string& site)
      : shim_(s), site_(s.world(), service::read_site(site)) {}

  std::string receive(const std::string& head) {
    service::request r = service::read_request(head);
    const service::decision d = site_.receive(r);
    if (d.next != service::next::rest) return service::decision_text(d);
    return shim_.open(std::move(r), d.has_session);
  }
  std::string file(const std::string& head, const std::string& name, const std::string& real_path) {
    return service::file_text(site_.file(service::read_request(head), name, real_path));
  }
  std::string unreadable(const std::string& head, const std::string& reason) {
    return service::reply_text(site_.unreadable(service::read_request(head), reason));
  }
  std::string listing(const std::string& head, const std::string& names, const std::string& real_path) {
    return service::reply_text(
        site_.listing(service::read_request(head), service::read_names(names), real_path));
  }
  std::string uploadHead(double length, double total) {
    return service::reply_text(site_.refuse_head(whole(length), whole(total)));
  }
  std::string admit(const std::string& message) {
    return service::reply_text(site_.refuse_message(described(message)));
  }

 private:
  /// JavaScript's numbers are exact far beyond a message's length; what is none is too long.
  static std::uint64_t whole(double number) {
    constexpr double beyond = 9'007'199'254'740'992;
    return static_cast<std::uint64_t>(number >= 0 && number < beyond ? number : beyond);
  }

  shim_handle& shim_;
  service::site site_;
};

}  // namespace kintone::bindings
