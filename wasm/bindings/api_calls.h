// kintone.api and what belongs to it (core/page/api_call.h).
#pragma once

#include <cstdint>
#include <string>

#include "bindings/shim_handle.h"
#include "core/base/limits.h"
#include "core/page/api_call.h"

namespace kintone::bindings {

inline std::string api_call(shim_handle& s, const std::string& called) {
  return page::api_call_text(s.world(), parsed(called));
}

inline std::string api_url(shim_handle& s, const std::string& called) {
  return page::api_url_text(s.world(), parsed(called));
}

/// `{"limit", "running"}` (K05). `of_page`: what a served page itself has on its way; it does not see others.
inline std::string concurrency(shim_handle& s, std::uint32_t of_page) {
  json_writer text;
  text.open('{').name("limit").number(requests_at_once).name("running");
  return text.number(s.world().options().relayed ? of_page : s.running()).close('}').take();
}

}  // namespace kintone::bindings
