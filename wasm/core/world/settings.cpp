#include "core/world/settings.h"

#include <array>
#include <limits>
#include <string_view>

#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/http/address.h"
#include "core/http/certificate.h"

namespace kintone::world {
namespace {

/// A wrong value: what would be right; empty where the value was taken.
struct complaint {
  complaint() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): most say no more.
  complaint(std::string what) : right(std::move(what)) {}
  complaint(std::string what, std::string where, std::string wrong)
      : right(std::move(what)), place(std::move(where)), given(std::move(wrong)) {}

  /// The whole sentence, where it says more.
  static complaint that(std::string sentence) {
    complaint c(std::move(sentence));
    c.is_whole = true;
    return c;
  }

  std::string right;
  bool is_whole = false;
  /// Which part of the value is wrong, such as `[0]`, and that part as given; empty where all of it is.
  std::string place;
  std::string given;
};

/// Takes one of two words; the first is the default.
complaint take_word(const argument& given, const settings& s, bool& second, std::string_view first_word,
                    std::string_view second_word) {
  if (given.is("string") && (given.text == first_word || given.text == second_word)) {
    second = given.text == second_word;
    return {};
  }
  return text_of(phrase::expected_word, s.language, {first_word, second_word});
}

/// Nothing that cannot stand in a host with its port, as a URL parser gives it.
bool has_host_characters(std::string_view text) {
  return none_of(text, [](char c) { return ascii::is_control(c) || ascii::is_high(c); }) &&
         text.find_first_of("/?#@\\ ") == std::string_view::npos;
}

complaint take_origin(const argument& given, settings& s) {
  const std::string text = ascii::to_lower(given.text);
  const bool is_secure = text.starts_with("https://");
  const std::string_view host =
      std::string_view(text).substr(text.find("//") == std::string::npos ? 0 : text.find("//") + 2);
  if (!given.is("string") || !(is_secure || text.starts_with("http://")) || host.empty() ||
      host.front() == ':' || !has_host_characters(host)) {
    return text_of(phrase::expected_origin, s.language);
  }
  const std::string_view default_port = is_secure ? ":443" : ":80";
  s.origin = text.substr(0, text.size() - (text.ends_with(default_port) ? default_port.size() : 0));
  return {};
}

complaint take_locale(const argument& given, settings& s) {
  bool is_ja = false;
  complaint wrong = take_word(given, s, is_ja, "en", "ja");
  s.language = is_ja ? locale::ja : locale::en;
  return wrong;
}

bool is_port(std::string_view text) {
  constexpr std::uint64_t last_port = 65'535;
  return !text.empty() && all_of(text, ascii::is_digit) &&
         whole_number(text).value_or(last_port + 1) <= last_port;
}

/// A name as a URL parser gives one: where its last label is a number it is an IPv4 address, written in full.
bool is_host_name(std::string_view name) {
  if (name.empty() || !has_host_characters(name) ||
      name.find_first_of("*[]%:<>^|\"`{}") != std::string_view::npos) {
    return false;
  }
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return !all_of(last, ascii::is_digit) || last.empty() || http::parse_address(name);
}

/// P32: `*`, a host name or an IP address, with a port or without. The words of the option itself would name
/// a host that nobody means: in an array `*` is what `live` says.
bool is_host_entry(std::string_view entry) {
  if (entry == "*" || http::parse_address(entry)) return true;
  if (ascii::to_lower(entry) == "live" || ascii::to_lower(entry) == "offline") return false;
  const std::size_t colon = entry.rfind(':');
  const std::string_view host = entry.substr(0, colon);
  if (colon != std::string_view::npos && !is_port(entry.substr(colon + 1))) return false;
  return host.starts_with('[') ? http::parse_address(host).has_value() : is_host_name(host);
}

complaint take_network(const argument& given, settings& s) {
  if (given.is("string") && (given.text == "offline" || given.text == "live")) {
    s.reach = given.text == "live" ? network::live : network::offline;
    return {};
  }
  const std::string right = text_of(phrase::expected_network, s.language);
  if (!given.is("array")) return right;
  s.reach = network::named;
  for (const auto& [index, entry] : given.members) {
    if (!entry.is("string") || !is_host_entry(entry.text)) {
      return {text_of(phrase::expected_network_entry, s.language), fill("[{0}]", {index}), as_given(entry)};
    }
    s.named_hosts.push_back(ascii::to_lower(entry.text));
  }
  return {};
}

complaint take_seed(const argument& given, settings& s) {
  const std::string_view digits = std::string_view(given.text).substr(given.text.starts_with('-') ? 1 : 0);
  const bool is_integer = given.is("number") && !digits.empty() && all_of(digits, ascii::is_digit);
  if (!given.is("string") && !is_integer) return text_of(phrase::expected_seed, s.language);
  s.seed = given.type + ":" + given.text;
  return {};
}

/// Milliseconds that the platform's timers can hold; above it they run out at once.
constexpr std::uint64_t longest_timer = std::numeric_limits<std::int32_t>::max();

template <typename number>
bool take_limit(const argument& given, number& limit,
                std::uint64_t most = std::numeric_limits<number>::max()) {
  const auto value = whole_number(given.text);
  if (!given.is("number") || !value || *value == 0 || *value > most) return false;
  limit = static_cast<number>(*value);
  return true;
}

complaint take_limits(const argument& given, settings& s) {
  const std::string right = text_of(phrase::expected_limits, s.language);
  if (!given.is("object")) return right;
  for (const auto& [name, value] : given.members) {
    const bool taken = name == "timeout"               ? take_limit(value, s.limits.timeout, longest_timer)
                       : name == "responseBody"        ? take_limit(value, s.limits.response_body)
                       : name == "responseHeaderLines" ? take_limit(value, s.limits.response_header_lines)
                       : name == "responseHeaderLine"  ? take_limit(value, s.limits.response_header_line)
                       : name == "uploadResponseHeaderLine"
                           ? take_limit(value, s.limits.upload_response_header_line)
                       : name == "upload"  ? take_limit(value, s.limits.upload)
                       : name == "records" ? take_limit(value, s.limits.records)
                                           : false;
    if (!taken && !value.is("undefined")) return {right, fill(".{0}", {name}), as_given(value)};
  }
  return {};
}

complaint take_fetch(const argument& given, settings& s) {
  return given.is("function") ? complaint() : text_of(phrase::expected_fetch, s.language);
}

bool is_certificate(const argument& value) {
  return (value.is("string") || value.is("Uint8Array")) && http::has_certificates(value.text);
}

complaint take_ca(const argument& given, settings& s) {
  const std::string right = text_of(phrase::expected_ca, s.language);
  if (!given.is("array")) return is_certificate(given) ? complaint() : complaint(right);
  for (const auto& [index, each] : given.members) {
    if (!is_certificate(each)) return {right, fill("[{0}]", {index}), as_given(each)};
  }
  return {};
}

complaint take_session(const argument& given, settings& s) {
  // Whose name it is, kintone's side knows.
  const bool is_name = given.is("string") && !given.text.empty();
  if (!given.is("boolean") && !is_name) return text_of(phrase::expected_session, s.language);
  s.session = given.text != "false" || is_name;
  return {};
}

complaint take_plugins(const argument& given, settings& s) {
  std::vector<plugin::preset> read;
  const auto wrong = plugin::read_presets(given, s.language, read);
  s.plugins = std::make_shared<const std::vector<plugin::preset>>(std::move(read));
  return wrong ? complaint::that(fill("{0} {1}", {wrong->where, wrong->what})) : complaint();
}

complaint take_plugin_id(const argument& given, settings& s) {
  if (!given.is("string") || given.text.empty()) return text_of(phrase::expected_plugin_id, s.language);
  s.plugin_id = given.text;
  return {};
}

complaint take_quirks(const argument& given, settings& s) {
  constexpr std::string_view lock = "setProxyConfigLock";
  const std::string right = text_of(phrase::expected_quirks, s.language, {lock});
  if (!given.is("array")) return right;
  for (const auto& [index, each] : given.members) {
    if (!each.is("string") || each.text != lock) return {right, fill("[{0}]", {index}), as_given(each)};
    s.locks_proxy_config = true;
  }
  return {};
}

complaint take_extend(const argument& given, settings& s) {
  const std::string right = text_of(phrase::expected_extend, s.language);
  if (!given.is("object")) return right;
  for (const auto& [name, each] : given.members) {
    if (!each.is("function") || !is_member_name(name))
      return {right, fill("['{0}']", {name}), as_given(each)};
  }
  return {};
}

/// What kintone's side knows, which reads it itself (service/declarations.h).
complaint leave(const argument& /*given*/, settings& /*s*/) { return {}; }

struct option {
  std::string_view name;
  complaint (*take)(const argument&, settings&);
  /// Without `take`: one of two words, of which the second sets it.
  bool settings::*flag = nullptr;
  std::string_view first = {};
  std::string_view second = {};
};

constexpr std::array options = {
    option{"origin", take_origin},
    option{"locale", take_locale},
    option{"network", take_network},
    option{"fetch", take_fetch},
    option{"seed", take_seed},
    option{"limits", take_limits},
    option{"redirect", nullptr, &settings::follow_redirects, "manual", "follow"},
    option{"promiseWhen", nullptr, &settings::promise_when_either, "success", "either"},
    option{"unresolvedHost", nullptr, &settings::reject_unresolved_host, "success", "reject"},
    option{"binaryResponse", nullptr, &settings::reject_binary_response, "decode", "reject"},
    option{"emptyObjectBody", nullptr, &settings::empty_object_as_json, "empty", "json"},
    option{"ca", take_ca},
    option{"clock", nullptr, &settings::manual_clock, "real", "manual"},
    option{"session", take_session},
    option{"users", leave},
    option{"timeZone", leave},
    option{"apiTokens", leave},
    option{"guestSpaces", leave},
    option{"apps",
           [](const argument& given, settings& s) {
             s.note_apps(given);
             return complaint();
           }},
    option{"plugins", take_plugins},
    option{"pluginId", take_plugin_id},
    option{"quirks", take_quirks},
    option{"extend", take_extend},
};

std::string known_options() {
  std::string names;
  for (const option& known : options) names += (names.empty() ? "" : ", ") + std::string(known.name);
  return names;
}

}  // namespace

std::variant<settings, std::string> read_settings(const json_value& described) {
  settings s;
  const argument given = read_argument(described);
  // The language first: a complaint about another option is made in it.
  if (given["locale"].is("string")) (void)take_locale(given["locale"], s);
  const auto complain = [&s](const std::string& what) {
    return message_of(error::invalid_option, s.language, {what});
  };
  if (!given.is("object") && !given.is("undefined")) {
    return complain(text_of(phrase::option_value, s.language, {"options", "{ … }", as_given(given)}));
  }
  for (const auto& [name, value] : given.members) {
    if (value.is("threw")) return complain(text_of(phrase::option_threw, s.language, {name, value.text}));
    const option* known = find_if(options, [&name = name](const option& o) { return o.name == name; });
    if (known == nullptr)
      return complain(text_of(phrase::option_unknown, s.language, {name, known_options()}));
    if (value.is("undefined")) continue;
    const complaint wrong = known->take != nullptr
                                ? known->take(value, s)
                                : take_word(value, s, s.*known->flag, known->first, known->second);
    if (wrong.is_whole) return complain(wrong.right);
    if (!wrong.right.empty()) {
      return complain(
          text_of(phrase::option_value, s.language,
                  {name + wrong.place, wrong.right, wrong.place.empty() ? as_given(value) : wrong.given}));
    }
  }
  return s;
}

}  // namespace kintone::world
