// Several requests as one (Y24): all of them are kept or none.
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/parameters.h"
#include "core/rest/records.h"
#include "core/rest/resource.h"

namespace kintone::rest {
namespace {

/// Null where it cannot be one of several.
const endpoint* endpoint_named(const json_value& request, number space) {
  const auto route = route_of(string_of(member(request, "api")));
  if (!route || route->space != space) return nullptr;
  const endpoint* found = endpoint_of(*route, string_of(member(request, "method")));
  return found != nullptr && found->is_bulk ? found : nullptr;
}

void judge_request(const json_value& given, const std::string& path, objections& wrong) {
  if (!given.is_object()) {
    wrong.push_back({path, phrase::field_object});
    return;
  }
  for (const char* name : {"method", "api"}) {
    const json_value& text = member(given, name);
    if (is_absent(text)) wrong.push_back({fill("{0}.{1}", {path, name}), phrase::field_required});
  }
  const json_value& payload = member(given, "payload");
  if (payload.is_null()) {
    wrong.push_back({path + ".payload", phrase::field_required});
  } else if (!payload.is_object()) {
    wrong.push_back({path + ".payload", phrase::field_object});
  }
}

}  // namespace

verdict records::run_all(const caller& by, const json_value& requests, json_writer& answer) {
  const auto& list = elements_of(requests);
  answer.open('{').name("results").open('[');
  for (std::size_t i = 0; i < list.size(); ++i) {
    json_writer result;
    const endpoint& asked = *endpoint_named(list[i], by.space);
    caller part = by;
    part.any_of = asked.wants;
    if (auto refused = (this->*asked.action)(part, member(list[i], "payload"), result)) {
      auto wrong = std::make_unique<fault>(*refused);
      wrong->place = i;
      wrong->requests = list.size();
      return wrong;
    }
    answer.json(result.text());
  }
  answer.close(']').close('}');
  return nullptr;
}

verdict records::bulk_request(const caller& by, const json_value& parameters, json_writer& answer) {
  const json_value& requests = member(parameters, "requests");
  const auto& list = elements_of(requests);
  objections wrong;
  if (is_absent(requests)) {
    wrong.push_back({"requests", phrase::field_required});
  } else if (!requests.is_array()) {
    wrong.push_back({"requests", phrase::field_list});
  } else if (list.empty() || list.size() > bulk_requests) {
    wrong.push_back({"requests", phrase::requests_size, decimal(bulk_requests)});
  }
  const bool is_list = wrong.empty();
  for (std::size_t i = 0; is_list && i < list.size(); ++i) {
    judge_request(list[i], fill("requests[{0}]", {decimal(i)}), wrong);
  }
  if (auto refused = invalid(std::move(wrong))) return refused;
  for (const json_value& each : list) {
    if (endpoint_named(each, by.space) != nullptr) continue;
    return refuse(error::bulk_api_not_allowed, string_of(member(each, "method")),
                  string_of(member(each, "api")));
  }
  std::map<app_key, app*> before;
  for (const auto& [key, each] : apps_) {
    before.emplace(key, each.get());
    each->begin();
  }
  files_.hold();
  const std::uint64_t bytes = bytes_;
  verdict refused = run_all(by, requests, answer);
  const bool stays = refused == nullptr;
  if (!stays) bytes_ = bytes;
  // An open app that came with it goes with it.
  std::erase_if(apps_, [&](const auto& each) { return !stays && !before.contains(each.first); });
  for (const auto& [key, each] : before) each->end(stays);
  files_.end(stays);
  return refused;
}

}  // namespace kintone::rest
