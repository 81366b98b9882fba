#include "core/plugin/config.h"

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/http/field_fault.h"
#include "core/http/url.h"

namespace kintone::plugin {
namespace {

using fault = std::optional<mistake>;

mistake wrong(std::string where, phrase expected, const argument& given, locale language) {
  return {std::move(where),
          sentence_of(phrase::plugin_argument, language, {sentence_of(expected, language), as_given(given)})};
}

/// The same without the value.
mistake wrong_secret(std::string where, phrase expected, const argument& given, locale language) {
  return {std::move(where),
          sentence_of(phrase::plugin_argument, language, {sentence_of(expected, language), given.type})};
}

/// UTF-16 code units, JavaScript's characters.
std::size_t length_in_javascript(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) == 0x80U ? 0 : byte >= 0xF0U ? 2 : 1;
  }
  return units;
}

// G08
fault read_setting(const argument_member& given, locale language, config& read) {
  const std::string& key = given.name;
  const argument& value = given.value;
  const auto because = [&](phrase what, facts told) {
    return mistake{"config." + key, sentence_of(what, language, told)};
  };
  if (value.is("threw")) return because(phrase::threw, {value.text});
  if (key.empty() || any_of(key, ascii::is_high)) return because(phrase::config_key, {});
  const std::uint64_t length =
      value.is("longString") ? whole_number(value.text).value_or(0) : length_in_javascript(value.text);
  if (!value.is("string") && !value.is("longString")) return because(phrase::config_value, {as_given(value)});
  if (length > plugin_config_value) {
    return because(phrase::config_value_length, {decimal(length), decimal(plugin_config_value)});
  }
  read.emplace_back(key, value.text);
  return std::nullopt;
}

fault url_mistake(const argument& url, locale language) {
  const auto because = [&](phrase what) {
    return mistake{"url", sentence_of(what, language, {as_given(url)})};
  };
  if (!url.is("string")) return because(phrase::url_type);
  switch (const http::url parsed = http::parse_url(url.text); parsed.fault) {
    case http::url_fault::none:
      return std::nullopt;
    case http::url_fault::scheme:
      return because(phrase::url_scheme);
    case http::url_fault::credentials:
      return because(phrase::url_credentials);
    case http::url_fault::host:
      return because(phrase::url_host);
    case http::url_fault::raw_character:
    case http::url_fault::backslash:
      return mistake{"url",
                     sentence_of(parsed.fault == http::url_fault::backslash ? phrase::url_backslash
                                                                            : phrase::url_raw_character,
                                 language, {as_given(url), decimal(parsed.place)})};
    case http::url_fault::not_absolute:
      break;
  }
  return because(phrase::url_not_absolute);
}

// P09, P10
fault read_headers(const argument& given, locale language, http::fields& read) {
  if (given.is("threw")) return mistake{"headers", sentence_of(phrase::threw, language, {given.text})};
  if (!given.is("object")) return wrong_secret("headers", phrase::expected_saved_headers, given, language);
  for (const argument_member& each : given.members) {
    const std::string where = "headers." + each.name;
    if (auto f = http::fault_of_field(each, language)) return mistake{where, std::move(f->what)};
    if (each.value.is("undefined")) {
      return wrong_secret(where, phrase::expected_saved_header, each.value, language);
    }
    if (const http::field* other = http::find_line(read, each.name)) {
      return mistake{where, sentence_of(phrase::header_twice, language, {other->name})};
    }
    read.push_back({each.name, each.value.text});
  }
  return std::nullopt;
}

bool is_flat(const argument& value) {
  if (value.is("number")) return value.text != "NaN" && value.text.find("Infinity") == std::string::npos;
  return value.is("string") || value.is("boolean") || value.is("null");
}

fault read_data(const argument& given, locale language, config& read) {
  if (given.is("threw")) return mistake{"data", sentence_of(phrase::threw, language, {given.text})};
  if (!given.is("object")) return wrong_secret("data", phrase::expected_saved_data, given, language);
  for (const auto& [name, value] : given.members) {
    if (!is_flat(value)) return wrong_secret("data." + name, phrase::expected_saved_value, value, language);
    read.emplace_back(name, value.is("string") ? json_writer().string(value.text).take()
                            : value.is("null") ? "null"
                                               : value.text);
  }
  return std::nullopt;
}

/// An argument that may be left out of a preset.
argument or_empty(const argument& given) {
  return given.is("undefined") ? argument{"object", {}, {}} : given;
}

fault unknown_member(const argument& given, std::initializer_list<std::string_view> known,
                     std::string_view told, locale language) {
  for (const auto& [name, value] : given.members) {
    if (!contains(known, std::string_view(name))) {
      return mistake{"." + name, sentence_of(phrase::plugin_member, language, {told})};
    }
  }
  return std::nullopt;
}

fault at(std::string where, fault f) {
  if (f) f->where.insert(0, where);
  return f;
}

fault read_preset(const argument& given, locale language, preset& read) {
  if (!given.is("object")) return wrong_secret("", phrase::expected_preset, given, language);
  if (auto f = unknown_member(given, {"config", "proxyConfig"}, "config, proxyConfig", language)) return f;
  if (auto f = read_config(or_empty(given["config"]), language, read.config)) return at(".", std::move(f));
  const argument& list = given["proxyConfig"];
  if (list.is("undefined")) return std::nullopt;
  if (!list.is("array")) return wrong_secret(".proxyConfig", phrase::expected_proxy_configs, list, language);
  for (const auto& [place, each] : list.members) {
    const std::string where = fill(".proxyConfig[{0}]", {place});
    if (!each.is("object")) return wrong_secret(where, phrase::expected_proxy_configs, each, language);
    if (auto f = unknown_member(each, {"url", "method", "headers", "data"}, "url, method, headers, data",
                                language)) {
      return at(where, std::move(f));
    }
    proxy_config one;
    if (auto f = read_proxy_config(each["url"], each["method"], or_empty(each["headers"]),
                                   or_empty(each["data"]), language, one)) {
      return at(where + ".", std::move(f));
    }
    read.proxy_configs.push_back(std::move(one));
  }
  return std::nullopt;
}

}  // namespace

std::optional<mistake> read_config(const argument& given, locale language, config& read) {
  if (given.is("threw")) return mistake{"config", sentence_of(phrase::threw, language, {given.text})};
  if (!given.is("object")) return wrong("config", phrase::expected_config, given, language);
  std::size_t bytes = 0;
  for (const argument_member& each : given.members) {
    if (auto f = read_setting(each, language, read)) return f;
    bytes += each.name.size() + each.value.text.size();
  }
  if (bytes <= plugin_config) return std::nullopt;
  return mistake{"config",
                 sentence_of(phrase::config_size, language, {decimal(bytes), decimal(plugin_config)})};
}

std::optional<mistake> read_key(const argument& url, const argument& method, locale language,
                                proxy_config& read) {
  if (url.is("threw")) return mistake{"url", sentence_of(phrase::threw, language, {url.text})};
  if (auto f = url_mistake(url, language)) return f;
  const auto parsed = method.is("string") ? http::parse_method(method.text) : std::nullopt;
  if (!parsed) {
    return mistake{"method", sentence_of(phrase::method_proxy, language, {as_given(method)})};
  }
  read.url = url.text;
  read.method = *parsed;
  return std::nullopt;
}

std::optional<mistake> read_proxy_config(const argument& url, const argument& method, const argument& headers,
                                         const argument& data, locale language, proxy_config& read) {
  if (auto f = read_key(url, method, language, read)) return f;
  if (auto f = read_headers(headers, language, read.headers)) return f;
  return read_data(data, language, read.data);
}

std::optional<mistake> read_presets(const argument& given, locale language, std::vector<preset>& read) {
  if (!given.is("object")) return wrong_secret("plugins", phrase::expected_presets, given, language);
  for (const auto& [id, value] : given.members) {
    preset one{id, {}, {}};
    if (auto f = read_preset(value, language, one)) return at("plugins." + id, std::move(f));
    read.push_back(std::move(one));
  }
  return std::nullopt;
}

}  // namespace kintone::plugin
