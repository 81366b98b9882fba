// What the REST side warns of: credentials that nothing is compared with (S03), names that are no UTF-8
// (F06).
#include <gtest/gtest.h>

#include "core/rest/backend.h"
#include "tests/native/rest/rest_support.h"

namespace kintone::rest {
namespace {

class rest_warnings : public testing::Test {
 protected:
  world::world world_ = a_world();
  backend side_{world_, {{{}, {{"token", 1}}}, {}, {}}};

  static request_head with_token(std::string method, std::string target, http::fields fields = {}) {
    fields.push_back({"X-Cybozu-API-Token", "token"});
    return {std::move(method), std::move(target), std::move(fields), "", "", false};
  }
  static request_head with_form() {
    return with_token("POST", "/k/v1/file.json", {{"Content-Type", "multipart/form-data; boundary=b"}});
  }
};

TEST_F(rest_warnings, S03_one_warning_for_credentials_that_nothing_is_compared_with) {
  world::world w = a_world();
  backend open(w, {});
  const auto warned = [&open] {
    api_request call(open, with_token("GET", "/k/v1/record.json?app=1&id=1"), false);
    (void)call.answer({});
    return call.warnings();
  };
  const std::vector<api_warning> first = warned();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_TRUE(first[0].message.starts_with("/k/v1/record.json: "));
  EXPECT_TRUE(first[0].is_first);
  EXPECT_TRUE(warned().empty());
}

TEST_F(rest_warnings, F06_a_file_name_that_is_no_utf8_is_warned_of_each_time_and_printed_once) {
  const auto warned = [this](const std::string& name) {
    api_request call(side_, with_form(), false);
    const std::string part =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n";
    EXPECT_TRUE(call.form().feed(part + "\r\n--b--"));
    EXPECT_EQ(call.answer({}).reply.status, 200);
    return call.warnings();
  };
  EXPECT_TRUE(warned("見積.txt").empty());
  // In CP932.
  const std::vector<api_warning> first = warned("\x8c\xa9\x90\xcf.txt");
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].kind, error::warn_file_name);
  EXPECT_NE(first[0].message.find(".txt"), std::string::npos);
  EXPECT_TRUE(first[0].is_first);
  EXPECT_FALSE(warned("\x8c\xa9\x90\xcf.txt").at(0).is_first);
}

}  // namespace
}  // namespace kintone::rest
