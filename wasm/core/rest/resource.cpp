#include "core/rest/resource.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/base/phrase.h"
#include "core/rest/records.h"

namespace kintone::rest {
namespace {

constexpr std::string_view guest = "guest/";
constexpr std::string_view version = "v1/";
constexpr std::string_view preview = "preview/";

constexpr bool with_preview = true;
constexpr bool no_preview = false;
constexpr bool in_bulk = true;

constexpr std::array endpoints = {
    endpoint{"file.json", "GET"},
    endpoint{"file.json", "POST"},
    endpoint{"record.json", "GET", &records::get_record, right::view},
    endpoint{"record.json", "POST", &records::add_record, right::add, no_preview, in_bulk},
    endpoint{"record.json", "PUT", &records::update_record, right::edit, no_preview, in_bulk},
    endpoint{"records.json", "GET", &records::get_records, right::view},
    endpoint{"records.json", "POST", &records::add_records, right::add, no_preview, in_bulk},
    endpoint{"records.json", "PUT", &records::update_records, right::edit, no_preview, in_bulk},
    endpoint{"records.json", "DELETE", &records::delete_records, right::remove, no_preview, in_bulk},
    endpoint{"records/cursor.json", "GET", &records::get_cursor, right::view},
    endpoint{"records/cursor.json", "POST", &records::add_cursor, right::view},
    endpoint{"records/cursor.json", "DELETE", &records::delete_cursor, right::view},
    endpoint{"record/comments.json", "GET", &records::get_comments, right::view},
    endpoint{"record/comment.json", "POST", &records::add_comment, right::view},
    endpoint{"record/comment.json", "DELETE", &records::delete_comment, right::view},
    endpoint{"record/status.json", "PUT", &records::update_status, right::edit, no_preview, in_bulk},
    endpoint{"records/status.json", "PUT", &records::update_statuses, right::edit, no_preview, in_bulk},
    endpoint{"record/assignees.json", "PUT", &records::update_assignees, right::edit, no_preview, in_bulk},
    endpoint{"bulkRequest.json", "POST", &records::bulk_request},
    endpoint{"records/acl/evaluate.json", "GET", &records::evaluate_acl},
    endpoint{"app.json", "GET", &records::get_app, right::any_of_form},
    endpoint{"apps.json", "GET", &records::get_apps},
    endpoint{"form.json", "GET", &records::get_form, right::any_of_form},
    endpoint{"app/form/fields.json", "GET", &records::get_form_fields, right::any_of_form, with_preview},
    endpoint{"app/form/layout.json", "GET", &records::get_form_layout, right::any_of_form, with_preview},
    endpoint{"app/views.json", "GET", &records::get_views, right::any_of_form, with_preview},
    endpoint{"app/status.json", "GET", &records::get_status, right::any_of_form, with_preview},
    endpoint{"app/settings.json", "GET", &records::get_settings, right::any_of_form, with_preview},
    endpoint{"app/customize.json", "GET", &records::get_customize, right::any_of_form, with_preview},
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
  const bool is_preview = take(path, preview);
  const auto* found = find_if(endpoints, [&](const endpoint& each) {
    return each.path == path && (each.has_preview || !is_preview);
  });
  return found == nullptr ? std::nullopt : std::optional(resource_path{found->path, space, is_preview});
}

const endpoint* endpoint_of(const resource_path& route, std::string_view method) {
  return find_if(endpoints,
                 [&](const endpoint& each) { return each.path == route.path && each.method == method; });
}

std::string simulated_paths() {
  std::string list;
  std::string_view last;
  for (const endpoint& each : endpoints) {
    if (each.path == last) continue;
    last = each.path;
    list += fill("{0}/k/{1}{2}", {list.empty() ? "" : ", ", version, each.path});
  }
  return list;
}

std::string methods_of(const resource_path& route) {
  std::string methods;
  for (const endpoint& each : endpoints) {
    if (each.path == route.path) methods += fill("{0}{1}", {methods.empty() ? "" : ", ", each.method});
  }
  return methods;
}

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
