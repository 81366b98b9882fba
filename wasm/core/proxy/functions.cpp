#include "core/proxy/functions.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/world/screen.h"

namespace kintone::proxy {
namespace {

constexpr std::array every_method = {http::method::get, http::method::post, http::method::put,
                                     http::method::del};
constexpr std::array methods_with_body = {http::method::post, http::method::put};

constexpr std::array<std::string_view, 6> parameters = {"url",  "method",          "headers",
                                                        "data", "successCallback", "failureCallback"};

constexpr std::array<std::string_view, 7> plugin_parameters = {
    "pluginId", "url", "method", "headers", "data", "successCallback", "failureCallback"};

constexpr std::array functions = {
    proxy_function{.name = "kintone.proxy",
                   .parameters = parameters,
                   .methods = every_method,
                   .wrong_method = phrase::method_proxy,
                   .line_limit = &limits::response_header_line,
                   .doubtful_line = grey_zone::response_header_line,
                   .relay_path = "/k/api/proxy/call.json"},
    // Its path is one of our own: nobody public shows kintone's.
    proxy_function{.name = "kintone.proxy.upload",
                   .parameters = parameters,
                   .methods = methods_with_body,
                   .wrong_method = phrase::method_upload,
                   .takes = data_kind::file,
                   .line_limit = &limits::upload_response_header_line,
                   .relay_path = "/k/api/proxy/upload.json"},
    proxy_function{.name = "kintone.plugin.app.proxy",
                   .parameters = plugin_parameters,
                   .methods = every_method,
                   .wrong_method = phrase::method_proxy,
                   .line_limit = &limits::response_header_line,
                   .doubtful_line = grey_zone::response_header_line,
                   .relay_path = "/k/api/app/plugin/proxy/call.json",
                   .applies_saved_config = true,
                   .screens = world::proxy_screens},
    proxy_function{.name = "kintone.plugin.app.proxy.upload",
                   .parameters = plugin_parameters,
                   .methods = methods_with_body,
                   .wrong_method = phrase::method_upload,
                   .takes = data_kind::file,
                   .line_limit = &limits::upload_response_header_line,
                   .relay_path = "/k/api/app/plugin/proxy/upload.json",
                   .applies_saved_config = true,
                   .screens = world::upload_screens},
};

}  // namespace

std::span<const proxy_function> proxy_functions() { return functions; }

const proxy_function* function_called(std::string_view name) {
  return find_if(functions, [name](const proxy_function& each) { return each.name == name; });
}

const proxy_function* function_relayed_at(std::string_view path) {
  return find_if(functions, [path](const proxy_function& each) { return each.relay_path == path; });
}

std::string_view message_type(const proxy_function& f) {
  return f.takes == data_kind::file ? "application/octet-stream" : "application/json";
}

}  // namespace kintone::proxy
