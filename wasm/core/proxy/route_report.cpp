#include "core/proxy/route_report.h"

#include "core/base/phrase.h"

namespace kintone::proxy {
namespace {

std::string text_at(const json_value& array, std::size_t index) {
  return std::string(string_of(element(array, index)));
}

sentence told_of(const std::vector<difference>& all, bool has_more, locale language) {
  if (all.empty()) return {};
  const sentence nothing = sentence_of(phrase::route_nothing, language);
  const auto shown = [&nothing](const std::string& text) { return text.empty() ? nothing : sentence(text); };
  sentence list;
  for (const difference& each : all) {
    const std::string place = each.place.empty() ? "" : each.place + ": ";
    if (!list.empty()) list.append("; ");
    list.append(
        sentence_of(phrase::route_difference, language, {place, shown(each.expected), shown(each.got)}));
  }
  if (has_more) list.append("; …");
  return sentence_of(phrase::route_differences, language, {list});
}

}  // namespace

route_answer read_route_answer(const json_value& object) {
  route_answer answer{is_true(member(object, "taken")),
                      std::string(string_of(member(object, "nearest"))),
                      std::string(string_of(member(object, "misfit"))),
                      {},
                      is_true(member(object, "hasMore"))};
  for (const json_value& each : elements_of(member(object, "differences"))) {
    answer.differences.push_back({text_at(each, 0), text_at(each, 1), text_at(each, 2)});
  }
  return answer;
}

sentence why_none(const route_answer& told, locale language) {
  if (told.nearest.empty()) return {};
  if (told.misfit == "times") return sentence_of(phrase::route_used_up, language, {told.nearest});
  if (told.misfit == "reply") return sentence_of(phrase::route_silent, language, {told.nearest});
  return sentence_of(phrase::route_misfit, language,
                     {told.nearest, told.misfit, told_of(told.differences, told.has_more, language)});
}

std::vector<waiting_route> read_waiting_routes(const json_value& list) {
  std::vector<waiting_route> routes;
  for (const json_value& each : elements_of(list)) {
    routes.push_back({text_at(each, 0), text_at(each, 1), text_at(each, 2)});
  }
  return routes;
}

std::string line_of(const waiting_route& route, locale language) {
  const phrase line = route.left == "0" ? phrase::route_line_silent : phrase::route_line;
  return text_of(line, language, {route.name, route.left});
}

std::string complaint_of(const waiting_route& route, locale language) {
  const phrase complaint = route.left == "0"        ? phrase::route_silent
                           : route.own_call.empty() ? phrase::route_pending
                                                    : phrase::route_waits_for_own;
  return text_of(complaint, language, {route.name, route.left, route.own_call});
}

}  // namespace kintone::proxy
