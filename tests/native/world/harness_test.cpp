#include "core/world/harness.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::world {
namespace {

argument options(std::vector<argument_member> members) { return {"object", "", std::move(members)}; }

TEST(harness, a_fault_has_the_code_and_message_of_its_name) {
  const harness_fault kept =
      fault_called("bodyNotKept", {"POST", "https://a/", "262145", "262144"}, locale::en);
  EXPECT_EQ(kept.code, "SHIM_BODY_NOT_KEPT");
  EXPECT_NE(kept.message.find("POST https://a/ is 262145 long"), std::string::npos) << kept.message;
  EXPECT_NE(kept.message.find("no more than 262144"), std::string::npos);
  EXPECT_EQ(fault_called("callNotSeen", {"{}", "5", ""}, locale::ja).code, "SHIM_CALL_NOT_SEEN");
  EXPECT_EQ(fault_called("clockStands", {"\n- a call"}, locale::en).code, "SHIM_CLOCK_STANDS");
  const harness_fault missing = fault_called("memberMissing", {"kintone.api"}, locale::en);
  EXPECT_EQ(missing.code, "");
  EXPECT_EQ(missing.message.find("kintone.api is not there"), 0U) << missing.message;
  EXPECT_NE(fault_called("bodyIsBlob", {"PUT", "u"}, locale::en).message.find("PUT u is a Blob"),
            std::string::npos);
  EXPECT_NE(fault_called("runnerMissing", {}, locale::en).message.find("shim.finish()"), std::string::npos);
  EXPECT_NE(fault_called("notAShim", {"null"}, locale::en).message.find("given: null"), std::string::npos);
}

TEST(harness, waitFor_takes_a_timeout_in_whole_milliseconds_and_nothing_else) {
  const auto fault = [](const argument& given) { return wait_options_fault(given, locale::en); };
  EXPECT_EQ(fault({}), "");
  EXPECT_EQ(fault(options({})), "");
  EXPECT_EQ(fault(options({{"timeout", {}}})), "");
  EXPECT_EQ(fault(options({{"timeout", {"number", "2147483647", {}}}})), "");
  EXPECT_NE(fault(options({{"timeout", {"number", "2147483648", {}}}})).find("0 … 2147483647"),
            std::string::npos);
  EXPECT_NE(fault(options({{"timeout", {"number", "-1", {}}}})), "");
  EXPECT_NE(fault(options({{"timeout", {"string", "5", {}}}})), "");
  EXPECT_NE(fault(options({{"timeot", {"number", "5", {}}}})).find("known options: timeout"),
            std::string::npos);
  EXPECT_NE(fault({"number", "5", {}}).find("{ timeout }"), std::string::npos);
}

}  // namespace
}  // namespace kintone::world
