#include "core/site/server_options.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/number.h"

namespace kintone::site {
namespace {

bool is_port(const argument& given) {
  constexpr std::uint64_t last_port = 65'535;
  return given.is("number") && whole_number(given.text).value_or(last_port + 1) <= last_port;
}

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

struct server_option {
  std::string_view name;
  bool (*is_right)(const argument&);
  phrase expected;
  /// Of `serve` alone.
  bool needs_server;
};

constexpr std::array options = {
    server_option{"port", is_port, phrase::expected_port, true},
    server_option{"host", is_host, phrase::expected_host, false},
    server_option{"root", is_text, phrase::expected_root, true},
    server_option{"data", is_text, phrase::expected_root, true},
    server_option{"tls", is_tls, phrase::expected_tls, true},
    server_option{"shim", [](const argument& given) { return given.is("Shim"); }, phrase::expected_shim,
                  false},
    server_option{"inject", [](const argument& given) { return given.is("boolean"); },
                  phrase::expected_boolean, true},
    server_option{"relay", [](const argument& given) { return given.is("boolean"); },
                  phrase::expected_boolean, false},
    server_option{"log", [](const argument& given) { return given.is("function"); },
                  phrase::expected_function, false},
};

std::string known_options(bool is_server) {
  std::string names;
  for (const server_option& known : options) {
    if (is_server || !known.needs_server) names += (names.empty() ? "" : ", ") + std::string(known.name);
  }
  return names;
}

}  // namespace

std::string server_options_fault(std::string_view function, const argument& given, locale language) {
  const bool is_server = function == "serve";
  const std::string prefix = std::string(function) + ": ";
  if (given.is("undefined")) return {};
  if (!given.is("object")) {
    return prefix + text_of(phrase::option_value, language, {"options", "{ … }", as_given(given)});
  }
  for (const auto& [name, value] : given.members) {
    if (value.is("threw")) return prefix + text_of(phrase::option_threw, language, {name, value.text});
    const server_option* known = find_if(options, [&name = name, is_server](const server_option& o) {
      return o.name == name && (is_server || !o.needs_server);
    });
    if (known == nullptr) {
      return prefix + text_of(phrase::option_unknown, language, {name, known_options(is_server)});
    }
    // A listener has no shim of its own.
    const bool is_left_out = value.is("undefined") && (is_server || name != "shim");
    if (!is_left_out && !known->is_right(value)) {
      const std::string expected = text_of(known->expected, language);
      return prefix + text_of(phrase::option_value, language, {name, expected, as_given(value)});
    }
  }
  return {};
}

}  // namespace kintone::site
