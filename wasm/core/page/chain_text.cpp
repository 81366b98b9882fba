#include "core/page/chain_text.h"

#include <array>

#include "core/base/algorithm.h"

namespace kintone::page {
namespace {

// In the order of their enumerations.
constexpr std::array<std::string_view, 7> returned_words = {"undefined", "false",   "event", "copy",
                                                            "other",     "promise", "threw"};
constexpr std::array<std::string_view, 4> turn_words = {"own", "returned", "await", "end"};
constexpr std::array<std::string_view, 6> change_words = {"value",  "disabled",   "error",
                                                          "lookup", "eventError", "url"};
constexpr std::array<std::string_view, 5> canceller_words = {"", "error", "errors", "false", "thrown"};

template <typename result, std::size_t size>
result named(const std::array<std::string_view, size>& words, std::string_view word, result otherwise) {
  for (std::size_t i = 0; i < size; ++i) {
    if (words[i] == word) return static_cast<result>(i);
  }
  return otherwise;
}

std::size_t size_of(const json_value& number) {
  return static_cast<std::size_t>(integer_of(number).value_or(0));
}

void write(json_writer& text, const notice& n) {
  text.open('{').name("code").string(entry_of(n.kind).code).name("message").string(n.message);
}

}  // namespace

std::string turn_text(std::string_view type, std::string_view what, bool is_last) {
  const auto came = named(returned_words, what, returned::other);
  return std::string(turn_words[static_cast<std::size_t>(turn_after(type, came, is_last))]);
}

chain_end read_chain_end(const json_value& told) {
  chain_end end;
  end.type = string_of(member(told, "type"));
  end.handlers = size_of(member(told, "handlers"));
  end.last = size_of(member(told, "last"));
  end.what = named(returned_words, string_of(member(told, "what")), returned::undefined);
  end.value = read_argument(member(told, "value"));
  end.awaited = size_of(member(told, "awaited"));
  end.is_opening = is_true(member(told, "isOpening"));
  for (const json_value& each : elements_of(member(told, "registered"))) {
    end.registered.emplace_back(string_of(each));
  }
  for (const json_value& each : elements_of(member(told, "changes"))) {
    end.changes.push_back({std::string(string_of(element(each, 0))),
                           named(change_words, string_of(element(each, 1)), event_part::value),
                           std::string(string_of(element(each, 2))), is_true(element(each, 3))});
  }
  end.event_error = read_argument(member(told, "eventError"));
  for (const json_value& each : elements_of(member(told, "fieldErrors"))) {
    end.field_errors.push_back({std::string(string_of(element(each, 0))), read_argument(element(each, 1))});
  }
  return end;
}

std::string verdict_text(const chain_verdict& v, printed_notices& printed) {
  json_writer text;
  text.open('{').name("cancelled").boolean(v.by != canceller::nothing);
  if (v.by != canceller::nothing) {
    text.name("by").string(canceller_words[static_cast<std::size_t>(v.by)]);
  }
  text.name("applied").open('[');
  for (const std::size_t each : v.applied) text.number(each);
  text.close(']');
  if (v.event_error) text.name("error").string(*v.event_error);
  text.name("errors").open('[');
  for (const auto& [field, message] : v.field_errors) {
    text.open('[').string(field).string(message).close(']');
  }
  text.close(']').name("warnings").open('[');
  for (const notice& each : v.warnings) {
    write(text, each);
    text.name("print").boolean(printed.is_first(each.message)).close('}');
  }
  text.close(']');
  if (v.fault) {
    write(text.name("fault"), *v.fault);
    text.close('}');
  }
  return text.close('}').take();
}

std::string arguments_fault(const json_value& called, locale language) {
  const std::string_view function = string_of(element(called, 0));
  const std::size_t count = size_of(element(called, 1));
  const argument type = read_argument(element(called, 2));
  const argument second = read_argument(element(called, 3));
  const bool is_fire = function == "fire";
  const auto wrong = [&](const std::string& name, phrase allowed, const argument& given) {
    return fill("{0}: {1}", {(is_fire ? "shim." : "kintone.events.") + std::string(function),
                             text_of(phrase::argument_value, language,
                                     {name, text_of(allowed, language), as_given(given)})});
  };
  const bool drops_all = function == "off" && count == 0;
  const phrase allowed = is_fire ? phrase::expected_event_type : phrase::expected_event_types;
  if (!drops_all && !type.is("string") && (is_fire || !type.is("array"))) return wrong("type", allowed, type);
  for (const auto& [place, each] : type.members) {
    if (!each.is("string")) return wrong("type[" + place + "]", phrase::expected_event_type, each);
  }
  if (is_fire) {
    const bool is_event = second.is("undefined") || second.is("object");
    return is_event ? std::string() : wrong("event", phrase::expected_event, second);
  }
  const bool needs_handler = function == "on" || count > 1;
  if (needs_handler && !second.is("function")) return wrong("handler", phrase::expected_function, second);
  return {};
}

}  // namespace kintone::page
