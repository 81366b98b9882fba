#include "core/rest/api_text.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "tests/native/json.h"
#include "tests/native/rest/rest_support.h"
#include "tests/native/support.h"

namespace kintone::rest {
namespace {

TEST(rest_api_text, writes_what_is_to_be_read_and_the_answer) {
  world::world w = a_world();
  backend side(w, {{}, {}, {}});
  const auto head = [](std::string method, http::fields fields) {
    fields.push_back({"X-Cybozu-API-Token", "t"});
    return request_head{std::move(method), "/k/v1/file.json", std::move(fields), {}, {}, false};
  };
  api_request nothing(side, head("GET", {}), false);
  EXPECT_EQ(opening_text(nothing), R"({"next":"rest","read":"nothing"})");
  api_request message(side, head("GET", {{"Content-Type", "application/json"}, {"Content-Length", "2"}}),
                      false);
  EXPECT_EQ(opening_text(message),
            R"({"next":"rest","read":"message","limit":)" + std::to_string(record_message) + "}");
  api_request form(side, head("POST", {{"Content-Type", "multipart/form-data; boundary=b"}}), false);
  EXPECT_EQ(opening_text(form), R"({"next":"rest","read":"form"})");

  const std::string text = answer_text({{200, {{"A", "b"}}, R"({"c":"\n"})"}, 0}, nothing, side);
  const std::size_t line = text.find('\n');
  const json answered = *parse_json(text.substr(0, line));
  EXPECT_EQ(json_text(member(answered, "fields")), R"(["A","b"])");
  EXPECT_EQ(text.substr(line + 1), R"({"c":"\n"})");
  EXPECT_EQ(string_of(member(element(member(answered, "warnings"), 0), "code")),
            "SHIM_WARN_CREDENTIALS_UNCHECKED");
  EXPECT_EQ(answer_text({{200, {}, ""}, 7}, nothing, side), R"({"status":200,"fields":[],"file":7})");
  EXPECT_EQ(ids_text({1, 2}), "[1,2]");
  EXPECT_EQ(ids_text({}), "[]");
}

}  // namespace
}  // namespace kintone::rest
