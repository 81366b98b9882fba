// A server (site/site.h).
#pragma once

#include <cstdint>
#include <string>

#include "bindings/described.h"
#include "bindings/shim_handle.h"
#include "core/site/site.h"
#include "core/site/site_text.h"

namespace kintone::bindings {

/// One server of a shim. Owned by JavaScript: `delete()` ends it.
class site_handle {
 public:
  site_handle(shim_handle& s, const std::string& site)
      : shim_(s), site_(s.world(), site::read_site(site), &s.side()) {}

  std::string receive(const std::string& head) {
    http::request_head r = site::read_request(head);
    const site::decision d = site_.receive(r);
    if (d.leads_to != site::destination::rest) return site::decision_text(d);
    return shim_.open(std::move(r), d.has_session);
  }
  std::string file(const std::string& head, const std::string& name, const std::string& real_path) {
    return site::file_text(site_.file(site::read_request(head), name, real_path));
  }
  std::string unreadable(const std::string& head, const std::string& reason) {
    return site::reply_text(site_.unreadable(site::read_request(head), reason));
  }
  std::string listing(const std::string& head, const std::string& names, const std::string& real_path) {
    return site::reply_text(site_.listing(site::read_request(head), site::read_names(names), real_path));
  }
  std::string uploadHead(double length, double total) {
    return site::reply_text(site_.refuse_head(whole(length), whole(total)));
  }
  std::string admit(const std::string& message) {
    return site::reply_text(site_.refuse_message(described(message)));
  }

  /// What a settings page saves: see page/plugin_members.h.
  std::string savePlugin(const std::string& given) {
    const auto refused = page::save_from_page(shim_.world(), parsed(given));
    return site::reply_text(refused ? site_.not_saved(refused->kind, refused->fault) : site::site::saved());
  }

 private:
  /// JavaScript's numbers are exact far beyond a message's length; what is none is too long.
  static std::uint64_t whole(double number) {
    constexpr double beyond = 9'007'199'254'740'992;
    return static_cast<std::uint64_t>(number >= 0 && number < beyond ? number : beyond);
  }

  shim_handle& shim_;
  site::site site_;
};

}  // namespace kintone::bindings
