#include "core/rest/resource.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/base/phrase.h"

namespace kintone::rest {
namespace {

constexpr std::string_view guest = "guest/";
constexpr std::string_view version = "v1/";

struct endpoint {
  std::string_view path;
  resource what;
};

constexpr std::array endpoints = {
    endpoint{"file.json", resource::file},
    endpoint{"record.json", resource::record},
    endpoint{"records.json", resource::records},
};

bool take(std::string_view& rest, std::string_view beginning) {
  if (!rest.starts_with(beginning)) return false;
  rest.remove_prefix(beginning.size());
  return true;
}

/// The digits of a number of 1 or more, as kintone writes it, and a slash; 0 where they are none.
number take_number(std::string_view& rest) {
  const std::string_view digits = rest.substr(0, rest.find('/'));
  if (digits.starts_with('0')) return 0;
  rest.remove_prefix(digits.size());
  return take(rest, "/") ? whole_number(digits).value_or(0) : 0;
}

}  // namespace

std::optional<resource_path> route_of(std::string_view path) {
  if (!take(path, "/k/")) return std::nullopt;
  number space = 0;
  if (take(path, guest)) {
    space = take_number(path);
    if (space == 0) return std::nullopt;
  }
  if (!take(path, version)) return std::nullopt;
  const auto* found = find_if(endpoints, [path](const endpoint& each) { return each.path == path; });
  return found == nullptr ? std::nullopt : std::optional(resource_path{found->what, space});
}

std::string simulated_paths() {
  std::string list;
  for (const endpoint& each : endpoints)
    list += fill("{0}/k/{1}{2}", {list.empty() ? "" : ", ", version, each.path});
  return list;
}

std::string_view methods_of(resource what) { return what == resource::file ? "GET, POST" : "GET, POST, PUT"; }

std::string_view method_of(const http::request_head& r) {
  const std::string* instead = http::find(r.fields, "x-http-method-override");
  return instead != nullptr && r.method == "POST" ? std::string_view(*instead) : std::string_view(r.method);
}

bool has_body(const http::request_head& r) {
  if (http::find(r.fields, "transfer-encoding") != nullptr) return true;
  const std::string* length = http::find(r.fields, "content-length");
  return length != nullptr && *length != "0";
}

}  // namespace kintone::rest
