#include "core/page/chain_text.h"

#include <gtest/gtest.h>

namespace kintone::page {
namespace {

TEST(turn_text, is_a_word_for_a_word) {
  EXPECT_EQ(turn_text("app.record.edit.submit", "undefined", false), "own");
  EXPECT_EQ(turn_text("app.record.edit.submit", "false", false), "returned");
  EXPECT_EQ(turn_text("app.record.edit.submit", "promise", true), "await");
  EXPECT_EQ(turn_text("app.record.edit.submit", "threw", false), "end");
  EXPECT_EQ(turn_text("app.record.edit.submit", "nothing that is known", false), "returned");
}

TEST(read_chain_end, reads_all_of_it) {
  const chain_end end = read_chain_end(json_or_null(
      R"({"type":"t","handlers":3,"last":2,"what":"copy","value":["object"],"awaited":1,"isOpening":true,"registered":["a","b"],
          "changes":[["record.A.value","value","NUMBER",false],["event.url","url","",false],
                     ["record.B.lookup","lookup","SINGLE_LINE_TEXT",true]],
          "eventError":["string","no"],"fieldErrors":[["A",["string","bad"]]]})"));
  EXPECT_EQ(end.type, "t");
  EXPECT_EQ(end.handlers, 3U);
  EXPECT_EQ(end.last, 2U);
  EXPECT_EQ(end.what, returned::copy);
  EXPECT_EQ(end.value.type, "object");
  EXPECT_EQ(end.awaited, 1U);
  EXPECT_TRUE(end.is_opening);
  EXPECT_EQ(end.registered, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(end.changes.size(), 3U);
  EXPECT_EQ(end.changes[0].field_type, "NUMBER");
  EXPECT_EQ(end.changes[1].what, event_part::url);
  EXPECT_TRUE(end.changes[2].is_lookup);
  EXPECT_EQ(end.event_error.text, "no");
  ASSERT_EQ(end.field_errors.size(), 1U);
  EXPECT_EQ(end.field_errors[0].given.text, "bad");
}

TEST(read_chain_end, takes_what_is_none_for_nothing) {
  EXPECT_EQ(read_chain_end(json_or_null("")).handlers, 0U);
  EXPECT_TRUE(read_chain_end(json_or_null(R"({"changes":7,"handlers":"x"})")).changes.empty());
}

TEST(verdict_text, tells_what_there_is) {
  chain_verdict v;
  printed_notices printed;
  EXPECT_EQ(verdict_text(v, printed), R"({"cancelled":false,"applied":[],"errors":[],"warnings":[]})");
  v.by = canceller::field_error;
  v.applied = {0, 2};
  v.event_error = "no";
  v.field_errors = {{"A", "bad"}};
  v.warnings = {{error::warn_event_lost, "lost"}};
  v.fault = {error::event_promise, "promise"};
  const std::string begin =
      R"({"cancelled":true,"by":"errors","applied":[0,2],"error":"no","errors":[["A","bad"]],)"
      R"("warnings":[{"code":"SHIM_WARN_EVENT_LOST","message":"lost","print":)";
  const std::string end = R"(}],"fault":{"code":"SHIM_EVENT_PROMISE","message":"promise"}})";
  EXPECT_EQ(verdict_text(v, printed), begin + "true" + end);
  EXPECT_EQ(verdict_text(v, printed), begin + "false" + end);
}

std::string fault_of(const std::string& called) { return arguments_fault(json_or_null(called), locale::en); }

TEST(arguments_fault, finds_nothing_in_what_is_right) {
  for (const char* right :
       {R"(["on",2,["string","t"],["function"]])",
        R"(["on",2,["array","",[["0",["string","t"]]]],["function"]])",
        R"(["on",2,["array","",[]],["function"]])", R"(["on",2,["string",""],["function"]])",
        R"(["off",0,["undefined"],["undefined"]])", R"(["off",1,["string","t"],["undefined"]])",
        R"(["off",2,["array","",[["0",["string","t"]]]],["function"]])",
        R"(["fire",2,["string","t"],["undefined"]])", R"(["fire",2,["string","t"],["object"]])"}) {
    EXPECT_EQ(fault_of(right), "") << right;
  }
}

TEST(arguments_fault, names_what_is_wrong) {
  const auto begins = [](const std::string& called, const std::string& expected) {
    EXPECT_TRUE(fault_of(called).starts_with(expected)) << fault_of(called);
  };
  begins(R"(["on",0,["undefined"],["undefined"]])", "kintone.events.on: type must be ");
  begins(R"(["on",2,["string","t"],["undefined"]])",
         "kintone.events.on: handler must be a function; given: undefined");
  begins(R"(["on",2,["array","",[["0",["string","t"]],["1",["null"]]]],["function"]])",
         "kintone.events.on: type[1] must be ");
  begins(R"(["on",2,["object"],["function"]])", "kintone.events.on: type must be ");
  begins(R"(["off",1,["undefined"],["undefined"]])", "kintone.events.off: type must be ");
  begins(R"(["off",2,["string","t"],["undefined"]])", "kintone.events.off: handler must be ");
  begins(R"(["fire",2,["array","",[]],["object"]])", "shim.fire: type must be ");
  for (const char* wrong :
       {R"(["null"])", R"(["array"])", R"(["string","x"])", R"(["Map"])", R"(["threw","x"])"}) {
    begins(std::string(R"(["fire",2,["string","t"],)") + wrong + "]", "shim.fire: event must be ");
  }
}

}  // namespace
}  // namespace kintone::page
