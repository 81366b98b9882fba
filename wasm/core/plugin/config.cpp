#include "core/plugin/config.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/http/field_fault.h"
#include "core/http/url.h"

namespace kintone::plugin {
namespace {

/// UTF-16 code units, JavaScript's characters.
std::size_t length_in_javascript(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) == 0x80U ? 0 : byte >= 0xF0U ? 2 : 1;
  }
  return units;
}

struct url_phrase {
  http::url_fault fault;
  phrase what;
};

constexpr std::array url_phrases = {
    url_phrase{http::url_fault::not_absolute, phrase::url_not_absolute},
    url_phrase{http::url_fault::scheme, phrase::url_scheme},
    url_phrase{http::url_fault::raw_character, phrase::url_raw_character},
    url_phrase{http::url_fault::backslash, phrase::url_backslash},
    url_phrase{http::url_fault::credentials, phrase::url_credentials},
    url_phrase{http::url_fault::host, phrase::url_host},
};

/// Reads what is given, up to the first mistake: each function says whether there was none.
class config_reader {
 public:
  explicit config_reader(locale language) : language_(language) {}

  // G08
  bool settings(const argument& given, config& read) {
    if (!is_object("config", given, phrase::expected_config, as_given(given))) return false;
    std::size_t bytes = 0;
    for (const argument_member& each : given.members) {
      if (!setting(each, read)) return false;
      bytes += each.name.size() + each.value.text.size();
    }
    return bytes <= plugin_config ||
           wrong("config", phrase::config_size, {decimal(bytes), decimal(plugin_config)});
  }

  bool key(const argument& url, const argument& method, proxy_config& read) {
    if (url.is("threw")) return wrong("url", phrase::threw, {url.text});
    const http::url parsed = http::parse_url(url.text);
    if (!url.is("string")) return wrong("url", phrase::url_type, {as_given(url)});
    for (const url_phrase& each : url_phrases) {
      if (each.fault == parsed.fault) return wrong("url", each.what, {as_given(url), decimal(parsed.place)});
    }
    const auto known = method.is("string") ? http::parse_method(method.text) : std::nullopt;
    if (!known) return wrong("method", phrase::method_proxy, {as_given(method)});
    read.url = url.text;
    read.method = *known;
    return true;
  }

  // P09, P10
  bool headers(const argument& given, http::fields& read) {
    if (!is_object("headers", given, phrase::expected_saved_headers, given.type)) return false;
    for (const argument_member& each : given.members) {
      const std::string where = "headers." + each.name;
      if (auto f = http::fault_of_field(each, language_)) return wrong(where, std::move(f->what));
      if (each.value.is("undefined"))
        return wrong_type(where, phrase::expected_saved_header, each.value.type);
      if (const http::field* other = http::find_line(read, each.name)) {
        return wrong(where, phrase::header_twice, {other->name});
      }
      read.push_back({each.name, each.value.text});
    }
    return true;
  }

  bool data(const argument& given, config& read) {
    if (!is_object("data", given, phrase::expected_object, given.type)) return false;
    for (const auto& [name, value] : given.members) {
      const bool is_finite =
          value.is("number") && value.text != "NaN" && value.text.find("Infinity") == std::string::npos;
      if (!is_finite && !value.is("string") && !value.is("boolean") && !value.is("null")) {
        return wrong_type("data." + name, phrase::expected_saved_value, value.type);
      }
      read.emplace_back(name, value.is("string") ? json_writer().string(value.text).take()
                              : value.is("null") ? "null"
                                                 : value.text);
    }
    return true;
  }

  bool all(const argument& given, proxy_config& read) {
    return key(given["url"], given["method"], read) && headers(or_empty(given["headers"]), read.headers) &&
           data(or_empty(given["data"]), read.data);
  }

  bool one_preset(const argument& given, preset& read) {
    if (!is_object("", given, phrase::expected_preset, given.type) ||
        !has_only(given, {"config", "proxyConfig"}, "config, proxyConfig") ||
        !settings(or_empty(given["config"]), read.config)) {
      return false;
    }
    const argument& list = given["proxyConfig"];
    if (list.is("undefined")) return true;
    if (!list.is("array")) return wrong_type("proxyConfig", phrase::expected_proxy_configs, list.type);
    for (const auto& [place, each] : list.members) {
      proxy_config one;
      const bool is_right =
          is_object("", each, phrase::expected_proxy_configs, each.type) &&
          has_only(each, {"url", "method", "headers", "data"}, "url, method, headers, data") &&
          all(each, one);
      if (!is_right) return below(fill("proxyConfig[{0}]", {place}));
      read.proxy_configs.put(std::move(one));
    }
    return true;
  }

  /// What was found stands below this name.
  bool below(std::string_view name) {
    found_.where = fill("{0}{1}{2}", {name, found_.where.empty() ? "" : ".", found_.where});
    return false;
  }

  bool is_object(std::string_view where, const argument& given, phrase expected, std::string_view shown) {
    if (given.is("threw")) return wrong(where, phrase::threw, {given.text});
    return given.is("object") || wrong_type(where, expected, shown);
  }

  std::optional<config_fault> result(bool is_right) {
    return is_right ? std::nullopt : std::optional(std::move(found_));
  }

 private:
  bool wrong(std::string_view where, sentence what) {
    found_ = {std::string(where), std::move(what)};
    return false;
  }
  bool wrong(std::string_view where, phrase what, facts told) {
    return wrong(where, sentence_of(what, language_, told));
  }
  bool wrong_type(std::string_view where, phrase expected, std::string_view shown) {
    return wrong(where, phrase::plugin_argument, {sentence_of(expected, language_), shown});
  }

  bool setting(const argument_member& given, config& read) {
    const std::string where = "config." + given.name;
    const argument& value = given.value;
    if (value.is("threw")) return wrong(where, phrase::threw, {value.text});
    if (given.name.empty() || any_of(given.name, ascii::is_high)) return wrong(where, phrase::config_key, {});
    const bool is_long = value.is("longString");
    if (!value.is("string") && !is_long) return wrong(where, phrase::config_value, {as_given(value)});
    const std::string length = is_long ? value.text : decimal(length_in_javascript(value.text));
    if (is_long || *whole_number(length) > plugin_config_value) {
      return wrong(where, phrase::config_value_length, {length, decimal(plugin_config_value)});
    }
    read.emplace_back(given.name, value.text);
    return true;
  }

  bool has_only(const argument& given, std::initializer_list<std::string_view> known, std::string_view told) {
    for (const argument_member& each : given.members) {
      if (!contains(known, std::string_view(each.name)))
        return wrong(each.name, phrase::plugin_member, {told});
    }
    return true;
  }

  /// A member that a preset may leave out.
  static const argument& or_empty(const argument& given) {
    static const argument empty{"object", {}, {}};
    return given.is("undefined") ? empty : given;
  }

  locale language_;
  config_fault found_;
};

}  // namespace

std::optional<config_fault> read_config(const argument& given, locale language, config& read) {
  config_reader r(language);
  return r.result(r.settings(given, read));
}

std::optional<config_fault> read_key(const argument& url, const argument& method, locale language,
                                     proxy_config& read) {
  config_reader r(language);
  return r.result(r.key(url, method, read));
}

std::optional<config_fault> read_proxy_config(const argument& url, const argument& method,
                                              const argument& headers, const argument& data, locale language,
                                              proxy_config& read) {
  config_reader r(language);
  return r.result(r.key(url, method, read) && r.headers(headers, read.headers) && r.data(data, read.data));
}

std::optional<config_fault> read_presets(const argument& given, locale language, std::vector<preset>& read) {
  config_reader r(language);
  if (!r.is_object("plugins", given, phrase::expected_presets, given.type)) return r.result(false);
  for (const auto& [id, value] : given.members) {
    read.push_back({id, {}, {}});
    if (!r.one_preset(value, read.back())) return r.result(r.below("plugins." + id));
  }
  return std::nullopt;
}

}  // namespace kintone::plugin
