#include "core/proxy/route.h"

#include <array>
#include <limits>
#include <span>

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/http/field.h"
#include "core/proxy/call.h"

namespace kintone::proxy {
namespace {

constexpr std::array ends = {
    route_end{"dns", error::host_not_found, "ENOTFOUND"},
    route_end{"tls", error::tls_rejected, "DEPTH_ZERO_SELF_SIGNED_CERT"},
    route_end{"refused", error::connection_refused, "ECONNREFUSED"},
    route_end{"reset", error::connection_reset, "ECONNRESET"},
    route_end{"truncated", error::response_truncated, "ECONNRESET"},
    route_end{"timeout", error::timed_out, {}},
};

/// Milliseconds that the platform's timers can hold.
constexpr std::uint64_t longest_delay = std::numeric_limits<std::int32_t>::max();

bool is_text(const argument& given) { return given.is("string") || given.is("longString"); }
bool is_pattern(const argument& given) { return is_text(given) || given.is("RegExp"); }

bool is_whole(const argument& given, std::uint64_t least, std::uint64_t most) {
  const auto number = given.is("number") ? whole_number(given.text) : std::nullopt;
  return number && *number >= least && *number <= most;
}

bool is_method(const argument& given) { return given.is("string") && http::parse_method(given.text); }

/// One of them, or an array of them.
bool is_or_has(bool (*is_one)(const argument&), const argument& given) {
  return is_one(given) ||
         (given.is("array") && !given.members.empty() &&
          all_of(given.members, [is_one](const argument_member& each) { return is_one(each.value); }));
}

bool is_field_text(const argument& given) { return given.is("string") && http::is_field_value(given.text); }

struct rule {
  std::string_view name;
  bool (*is_right)(const argument&);
  /// In TypeScript's notation, which needs no translation.
  std::string_view expected;
  /// Of each member of an object.
  bool is_of_members = false;
};

constexpr std::array matchers = {
    rule{"method", [](const argument& given) { return is_or_has(is_method, given); },
         "'GET' | 'POST' | 'PUT' | 'DELETE' | [ … ]"},
    rule{"url", [](const argument& given) { return given.is("string") || given.is("RegExp"); },
         "string (*, **) | RegExp | URL"},
    rule{"query", is_pattern, "string | RegExp", true},
    rule{"headers", is_pattern, "string | RegExp", true},
    rule{"body",
         [](const argument& given) {
           return is_pattern(given) || given.is("object") || given.is("array") || given.is("function");
         },
         "string | RegExp | { … } | [ … ] | (request) => boolean"},
};

constexpr std::array answer = {
    rule{"status", [](const argument& given) { return is_whole(given, 200, 999); }, "200 … 999"},
    rule{"body",
         [](const argument& given) {
           static constexpr std::array<std::string_view, 6> types = {"object",      "array", "Uint8Array",
                                                                     "ArrayBuffer", "Blob",  "File"};
           return is_text(given) || contains(types, given.type);
         },
         "string | { … } | [ … ] | Uint8Array | ArrayBuffer | Blob | undefined"},
    rule{"headers", [](const argument& given) { return is_or_has(is_field_text, given); },
         "string | string[] (no \\r, \\n)", true},
};

constexpr std::array failure = {rule{
    "kind", [](const argument& given) { return given.is("string") && end_called(given.text) != nullptr; },
    "'dns' | 'tls' | 'refused' | 'reset' | 'truncated' | 'timeout'"}};
constexpr std::array count = {
    rule{"times", [](const argument& given) { return is_whole(given, 1, longest_delay); }, "1 …"}};
constexpr std::array delay = {rule{"milliseconds",
                                   [](const argument& given) { return is_whole(given, 0, longest_delay); },
                                   "0 … 2147483647"}};

std::span<const rule> rules_of(std::string_view function) {
  if (function == "reply") return answer;
  if (function == "fail") return failure;
  if (function == "times") return count;
  if (function == "delay") return delay;
  return matchers;
}

bool may_be_left_out(std::string_view function, std::string_view name) {
  return function == "intercept" || (function == "reply" && name != "status");
}

/// The checks of one function's arguments.
class checker {
 public:
  checker(std::string_view function, locale language) : function_(function), language_(language) {}

  checked_route run(const argument& given) {
    const std::span<const rule> rules = rules_of(function_);
    std::string known;
    for (const rule& each : rules) known += (known.empty() ? "" : ", ") + std::string(each.name);
    if (!given.is("object")) {
      complain(function_, "{ " + known + " }", given);
      return std::move(result_);
    }
    for (const argument_member& each : given.members) {
      const rule* found = find_if(rules, [&each](const rule& one) { return one.name == each.name; });
      if (found != nullptr) {
        check(*found, each.value);
      } else {
        tell(text_of(phrase::option_unknown, language_, {each.name, known}));
      }
    }
    if (function_ == "reply" && given["status"].is("undefined")) check(answer[0], {});
    return std::move(result_);
  }

 private:
  void tell(std::string_view what) {
    if (result_.fault.empty()) result_.fault = std::string(function_) + ": " + std::string(what);
  }

  void complain(std::string_view name, std::string_view expected, const argument& given) {
    tell(text_of(phrase::argument_value, language_, {name, expected, as_given(given)}));
  }

  void check(const rule& r, const argument& given) {
    if (given.is("undefined") && may_be_left_out(function_, r.name)) return;
    if (r.is_of_members) {
      if (!given.is("object")) complain(r.name, "{ [name]: " + std::string(r.expected) + " }", given);
      for (const argument_member& each : given.members) {
        if (!r.is_right(each.value)) {
          complain(std::string(r.name) + "." + each.name, r.expected, each.value);
        }
      }
    } else if (!r.is_right(given)) {
      complain(r.name, r.expected, given);
    } else if (!given["host"].is("undefined")) {
      take_exact(given);
    }
  }

  void take_exact(const argument& given) {
    request r;
    std::vector<problem> problems;
    std::vector<warning> warnings;
    take_url({{"string", given.text, {}}, given["host"].text, given["port"].text}, language_, r, problems,
             warnings);
    for (const problem& each : problems) tell("url " + each.message);
    result_.url = r.url();
  }

  std::string_view function_;
  locale language_;
  checked_route result_;
};

}  // namespace

const route_end* end_called(std::string_view name) {
  return find_if(ends, [name](const route_end& each) { return each.name == name; });
}

std::string_view name_of_end(error kind) {
  const route_end* found = find_if(ends, [kind](const route_end& each) { return each.kind == kind; });
  return found == nullptr ? std::string_view() : found->name;
}

checked_route check_route(std::string_view function, const argument& given, locale language) {
  return checker(function, language).run(given);
}

}  // namespace kintone::proxy
