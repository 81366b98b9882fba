#include "core/page/event_type.h"

#include <gtest/gtest.h>

namespace kintone::page {
namespace {

TEST(event_type, is_found_by_its_name) {
  EXPECT_EQ(event_type_called("app.record.edit.submit")->name, "app.record.edit.submit");
  EXPECT_EQ(event_type_called("app.record.edit.submit.success")->name, "app.record.edit.submit.success");
  for (const char* none : {"", "app.record.edit", "app.record.edit.submit.", "App.record.edit.submit",
                           "mobile.app.record.index.edit.submit", "mobile.app.record.print.show"}) {
    EXPECT_EQ(event_type_called(none), nullptr) << none;
  }
}

TEST(event_type, of_a_change_has_a_field_code_with_whatever_is_in_it) {
  EXPECT_EQ(event_type_called("app.record.edit.change.a.b")->name, "app.record.edit.change.");
  EXPECT_EQ(event_type_called("mobile.app.record.create.change.数量")->name,
            "mobile.app.record.create.change.");
  EXPECT_EQ(event_type_called("app.record.edit.change."), nullptr);
  EXPECT_EQ(event_type_called("app.record.edit.change"), nullptr);
}

TEST(event_type, takes_promises_as_its_page_says) {
  const auto taken = [](std::string_view name) { return event_type_called(name)->taken; };
  for (const char* name :
       {"app.record.index.show", "app.record.index.edit.show", "app.record.index.edit.submit",
        "app.record.index.delete.submit", "app.record.detail.show", "app.record.detail.delete.submit",
        "app.record.detail.process.proceed", "app.record.create.show", "app.record.create.submit",
        "app.record.create.submit.success", "app.record.edit.show", "app.record.edit.submit",
        "app.record.edit.submit.success", "mobile.app.record.create.submit"}) {
    EXPECT_EQ(taken(name), promises::awaited) << name;
  }
  for (const char* name : {"app.record.index.edit.change.A", "app.record.create.change.A",
                           "mobile.app.record.edit.change.A", "app.record.index.edit.submit.success"}) {
    EXPECT_EQ(taken(name), promises::refused) << name;
  }
  for (const char* name : {"app.record.print.show", "app.report.show", "portal.show", "space.portal.show",
                           "app.record.index.edit.finish", "mobile.portal.show"}) {
    EXPECT_EQ(taken(name), promises::unsaid) << name;
  }
}

TEST(event_type, is_cancelled_where_there_is_an_action) {
  for (const char* name :
       {"app.record.index.edit.submit", "app.record.index.delete.submit", "app.record.detail.delete.submit",
        "app.record.detail.process.proceed", "app.record.create.submit", "app.record.edit.submit",
        "mobile.app.record.detail.delete.submit", "mobile.app.record.edit.submit"}) {
    EXPECT_TRUE(event_type_called(name)->may_be_cancelled) << name;
  }
  for (const char* name :
       {"app.record.create.show", "app.record.edit.change.A", "app.record.create.submit.success"}) {
    EXPECT_FALSE(event_type_called(name)->may_be_cancelled) << name;
  }
}

TEST(event_type, takes_the_changes_of_its_page) {
  const auto takes = [](std::string_view name, event_part c) { return event_type_called(name)->takes(c); };
  EXPECT_TRUE(takes("app.record.index.edit.show", event_part::disabled));
  EXPECT_FALSE(takes("app.record.index.edit.show", event_part::value));
  EXPECT_FALSE(takes("app.record.create.submit", event_part::disabled));
  EXPECT_TRUE(takes("app.record.create.change.A", event_part::lookup));
  EXPECT_FALSE(takes("app.record.index.edit.change.A", event_part::lookup));
  EXPECT_TRUE(takes("app.record.edit.submit.success", event_part::url));
  EXPECT_FALSE(takes("app.record.edit.submit", event_part::url));
  EXPECT_TRUE(takes("app.record.detail.delete.submit", event_part::event_error));
  EXPECT_FALSE(takes("mobile.app.record.detail.delete.submit", event_part::event_error));
}

TEST(event_type, says_which_others_take_a_change) {
  EXPECT_EQ(types_that_take(event_part::url, false),
            "app.record.index.edit.submit.success, app.record.create.submit.success, "
            "app.record.edit.submit.success");
  EXPECT_EQ(types_that_take(event_part::url, true),
            "mobile.app.record.create.submit.success, mobile.app.record.edit.submit.success");
  EXPECT_NE(types_that_take(event_part::value, false).find("app.record.create.change.<code>"),
            std::string::npos);
}

TEST(event_type, says_which_name_is_near) {
  EXPECT_EQ(nearest_event_type("app.record.create.sumbit"), "app.record.create.submit");
  EXPECT_EQ(nearest_event_type("app.record.edit.change"), "app.record.edit.change.<code>");
  EXPECT_EQ(nearest_event_type(""), "portal.show");
  EXPECT_FALSE(nearest_event_type(std::string(1'000'000, 'a')).empty());
}

TEST(event_type, says_where_to_await) {
  EXPECT_EQ(awaiting_type_near("app.record.edit.change.A"), "app.record.edit.submit");
  EXPECT_EQ(awaiting_type_near("mobile.app.record.create.change.A"), "mobile.app.record.create.submit");
  EXPECT_EQ(awaiting_type_near("app.record.index.edit.submit.success"), "app.record.index.edit.submit");
  EXPECT_EQ(event_type_called(awaiting_type_near("app.record.index.edit.change.A"))->taken,
            promises::awaited);
}

}  // namespace
}  // namespace kintone::page
