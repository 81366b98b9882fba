#include "core/world/harness.h"

#include "core/base/algorithm.h"
#include "core/base/number.h"
#include "core/base/schema.h"

namespace kintone::world {
namespace {

struct named_error {
  std::string_view name;
  error kind;
};

struct named_phrase {
  std::string_view name;
  phrase sentence;
};

constexpr std::array errors = {
    named_error{"bodyNotKept", error::body_not_kept},   named_error{"callNotSeen", error::call_not_seen},
    named_error{"clockStands", error::clock_stands},    named_error{"callAborted", error::call_aborted},
    named_error{"eventNever", error::warn_event_never},
};

constexpr std::array phrases = {
    named_phrase{"failureDropped", phrase::failure_dropped},
    named_phrase{"bodyIsBlob", phrase::body_is_blob},
    named_phrase{"memberMissing", phrase::member_missing},
    named_phrase{"runnerMissing", phrase::runner_missing},
    named_phrase{"pageClosed", phrase::page_closed},
    named_phrase{"pageLeft", phrase::page_left},
    named_phrase{"pageNotEditing", phrase::page_not_editing},
    named_phrase{"pageListFixed", phrase::page_list_fixed},
    named_phrase{"pageRecordMissing", phrase::page_record_missing},
    named_phrase{"pageTables", phrase::page_tables},
    named_phrase{"pageRows", phrase::page_rows},
    named_phrase{"pageUrl", phrase::page_url},
    named_phrase{"notInstalled", phrase::not_installed},
    named_phrase{"windowWithoutScripts", phrase::window_without_scripts},
    named_phrase{"loadNeedsFiles", phrase::load_needs_files},
    named_phrase{"fileUnreadable", phrase::file_unreadable},
    named_phrase{"scriptThrew", phrase::script_threw},
};

/// In milliseconds, what the platform's timers can hold.
constexpr std::uint64_t longest_wait = 2'147'483'647;

constexpr std::string_view wait = "shim.journal.waitFor";

constexpr std::array wait_options = {schema::member<schema::nowhere>{
    "timeout", [](const argument& given, schema::nowhere&, locale /*language*/) {
      if (schema::is_whole_number(given, 0, longest_wait)) return schema::misfit();
      return schema::misfit(fill("0 … {0}", {decimal(longest_wait)}));
    }}};

}  // namespace

harness_fault fault_called(std::string_view name, const std::array<std::string_view, 4>& facts,
                           locale language) {
  const auto& [a, b, c, d] = facts;
  const auto is_it = [name](const auto& each) { return each.name == name; };
  if (const named_error* found = find_if(errors, is_it)) {
    return {entry_of(found->kind).code, message_of(found->kind, language, {a, b, c, d})};
  }
  if (const named_phrase* found = find_if(phrases, is_it)) {
    return {{}, text_of(found->sentence, language, {a, b, c, d})};
  }
  const std::string allowed = text_of(phrase::expected_shim, language);
  return {{}, text_of(phrase::argument_value, language, {"finishAfterEach: shim", allowed, a})};
}

std::string wait_options_fault(const argument& given, locale language) {
  schema::nowhere none;
  const sentence wrong = schema::read(wait_options, given, none, {language, phrase::argument_value});
  return wrong.empty() ? std::string() : fill("{0}: {1}", {wait, wrong});
}

}  // namespace kintone::world
