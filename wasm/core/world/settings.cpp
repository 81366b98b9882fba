#include "core/world/settings.h"

#include <array>
#include <limits>
#include <string_view>

#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/base/schema.h"
#include "core/http/address.h"
#include "core/http/certificate.h"

namespace kintone::world {
namespace {

using schema::misfit;
using schema::unless;

/// Takes one of two words; the first is the default.
misfit take_word(const argument& given, bool& second, std::string_view first_word,
                 std::string_view second_word, locale language) {
  const bool is_word = given.is("string") && (given.text == first_word || given.text == second_word);
  if (is_word) second = given.text == second_word;
  return unless(is_word, phrase::expected_word, language, {first_word, second_word});
}

/// Nothing that cannot stand in a host with its port, as a URL parser gives it.
bool has_host_characters(std::string_view text) {
  return none_of(text, [](char c) { return ascii::is_control(c) || ascii::is_high(c); }) &&
         text.find_first_of("/?#@\\ ") == std::string_view::npos;
}

misfit take_origin(const argument& given, settings& s, locale language) {
  const std::string text = ascii::to_lower(given.text);
  const bool is_secure = text.starts_with("https://");
  const std::string_view host =
      std::string_view(text).substr(text.find("//") == std::string::npos ? 0 : text.find("//") + 2);
  if (!given.is("string") || !(is_secure || text.starts_with("http://")) || host.empty() ||
      host.front() == ':' || !has_host_characters(host)) {
    return sentence_of(phrase::expected_origin, language);
  }
  const std::string_view default_port = is_secure ? ":443" : ":80";
  s.origin = text.substr(0, text.size() - (text.ends_with(default_port) ? default_port.size() : 0));
  return {};
}

misfit take_locale(const argument& given, settings& s, locale language) {
  bool is_ja = false;
  misfit wrong = take_word(given, is_ja, "en", "ja", language);
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

misfit take_network(const argument& given, settings& s, locale language) {
  if (given.is("string") && (given.text == "offline" || given.text == "live")) {
    s.reach = given.text == "live" ? network::live : network::offline;
    return {};
  }
  const sentence right = sentence_of(phrase::expected_network, language);
  if (!given.is("array")) return right;
  s.reach = network::named;
  for (const auto& [index, entry] : given.members) {
    if (!entry.is("string") || !is_host_entry(entry.text)) {
      return {sentence_of(phrase::expected_network_entry, language), fill("[{0}]", {index}), entry};
    }
    s.named_hosts.push_back(ascii::to_lower(entry.text));
  }
  return {};
}

misfit take_seed(const argument& given, settings& s, locale language) {
  const std::string_view digits = std::string_view(given.text).substr(given.text.starts_with('-') ? 1 : 0);
  const bool is_integer = given.is("number") && !digits.empty() && all_of(digits, ascii::is_digit);
  if (!given.is("string") && !is_integer) return sentence_of(phrase::expected_seed, language);
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

misfit take_limits(const argument& given, settings& s, locale language) {
  const sentence right = sentence_of(phrase::expected_limits, language);
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
    if (!taken && !value.is("undefined")) return {right, fill(".{0}", {name}), value};
  }
  return {};
}

misfit take_fetch(const argument& given, settings& /*s*/, locale language) {
  return unless(given.is("function"), phrase::expected_fetch, language);
}

bool is_certificate(const argument& value) {
  return (value.is("string") || value.is("Uint8Array")) && http::has_certificates(value.text);
}

misfit take_ca(const argument& given, settings& /*s*/, locale language) {
  const sentence right = sentence_of(phrase::expected_ca, language);
  if (!given.is("array")) return unless(is_certificate(given), phrase::expected_ca, language);
  for (const auto& [index, each] : given.members) {
    if (!is_certificate(each)) return {right, fill("[{0}]", {index}), each};
  }
  return {};
}

misfit take_session(const argument& given, settings& s, locale language) {
  // Whose name it is, kintone's side knows.
  const bool is_name = given.is("string") && !given.text.empty();
  if (!given.is("boolean") && !is_name) return sentence_of(phrase::expected_session, language);
  s.session = given.text != "false" || is_name;
  return {};
}

misfit take_plugins(const argument& given, settings& s, locale language) {
  std::vector<plugin::preset> read;
  const auto wrong = plugin::read_presets(given, language, read);
  s.plugins = std::make_shared<const std::vector<plugin::preset>>(std::move(read));
  return wrong ? misfit::that(fill("{0} {1}", {wrong->where, wrong->what})) : misfit();
}

misfit take_plugin_id(const argument& given, settings& s, locale language) {
  if (!given.is("string") || given.text.empty()) return sentence_of(phrase::expected_plugin_id, language);
  s.plugin_id = given.text;
  return {};
}

misfit take_quirks(const argument& given, settings& s, locale language) {
  constexpr std::string_view lock = "setProxyConfigLock";
  const sentence right = sentence_of(phrase::expected_quirks, language, {lock});
  if (!given.is("array")) return right;
  for (const auto& [index, each] : given.members) {
    if (!each.is("string") || each.text != lock) return {right, fill("[{0}]", {index}), each};
    s.locks_proxy_config = true;
  }
  return {};
}

misfit take_extend(const argument& given, settings& /*s*/, locale language) {
  const sentence right = sentence_of(phrase::expected_extend, language);
  if (!given.is("object")) return right;
  for (const auto& [name, each] : given.members) {
    if (!each.is("function") || !is_member_name(name)) return {right, fill("['{0}']", {name}), each};
  }
  return {};
}

/// What kintone's side knows, which reads it itself (rest/declarations.h).
misfit leave(const argument& /*given*/, settings& /*s*/, locale /*language*/) { return {}; }

misfit note_apps(const argument& given, settings& s, locale /*language*/) {
  s.note_apps(given);
  return {};
}

/// An option of two words, of which the second sets a flag.
struct either {
  bool settings::*flag;
  std::string_view first;
  std::string_view second;
};

constexpr either redirect{&settings::follow_redirects, "manual", "follow"};
constexpr either promise_when{&settings::promise_when_either, "success", "either"};
constexpr either unresolved_host{&settings::reject_unresolved_host, "success", "reject"};
constexpr either binary_response{&settings::reject_binary_response, "decode", "reject"};
constexpr either empty_object_body{&settings::empty_object_as_json, "empty", "json"};
constexpr either clock{&settings::manual_clock, "real", "manual"};

template <const either& words>
misfit take_either(const argument& given, settings& s, locale language) {
  return take_word(given, s.*words.flag, words.first, words.second, language);
}

using option = schema::member<settings>;

constexpr std::array options = {
    option{"origin", take_origin},
    option{"locale", take_locale},
    option{"network", take_network},
    option{"fetch", take_fetch},
    option{"seed", take_seed},
    option{"limits", take_limits},
    option{"redirect", take_either<redirect>},
    option{"promiseWhen", take_either<promise_when>},
    option{"unresolvedHost", take_either<unresolved_host>},
    option{"binaryResponse", take_either<binary_response>},
    option{"emptyObjectBody", take_either<empty_object_body>},
    option{"ca", take_ca},
    option{"clock", take_either<clock>},
    option{"session", take_session},
    option{"users", leave},
    option{"timeZone", leave},
    option{"apiTokens", leave},
    option{"guestSpaces", leave},
    option{"apps", note_apps},
    option{"plugins", take_plugins},
    option{"pluginId", take_plugin_id},
    option{"quirks", take_quirks},
    option{"extend", take_extend},
};

}  // namespace

result<settings> read_settings(const json_value& described) {
  settings s;
  const argument given = read_argument(described);
  // The language first: what is wrong with another option is told in it.
  if (given["locale"].is("string")) (void)take_locale(given["locale"], s, s.language);
  const sentence wrong = schema::read(options, given, s, {s.language});
  if (wrong.empty()) return s;
  return result<settings>::wrong(message_of(error::invalid_option, s.language, {wrong}));
}

}  // namespace kintone::world
