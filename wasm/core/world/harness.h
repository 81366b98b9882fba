// What a test is told where it asks the shim itself for something: by names that JavaScript knows, since
// codes and messages are here.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/base/argument.h"
#include "core/base/error.h"

namespace kintone::world {

struct harness_fault {
  /// Empty where the sentence alone is told.
  std::string_view code;
  std::string message;
};

/// "bodyNotKept" (method, URL, length, limit), "bodyIsBlob" (method, URL), "callNotSeen" (filter,
/// milliseconds, lines), "clockStands" (lines), "callAborted" (what was called, with what), "memberMissing"
/// (its name), "runnerMissing", "pageClosed" (its screen), "pageLeft" (the
/// record's number, the screen), "pageNotEditing" (the page's member),
/// "pageListFixed" (member, screen, type of the view), "pageRecordMissing" (member, given, records),
/// "pageTables" (member, table, tables), "pageRows" (member, table, rows, given), "pageUrl" (the event's
/// type, given), "notInstalled", "windowWithoutScripts" and "loadNeedsFiles" (what was called),
/// "fileUnreadable" (what was called, the file, why), "scriptThrew" (the file, what), "notAShim" (what is
/// none).
[[nodiscard]] harness_fault fault_called(std::string_view name, const std::array<std::string_view, 4>& facts,
                                         locale language);

/// What is wrong with the options of shim.journal.waitFor(), described with their members; empty where
/// nothing is.
[[nodiscard]] std::string wait_options_fault(const argument& given, locale language);

}  // namespace kintone::world
