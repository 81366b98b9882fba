#include "core/page/chain.h"

#include <gtest/gtest.h>

namespace kintone::page {
namespace {

constexpr auto submit = "app.record.create.submit";
constexpr auto show = "app.record.create.show";
constexpr auto edit_change = "app.record.edit.change.A";

chain_end ended(std::string type, returned what, std::vector<change_made> changes = {}) {
  chain_end end;
  end.type = std::move(type);
  end.handlers = 3;
  end.last = 3;
  end.what = what;
  end.changes = std::move(changes);
  return end;
}

chain_verdict of(const chain_end& end) { return conclude(end, locale::en); }

std::vector<error> kinds(const chain_verdict& v) {
  std::vector<error> found;
  for (const notice& each : v.warnings) found.push_back(each.kind);
  return found;
}

using errors = std::vector<error>;
using places = std::vector<std::size_t>;

const change_made value_of_a = {"record.A.value", event_part::value, "NUMBER"};
const change_made disabled_a = {"record.A.disabled", event_part::disabled, "NUMBER"};
const change_made error_of_a = {"record.A.error", event_part::field_error, "NUMBER"};

TEST(turn_after, hands_on_what_a_handler_returned) {
  for (const returned what : {returned::no, returned::the_event, returned::copy, returned::other}) {
    EXPECT_EQ(turn_after(submit, what, false), turn::go_on_with_returned);
    EXPECT_EQ(turn_after(submit, what, true), turn::end);
  }
}

TEST(turn_after, hands_on_its_own_argument_for_undefined) {
  EXPECT_EQ(turn_after(submit, returned::undefined, false), turn::go_on_with_own);
  EXPECT_EQ(turn_after(submit, returned::undefined, true), turn::end);
}

TEST(turn_after, ends_with_what_throws) { EXPECT_EQ(turn_after(submit, returned::threw, false), turn::end); }

TEST(turn_after, awaits_a_promise_but_where_the_type_takes_none) {
  for (const bool is_last : {true, false}) {
    EXPECT_EQ(turn_after(submit, returned::promise, is_last), turn::await);
    EXPECT_EQ(turn_after("portal.show", returned::promise, is_last), turn::await);
    EXPECT_EQ(turn_after("of.nobody", returned::promise, is_last), turn::await);
    EXPECT_EQ(turn_after(edit_change, returned::promise, is_last), turn::end);
  }
}

TEST(conclude, applies_the_changes_of_the_event) {
  const chain_verdict v = of(ended(submit, returned::the_event, {value_of_a}));
  EXPECT_EQ(v.by, canceller::nothing);
  EXPECT_EQ(v.applied, places({0}));
  EXPECT_TRUE(v.warnings.empty());
  EXPECT_FALSE(v.fault);
}

TEST(conclude, applies_nothing_of_anything_else_and_says_what_is_lost) {
  for (const returned what : {returned::undefined, returned::other, returned::no}) {
    const chain_verdict v = of(ended(show, what, {value_of_a}));
    EXPECT_EQ(v.by, canceller::nothing);
    EXPECT_TRUE(v.applied.empty());
    EXPECT_EQ(kinds(v), errors({error::warn_event_lost}));
    EXPECT_NE(v.warnings[0].message.find("record.A.value"), std::string::npos);
    EXPECT_NE(v.warnings[0].message.find("handler 3 of 3"), std::string::npos);
    EXPECT_TRUE(of(ended(show, what)).warnings.empty());
  }
}

TEST(conclude, takes_a_copy_for_a_mistake) {
  EXPECT_EQ(kinds(of(ended(submit, returned::copy))), errors({error::warn_event_lost}));
}

TEST(conclude, cancels_by_false_where_there_is_an_action) {
  const chain_verdict v = of(ended(submit, returned::no, {value_of_a}));
  EXPECT_EQ(v.by, canceller::no);
  EXPECT_TRUE(v.applied.empty());
  EXPECT_TRUE(v.warnings.empty());
  EXPECT_EQ(kinds(of(ended(submit, returned::no, {error_of_a}))), errors({error::warn_event_lost}));
}

chain_end with_errors(std::string type, std::string event_error, std::string of_a) {
  chain_end end = ended(std::move(type), returned::the_event, {value_of_a, error_of_a, disabled_a});
  if (!event_error.empty()) end.event_error = {"string", std::move(event_error), {}};
  if (!of_a.empty()) end.field_errors.push_back({"A", {"string", std::move(of_a), {}}});
  return end;
}

TEST(conclude, cancels_by_an_error_and_drops_all_but_errors) {
  const chain_verdict v = of(with_errors(submit, "", "bad"));
  EXPECT_EQ(v.by, canceller::field_error);
  EXPECT_EQ(v.applied, places({1}));
  EXPECT_EQ(v.field_errors, (std::vector<std::pair<std::string, std::string>>{{"A", "bad"}}));
  EXPECT_EQ(of(with_errors(submit, "no", "")).by, canceller::event_error);
  EXPECT_EQ(of(with_errors(submit, "no", "bad")).by, canceller::event_error);
  EXPECT_EQ(of(with_errors(submit, "no", "")).event_error, "no");
}

TEST(conclude, shows_an_error_where_nothing_can_be_cancelled) {
  const chain_verdict v = of(with_errors(show, "no", ""));
  EXPECT_EQ(v.by, canceller::nothing);
  EXPECT_EQ(v.event_error, "no");
  EXPECT_EQ(v.applied, places({1}));
}

TEST(conclude, takes_no_error_where_the_type_takes_none) {
  chain_end end = ended("mobile.app.record.detail.delete.submit", returned::the_event,
                        {{"event.error", event_part::event_error, ""}});
  end.event_error = {"string", "no", {}};
  const chain_verdict v = of(end);
  EXPECT_EQ(v.by, canceller::nothing);
  EXPECT_FALSE(v.event_error);
  EXPECT_EQ(kinds(v), errors({error::warn_event_change}));
}

TEST(conclude, knows_what_is_an_error) {
  const auto error_of = [](argument given) {
    chain_end end = ended(submit, returned::the_event);
    end.event_error = std::move(given);
    return of(end).event_error;
  };
  for (const argument& none :
       {argument{}, argument{"null", "", {}}, argument{"string", "", {}}, argument{"boolean", "false", {}}}) {
    EXPECT_FALSE(error_of(none)) << none.type;
  }
  EXPECT_EQ(error_of({"boolean", "true", {}}), "true");
  EXPECT_EQ(error_of({"number", "0", {}}), "0");
  EXPECT_EQ(error_of({"Error", "", {}}), "Error");
}

TEST(conclude, stops_at_what_throws) {
  chain_end end = ended(submit, returned::threw, {value_of_a});
  end.last = 2;
  end.value.text = "TypeError: no";
  const chain_verdict v = of(end);
  EXPECT_EQ(v.by, canceller::thrown);
  EXPECT_TRUE(v.applied.empty());
  ASSERT_TRUE(v.fault);
  EXPECT_EQ(v.fault->kind, error::event_handler_threw);
  EXPECT_NE(v.fault->message.find("handler 2 of 3"), std::string::npos);
  EXPECT_NE(v.fault->message.find("TypeError: no"), std::string::npos);
  end.type = show;
  EXPECT_EQ(of(end).by, canceller::nothing);
  EXPECT_TRUE(of(end).fault);
}

TEST(conclude, refuses_a_promise_where_the_type_takes_none) {
  const chain_verdict v = of(ended(edit_change, returned::promise, {value_of_a}));
  EXPECT_TRUE(v.applied.empty());
  ASSERT_TRUE(v.fault);
  EXPECT_EQ(v.fault->kind, error::event_promise);
  EXPECT_NE(v.fault->message.find("app.record.edit.submit."), std::string::npos);
}

TEST(conclude, warns_of_a_promise_that_no_page_speaks_of) {
  chain_end end = ended("portal.show", returned::the_event);
  EXPECT_TRUE(of(end).warnings.empty());
  end.awaited = 1;
  EXPECT_EQ(kinds(of(end)), errors({error::warn_event_promise}));
  end.type = submit;
  EXPECT_TRUE(of(end).warnings.empty());
}

TEST(conclude, ignores_what_the_type_does_not_take) {
  const chain_verdict v = of(ended(submit, returned::the_event, {disabled_a, value_of_a}));
  EXPECT_EQ(v.applied, places({1}));
  EXPECT_EQ(kinds(v), errors({error::warn_event_change}));
  EXPECT_NE(v.warnings[0].message.find("app.record.create.show"), std::string::npos);
}

TEST(conclude, ignores_values_that_kintone_sets) {
  for (const char* type : {"RECORD_NUMBER", "CREATOR", "MODIFIER", "CREATED_TIME", "UPDATED_TIME", "STATUS",
                           "STATUS_ASSIGNEE", "CALC", "FILE", "__ID__", "__REVISION__"}) {
    const chain_verdict v =
        of(ended(submit, returned::the_event, {{"record.A.value", event_part::value, type}}));
    EXPECT_TRUE(v.applied.empty()) << type;
    EXPECT_EQ(kinds(v), errors({error::warn_event_value})) << type;
    const chain_verdict w =
        of(ended(submit, returned::the_event, {{"record.A.error", event_part::field_error, type}}));
    EXPECT_EQ(w.applied, places({0})) << type;
  }
}

TEST(conclude, takes_the_key_of_a_lookup_as_a_form_opens_alone) {
  const change_made key = {"record.A.value", event_part::value, "SINGLE_LINE_TEXT", true};
  EXPECT_EQ(of(ended(show, returned::the_event, {key})).applied, places({0}));
  EXPECT_EQ(of(ended("app.record.edit.show", returned::the_event, {key})).applied, places({0}));
  for (const char* type : {submit, edit_change}) {
    const chain_verdict v = of(ended(type, returned::the_event, {key}));
    EXPECT_TRUE(v.applied.empty()) << type;
    EXPECT_EQ(kinds(v), errors({error::warn_event_value})) << type;
  }
}

TEST(conclude, names_no_more_than_a_few) {
  std::vector<change_made> many(20, disabled_a);
  const chain_verdict v = of(ended(submit, returned::the_event, many));
  ASSERT_EQ(v.warnings.size(), 1U);
  EXPECT_NE(v.warnings[0].message.find("15 more"), std::string::npos) << v.warnings[0].message;
}

TEST(conclude, warns_where_nobody_listens) {
  chain_end end = ended(submit, returned::undefined);
  end.handlers = 0;
  end.registered = {"app.record.edit.submit"};
  const chain_verdict v = of(end);
  EXPECT_EQ(kinds(v), errors({error::warn_event_unheard}));
  EXPECT_NE(v.warnings[0].message.find("app.record.edit.submit"), std::string::npos);
}

TEST(conclude, takes_a_handler_of_the_screen_that_is_opened_for_the_code_under_test) {
  chain_end end = ended(show, returned::undefined);
  end.handlers = 0;
  end.is_opening = true;
  end.registered = {"app.record.edit.submit", "app.record.create.change.Name"};
  EXPECT_EQ(kinds(of(end)), errors({}));
  end.registered = {"app.record.edit.submit", "app.record.creates.submit"};
  EXPECT_EQ(kinds(of(end)), errors({error::warn_event_unheard}));
  end.is_opening = false;
  end.registered = {"app.record.create.change.Name"};
  EXPECT_EQ(kinds(of(end)), errors({error::warn_event_unheard}));
}

TEST(conclude, applies_nothing_of_an_event_that_kintone_does_not_fire) {
  const chain_verdict v = of(ended("app.record.create.sumbit", returned::the_event, {value_of_a}));
  EXPECT_TRUE(v.applied.empty());
  EXPECT_EQ(kinds(v), errors({error::warn_event_unknown}));
  EXPECT_NE(v.warnings[0].message.find("app.record.create.submit."), std::string::npos);
  EXPECT_TRUE(of(ended("a.b", returned::threw)).fault);
}

TEST(conclude, speaks_japanese) {
  const chain_verdict v = conclude(ended(show, returned::undefined, {value_of_a}), locale::ja);
  EXPECT_NE(v.warnings[0].message.find("return event"), std::string::npos);
  EXPECT_NE(v.warnings[0].message.find("ハンドラー"), std::string::npos);
}

TEST(printed_notices, says_a_sentence_once_and_keeps_no_more_than_a_few) {
  printed_notices printed;
  EXPECT_TRUE(printed.is_first("a"));
  EXPECT_FALSE(printed.is_first("a"));
  for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(printed.is_first(std::to_string(i)));
  EXPECT_TRUE(printed.is_first("a"));
}

}  // namespace
}  // namespace kintone::page
