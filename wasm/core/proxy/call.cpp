#include "core/proxy/call.h"

#include <array>
#include <map>
#include <optional>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/base/utf8.h"
#include "core/http/field_fault.h"
#include "core/http/url.h"
#include "core/proxy/data_fault.h"
#include "core/proxy/mistakes.h"

namespace kintone::proxy {
namespace {

/// Problems of one call that are told: a message is for reading.
constexpr std::size_t most_problems = 100;

/// The rules of one call, one method an argument; what is wrong is collected, not thrown: the caller hears of
/// all at once.
class call_checker {
 public:
  call_checker(const call& c, const world::settings& s) : call_(c), settings_(s) {}

  checked_call run() {
    check_plugin_id();
    take_url(call_.url, settings_.language, result_.request, result_.problems, result_.warnings);
    check_method();
    check_headers();
    if (call_.called->takes == data_kind::file) {
      check_file();
    } else {
      check_data();
    }
    check_callback("successCallback", call_.success_callback);
    check_callback("failureCallback", call_.failure_callback);
    return std::move(result_);
  }

 private:
  void complain(std::string argument, phrase what, facts told = {}, error kind = error::invalid_argument) {
    complain_in(std::move(argument), sentence_of(what, settings_.language, told), kind);
  }

  void complain_in(std::string argument, sentence said, error kind = error::invalid_argument) {
    if (result_.problems.size() == most_problems) return;
    result_.problems.push_back({std::move(argument), std::move(said), kind});
  }

  void warn(error kind, facts told = {}) {
    result_.warnings.push_back({kind, sentence_of(kind, settings_.language, told)});
  }

  /// True, with a complaint, where looking at the argument ran code of the caller that threw.
  bool threw(const std::string& name, const argument& given) {
    if (!given.is("threw")) return false;
    complain(name, phrase::threw, {given.text});
    return true;
  }

  // G01
  void check_plugin_id() {
    const argument& id = call_.plugin_id;
    if (!call_.called->applies_saved_config || threw("pluginId", id)) return;
    if (id.is("string") && !id.text.empty()) return;
    complain("pluginId", phrase::plugin_argument,
             {sentence_of(phrase::expected_plugin_id, settings_.language), as_given(id)});
  }

  // P02, U01
  void check_method() {
    if (threw("method", call_.method)) return;
    const auto method = call_.method.is("string") ? http::parse_method(call_.method.text) : std::nullopt;
    if (method && contains(call_.called->methods, *method)) {
      result_.request.method = *method;
      method_ = method;
    } else {
      complain("method", call_.called->wrong_method, {as_given(call_.method)});
    }
  }

  // P09, P10
  void check_headers() {
    if (threw("headers", call_.headers)) return;
    if (!call_.headers.is("object")) {
      complain("headers", phrase::headers_type, {as_given(call_.headers)});
      return;
    }
    for (const argument_member& header : call_.headers.members) check_header(header);
    // A page's server, which the request goes through, adds them.
    if (!settings_.relayed) add_defaults();
  }

  void check_header(const argument_member& header) {
    const std::string where = "headers." + header.name;
    if (auto fault = http::fault_of_field(header, settings_.language)) {
      complain_in(where, std::move(fault->what),
                  fault->is_forbidden ? error::forbidden_request_header : error::invalid_argument);
    } else if (header.value.is("undefined")) {
      warn(error::warn_header_dropped, {header.name});
    } else {
      add_header(where, header);
    }
  }

  void add_header(const std::string& where, const argument_member& header) {
    http::fields& fields = result_.request.fields;
    const std::string name = ascii::to_lower(header.name);
    const auto [place, is_new] = places_.emplace(name, fields.size());
    if (is_new) {
      fields.push_back({header.name, header.value.text});
    } else {
      complain(where, phrase::header_twice, {fields[place->second].name});
    }
  }

  /// P11: these three, Host, Connection and Content-Length are all that the wire carries beyond the caller's
  /// fields.
  void add_defaults() {
    static constexpr std::array<std::array<std::string_view, 2>, 3> defaults = {{
        {"Accept", "*/*"},
        {"Accept-Encoding", "gzip, deflate, br"},
        {"User-Agent", "kintone-shim/" KINTONE_VERSION},
    }};
    for (const auto& [name, value] : defaults) {
      if (http::find(result_.request.fields, name) == nullptr)
        result_.request.fields.push_back({std::string(name), std::string(value)});
    }
  }

  // P04–P08
  void check_data() {
    const argument& data = call_.data;
    if (data.is("function")) {
      complain("data", phrase::data_callback);
      return;
    }
    if (!method_) return;
    if (!http::takes_body(*method_)) {
      result_.ignores_body = call_.page.ignores_body || !is_nothing(data);
      return;
    }
    if (threw("data", data)) return;
    if (data.is("string")) {
      // A page has made the text of an object (G05).
      result_.request.content = call_.page.has_object ? body::json : body::text;
    } else if (auto fault = data_fault(data, settings_.language)) {
      complain_in("data", *std::move(fault));
    } else {
      result_.request.content = body::json;
    }
  }

  // P04, P05, P07: `{}` and '' are words for "nothing".
  static bool is_nothing(const argument& data) {
    const bool is_empty = (data.is("string") && data.text.empty()) || (data.is("object") && data.text == "0");
    return is_empty || data.is_absent();
  }

  // U02, U03, U04, U05
  void check_file() {
    const argument& data = call_.data;
    if (threw("data", data)) return;
    if (auto fault = upload_data_fault(data, settings_.language)) {
      complain_in("data", *std::move(fault));
      return;
    }
    const argument& format = data["format"];
    if (!threw("data.format", format) && !(format.is("string") && format.text == "RAW")) {
      complain("data.format", phrase::data_format, {as_given(format)});
    }
    const argument& value = data["value"];
    if (threw("data.value", value)) return;
    const auto size = value.is("Blob") || value.is("File") ? whole_number(value.text) : std::nullopt;
    if (!size) {
      complain_in("data.value", upload_value_fault(value, settings_.language));
      return;
    }
    result_.request.content = body::blob;
    result_.request.size = *size;
    if (*size > grey_zone::upload && *size <= settings_.limits.upload) {
      warn(error::warn_upload, {decimal(*size), decimal(grey_zone::upload)});
    }
  }

  // P14
  void check_callback(const std::string& name, const argument& given) {
    if (!threw(name, given) && !given.is_absent() && !given.is("function")) {
      complain(name, phrase::callback_type, {as_given(given)});
    }
  }

  const call& call_;
  const world::settings& settings_;
  std::optional<http::method> method_;
  /// Where the fields so far are, by their names in lower case.
  std::map<std::string, std::size_t> places_;
  checked_call result_;
};

}  // namespace

std::string request::origin() const { return scheme + "://" + http::authority(host, port); }

settlement settle(const call& c, const world::settings& s) {
  if (c.relayed) return {true, false, false};
  const bool has_success = c.success_callback.is("function");
  const bool has_failure = c.failure_callback.is("function");
  // P14: the Japanese page lets successCallback alone decide, the English one either.
  if (s.promise_when_either) return {!has_success || !has_failure, has_success, has_failure};
  return {!has_success, has_success, has_success && has_failure};
}

checked_call check(const call& c, const world::settings& s) {
  checked_call checked = call_checker(c, s).run();
  if (!s.promise_when_either && c.success_callback.is_absent() && c.failure_callback.is("function")) {
    checked.warnings.push_back({error::warn_failure_callback_ignored,
                                sentence_of(error::warn_failure_callback_ignored, s.language)});
  }
  warn_of_fields(checked.request, s.origin, s.language, checked.warnings);
  return checked;
}

void take_url(const location& where, locale language, request& r, std::vector<wrong_argument>& problems,
              std::vector<warning>& warnings) {
  const auto complain = [&](phrase what, facts told) {
    problems.push_back({"url", sentence_of(what, language, told)});
  };
  const std::string given = as_given(where.text);
  if (where.text.is("threw")) return complain(phrase::threw, {where.text.text});
  if (where.text.is("longString")) return complain(phrase::text_too_long, {where.text.text});
  if (!where.text.is("string")) return complain(phrase::url_type, {given});
  http::url parsed = http::parse_url(where.text.text);
  const std::string place = decimal(parsed.place);
  switch (parsed.fault) {
    case http::url_fault::not_absolute:
      return complain(phrase::url_not_absolute, {given});
    case http::url_fault::scheme:
      return complain(phrase::url_scheme, {given});
    case http::url_fault::raw_character:
      return complain(phrase::url_raw_character, {given, place});
    case http::url_fault::backslash:
      return complain(phrase::url_backslash, {given, place});
    case http::url_fault::credentials:
      return complain(phrase::url_credentials, {given});
    case http::url_fault::host:
      return complain(phrase::url_host, {given});
    case http::url_fault::none:
      break;
  }
  if (where.host.empty()) return complain(phrase::url_host, {given});
  if (parsed.was_encoded)
    warnings.push_back({error::warn_url_not_ascii, sentence_of(error::warn_url_not_ascii, language)});
  r.scheme = std::move(parsed.scheme);
  r.target = std::move(parsed.target);
  r.host = where.host;
  r.port = where.port;
}

}  // namespace kintone::proxy
