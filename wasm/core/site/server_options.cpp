#include "core/site/server_options.h"

#include <array>
#include <vector>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/schema.h"

namespace kintone::site {
namespace {

constexpr std::uint64_t last_port = 65'535;

bool is_text(const argument& given) { return given.is("string") && !given.text.empty(); }

bool is_host(const argument& given) {
  return is_text(given) && none_of(given.text, [](char c) {
           return ascii::is_control(c) || ascii::is_high(c) ||
                  std::string_view(" /?#@\\").find(c) != std::string_view::npos;
         });
}

bool is_pem(const argument& given) { return is_text(given) || given.is("Uint8Array"); }

/// Whether they belong together the platform has found out, which describes the option by what it says.
bool is_tls(const argument& given) {
  return given.is("object") && given.members.size() == 2 && is_pem(given["key"]) && is_pem(given["cert"]);
}

using schema::misfit;
using schema::nowhere;
using schema::unless;

misfit take_boolean(const argument& given, nowhere& /*into*/, locale language) {
  return unless(given.is("boolean"), phrase::expected_boolean, language);
}

misfit take_folder(const argument& given, nowhere& /*into*/, locale language) {
  return unless(is_text(given), phrase::expected_root, language);
}

struct server_option : schema::member<nowhere> {
  /// Of `serve` alone.
  bool needs_server = false;
};

constexpr std::array options = {
    server_option{{"port",
                   [](const argument& given, nowhere&, locale language) {
                     return unless(schema::is_whole_number(given, 0, last_port), phrase::expected_port,
                                   language);
                   }},
                  true},
    server_option{
        {"host", [](const argument& given, nowhere&,
                    locale language) { return unless(is_host(given), phrase::expected_host, language); }}},
    server_option{{"root", take_folder}, true},
    server_option{{"data", take_folder}, true},
    server_option{
        {"tls", [](const argument& given, nowhere&,
                   locale language) { return unless(is_tls(given), phrase::expected_tls, language); }},
        true},
    // A listener has no shim of its own.
    server_option{
        {"shim", [](const argument& given, nowhere&,
                    locale language) { return unless(given.is("Shim"), phrase::expected_shim, language); }}},
    server_option{{"inject", take_boolean}, true},
    server_option{{"relay", take_boolean}},
    server_option{{"log",
                   [](const argument& given, nowhere&, locale language) {
                     return unless(given.is("function"), phrase::expected_function, language);
                   }}},
};

}  // namespace

std::string server_options_fault(std::string_view function, const argument& given, locale language) {
  const bool is_server = function == "serve";
  std::vector<server_option> known;
  for (const server_option& each : options) {
    if (each.needs_server && !is_server) continue;
    known.push_back(each);
    known.back().is_required = !is_server && each.name == "shim";
  }
  nowhere none;
  const sentence wrong = schema::read(known, given, none, {language});
  return wrong.empty() ? std::string() : fill("{0}: {1}", {function, wrong});
}

}  // namespace kintone::site
