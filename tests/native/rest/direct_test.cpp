#include "core/rest/direct.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/rest/api_text.h"
#include "core/site/site_text.h"
#include "tests/native/rest/rest_support.h"

namespace kintone::rest {
namespace {

class rest_direct : public ::testing::Test {
 protected:
  world::world world_{{}, {}};

  static direct_request asked(std::string origin = "https://example.kintone.com") {
    return {{"GET", "/k/v1/record.json", {}, {}, {}, true}, std::move(origin), true};
  }

  std::string refused(const direct_request& r) {
    const auto refusal = direct_refusal(r, world_);
    return refusal ? std::to_string(refusal->status) + " " +
                         std::string(string_of(member(*parse_json(refusal->body), "code")))
                   : "";
  }
};

TEST_F(rest_direct, is_for_the_shims_own_origin_alone) {
  EXPECT_EQ(refused(asked()), "");
  for (const char* other : {"http://example.kintone.com", "https://example.kintone.com:444",
                            "https://kintone.com", "https://example.kintone.com.evil.example", "null", ""}) {
    EXPECT_EQ(refused(asked(other)), "403 SHIM_HOST_REFUSED") << other;
  }
}

TEST_F(rest_direct, has_as_many_field_lines_as_over_http) {
  direct_request r = asked();
  r.head.fields.resize(request_field_lines, {"a", ""});
  EXPECT_EQ(refused(r), "");
  r.head.fields.push_back({"a", ""});
  EXPECT_EQ(refused(r), "400 SHIM_REQUEST_MALFORMED");
}

TEST_F(rest_direct, S01_has_the_session_unless_it_or_the_option_leaves_it_out) {
  EXPECT_TRUE(has_session(asked(), world_));
  direct_request r = asked();
  r.is_credentialed = false;
  EXPECT_FALSE(has_session(r, world_));
  world::settings without;
  without.session = false;
  EXPECT_FALSE(has_session(asked(), world::world(without, {})));
}

TEST(rest_crossing, reads_a_request_that_never_saw_a_socket) {
  const direct_request r =
      read_direct(packed({"2", "POST", "/k?b", "https://a", "omit", "true", "A", " b "}));
  EXPECT_EQ(r.origin, "https://a");
  EXPECT_FALSE(r.is_credentialed);
  EXPECT_EQ(r.head.target, "/k?b");
  EXPECT_EQ(r.head.fields[0].value, "b");
  EXPECT_TRUE(has_body(r.head));
  for (const char* other : {"same-origin", "include", "", "undefined"}) {
    EXPECT_TRUE(read_direct(packed({"0", "GET", "/", "", other, "false"})).is_credentialed);
  }
  EXPECT_FALSE(has_body(read_direct(packed({"0", "GET", "/", "", "", "false"})).head));
  EXPECT_EQ(read_direct(packed({"2", "POST", "/", "", "", "true", "Content-Length", "3"})).head.fields.size(),
            1U);
}

}  // namespace
}  // namespace kintone::rest
