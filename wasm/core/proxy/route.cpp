#include "core/proxy/route.h"

#include <array>
#include <limits>
#include <span>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/base/schema.h"
#include "core/base/utf8.h"
#include "core/http/field.h"
#include "core/http/field_fault.h"
#include "core/http/url.h"
#include "core/proxy/call.h"

namespace kintone::proxy {
namespace {

/// What may be given as one argument.
struct rule {
  std::string_view name;
  /// Types of `argument`, and words in quotation marks: the notation of TypeScript, in which it is told too.
  /// A whole number of `least` to `most` where it is empty.
  std::string_view expected;
  bool is_optional = true;
  /// An array of them, too.
  bool is_list = false;
  /// An object whose members are such.
  bool is_of_members = false;
  std::uint32_t least = 0;
  std::uint32_t most = 0;
};

/// In milliseconds, what the platform's timers can hold.
constexpr std::uint32_t most = std::numeric_limits<std::int32_t>::max();

/// get, post, put, delete, intercept
constexpr std::array matcher = {
    rule{"method", "'GET' | 'POST' | 'PUT' | 'DELETE' | […]", true, true},
    rule{"url", "string | RegExp | URL"},
    rule{"query", "string | RegExp", true, false, true},
    rule{"headers", "string | RegExp", true, false, true},
    rule{"body", "string | RegExp | object | array | function"},
};

constexpr rule reply_body{"body",
                          "string | object | array | Uint8Array | ArrayBuffer | Blob | File | undefined"};
constexpr rule reply_headers{"headers", "string | string[]", true, true, true};
constexpr std::array reply = {rule{"status", "", false, false, false, 200, 999}, reply_body, reply_headers};
constexpr std::array rest_reply = {rule{"status", "", false, false, false, 200, 599}, reply_body,
                                   reply_headers};
constexpr std::array fail = {
    rule{"kind", "'dns' | 'tls' | 'refused' | 'reset' | 'truncated' | 'timeout'", false}};
constexpr std::array rest_fail = {
    rule{"status", "", true, false, false, 400, 599},
    rule{"code", "string", false},
    rule{"message", "string", false},
    rule{"errors", "object"},
};
constexpr std::array times = {rule{"times", "", false, false, false, 1, most}};
constexpr std::array delay = {rule{"milliseconds", "", false, false, false, 0, most}};
/// What a matcher's function says of a request.
constexpr std::array matched_body = {rule{"answer", "boolean", false}};
constexpr std::array base = {rule{"base", "string | URL", false}};
/// Below a base, and of kintone's own side.
constexpr std::array path_below = {rule{"path", "string", false}};
constexpr rule method_asked{"method", "string"};
constexpr rule url_asked{"url", "string | RegExp"};
constexpr std::array call_filter = {
    rule{"api",
         "'kintone.proxy' | 'kintone.proxy.upload' | 'kintone.plugin.app.proxy' | "
         "'kintone.plugin.app.proxy.upload'"},
    method_asked, url_asked};
constexpr std::array request_filter = {method_asked, url_asked, rule{"api", "'kintone.api'"},
                                       rule{"path", "string | RegExp"}, rule{"app", "number | string"}};
/// W08
constexpr std::array dialog_answer = {rule{"answer", "'OK' | 'CANCEL' | 'CLOSE' | 'FUNCTION'", false}};

/// What a test says of a dialog, and of no route.
constexpr std::string_view dialog_function = "dialogs.answer";

struct function_rules {
  /// Its name, or what that begins with.
  std::string_view function;
  std::span<const rule> rules;
};

/// The first that fits; of all others a matcher.
constexpr std::array<function_rules, 13> functions = {{
    {"reply", reply},
    {"fail", fail},
    {"times", times},
    {"delay", delay},
    {"body", matched_body},
    {"at(", path_below},
    {"at", base},
    {"journal.requests", request_filter},
    {"journal.", call_filter},
    {"rest.reply", rest_reply},
    {"rest.fail", rest_fail},
    {"rest.", path_below},
    {dialog_function, dialog_answer},
}};

/// Whether the argument of a function is no matcher of a route, but a filter of calls.
bool takes_filter(std::string_view function) { return function.starts_with("journal."); }

std::span<const rule> rules_of(std::string_view function) {
  const function_rules* found = find_if(
      functions, [function](const function_rules& each) { return function.starts_with(each.function); });
  return found == nullptr ? std::span<const rule>(matcher) : found->rules;
}

bool has(std::string_view list, std::string_view word) {
  return fill("| {0} |", {list}).find(fill("| {0} |", {word})) != std::string::npos;
}

bool is_right(const rule& r, const argument& given) {
  if (r.is_list && given.is("array") && !given.members.empty()) {
    return all_of(given.members, [&r](const argument_member& each) { return is_right(r, each.value); });
  }
  if (r.expected.empty()) return schema::is_whole_number(given, r.least, r.most);
  const bool is_word = given.is("string") && given.text.find('\'') == std::string::npos;
  return has(r.expected, given.is("longString") ? "string" : given.type) ||
         (is_word && has(r.expected, fill("'{0}'", {given.text})));
}

constexpr std::array<std::string_view, 2> url_begins = {"http://", "https://"};

/// Whether an absolute URL can begin as a string with `*` does.
bool may_begin_url(std::string_view pattern) {
  const std::string_view literal = pattern.substr(0, pattern.find('*'));
  return any_of(url_begins, [literal](std::string_view each) {
    return literal.starts_with(each) || each.starts_with(literal);
  });
}

bool is_absolute_url(std::string_view text) {
  return any_of(url_begins, [text](std::string_view each) { return text.starts_with(each); });
}

/// Whether a string with `*` fits URLs of an origin alone.
bool is_below(std::string_view pattern, std::string_view origin) {
  return ascii::to_lower(pattern.substr(0, pattern.find('*'))).starts_with(fill("{0}/", {origin}));
}

/// Of these HTTP knows no body (RFC 9110, 15.3.5, 15.3.6 and 15.4.5).
constexpr std::array<std::string_view, 3> bodiless = {"204", "205", "304"};

/// Set by whoever carries an answer.
constexpr std::array<std::string_view, 4> framing = {"connection", "content-length", "keep-alive",
                                                     "transfer-encoding"};

/// A path of kintone's own side, or of its users: printable ASCII.
bool is_rest_path(std::string_view path) {
  return (path.starts_with("/k/") || path.starts_with("/v1/")) && all_of(path, [](char each) {
           return each > ' ' && each < '\x7f' &&
                  std::string_view("?#\\\"<>`{}").find(each) == std::string_view::npos;
         });
}

/// What is said of an argument that is no object.
std::string no_object(std::string_view function, std::string_view known, const argument& given,
                      locale language) {
  const bool is_filter = takes_filter(function);
  const std::string right =
      is_filter ? text_of(phrase::expected_filter, language, {known}) : fill("{ {0} }", {known});
  const std::string_view name = is_filter                     ? "filter"
                                : function.ends_with("reply") ? "answer"
                                : function == "rest.fail"     ? "failure"
                                                              : "matcher";
  const std::string what = text_of(phrase::argument_value, language, {name, right, as_given(given)});
  return fill("{0}: {1}", {function, what});
}

/// Of a route of shim.rest, whose members are right one by one.
checked_route check_rest(std::string_view function, const argument& given, locale language) {
  const auto fault = [&](facts told) {
    return checked_route{fill("{0}: {1}", {function, text_of(phrase::argument_value, language, told)}), {}};
  };
  const argument& code = given["code"];
  // It is a header's value, too (F20).
  if (http::wrong_value(code) != nullptr || any_of(code.text, ascii::is_high)) {
    const std::string wrong = decimal(http::wrong_character(code.text));
    const std::string why = text_of(phrase::header_value_character, language, {wrong});
    return {fill("{0}: code {1}", {function, why}), {}};
  }
  const argument& body = given["body"];
  if (contains(bodiless, given["status"].text) && !body.is("undefined")) {
    return fault({"body", "undefined", as_given(body)});
  }
  const argument& path = given["path"];
  if (path.is("undefined")) return {};
  if (is_rest_path(path.text)) return {{}, std::string(http::without_json(path.text))};
  return fault({"path", text_of(phrase::expected_rest_path, language), as_given(path)});
}

}  // namespace

checked_route check_route(std::string_view function, const argument& given, const world::settings& s) {
  const locale language = s.language;
  const auto fault = [&](phrase what, facts told) {
    return checked_route{fill("{0}: {1}", {function, text_of(what, language, told)}), {}};
  };
  const auto complaint = [&](const rule& r, std::string_view name, const argument& wrong) {
    const std::string range = fill("{0} … {1}", {decimal(r.least), decimal(r.most)});
    const std::string_view one = r.expected.empty() ? std::string_view(range) : r.expected;
    const bool is_whole = r.is_of_members && name == r.name;
    return fault(phrase::argument_value,
                 {name, is_whole ? fill("{ [name]: {0} }", {one}) : one, as_given(wrong)});
  };
  const auto fault_at = [&](std::string_view place, phrase what, facts told) {
    return checked_route{fill("{0}: {1} {2}", {function, place, text_of(what, language, told)}), {}};
  };
  const std::span<const rule> own = rules_of(function);
  const std::string known = schema::names_of(own);
  if (!given.is("object")) return {no_object(function, known, given, language), {}};
  for (const auto& [name, value] : given.members) {
    if (none_of(own, [&name = name](const rule& each) { return each.name == name; })) {
      return {fill("{0}: {1}", {function, schema::unknown_member(name, known, {language})}), {}};
    }
  }
  for (const rule& each : own) {
    const argument& value = given[each.name];
    const bool may_be_left_out =
        each.is_optional && (each.name != "url" || function == "intercept" || takes_filter(function));
    if (value.is("undefined") && may_be_left_out) continue;
    if (each.is_of_members ? !value.is("object") : !is_right(each, value)) {
      return complaint(each, each.name, value);
    }
    if (!each.is_of_members) continue;
    for (const auto& [name, text] : value.members) {
      const std::string place = fill("{0}.{1}", {each.name, name});
      if (each.name == "headers" && !http::is_field_name(name)) {
        return fault_at(place, phrase::header_name, {});
      }
      if (!is_right(each, text)) return complaint(each, place, text);
      const bool is_framing = function == "rest.reply" && contains(framing, ascii::to_lower(name));
      if (is_framing) return fault_at(place, phrase::header_forbidden, {});
      const argument* wrong = function.ends_with("reply") ? http::wrong_value(text) : nullptr;
      // A Response takes no other.
      const argument* wide = function == "rest.reply" ? http::wrong_value(text, utf8::fits_latin1) : nullptr;
      const phrase why = wrong != nullptr ? phrase::header_value_character : phrase::header_value_latin1;
      const argument* at = wrong != nullptr ? wrong : wide;
      if (at != nullptr) return fault_at(place, why, {decimal(http::wrong_character(at->text))});
    }
  }
  if (takes_filter(function) || function == dialog_function) return {};
  if (function.starts_with("rest.")) return check_rest(function, given, language);
  const argument& path = given["path"];
  if (is_absolute_url(path.text)) return fault_at("path", phrase::path_not_below, {as_given(path)});
  const std::string_view place = function == "at" ? "base" : "url";
  const argument& url = given[place];
  if (place == "base" && url.text.find_first_of("?#*") != std::string::npos) {
    return fault_at(place, phrase::base_not_plain, {as_given(url)});
  }
  // Compared without its query, it would fit nothing.
  if (url.is("string") && url.text.find('?') != std::string::npos && given["query"].is("object")) {
    return fault_at(place, phrase::url_and_query, {as_given(url)});
  }
  const auto own_fault = [&] {
    return fault_at(place, phrase::route_to_own_origin, {s.origin, as_given(url)});
  };
  // Of an exact URL its place is told.
  if (url.members.empty()) {
    if (!url.is("string")) return {};
    if (!may_begin_url(url.text)) return fault_at(place, phrase::url_not_absolute, {as_given(url)});
    return is_below(url.text, s.origin) ? own_fault() : checked_route{};
  }
  request r;
  std::vector<wrong_argument> problems;
  std::vector<warning> warnings;
  take_url({{"string", url.text, {}}, url["host"].text, url["port"].text}, language, r, problems, warnings);
  if (!problems.empty()) return {fill("{0}: {1} {2}", {function, place, problems[0].message}), {}};
  return r.origin() == s.origin ? own_fault() : checked_route{{}, r.url()};
}

checked_route check_route(std::string_view function, const argument& given, world::world& w) {
  if (!takes_filter(function) && function != dialog_function) w.declare_routes();
  return check_route(function, given, w.options());
}

}  // namespace kintone::proxy
