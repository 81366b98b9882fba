#include "core/rest/backend.h"

#include <gtest/gtest.h>

#include <memory>

#include "core/base/limits.h"
#include "tests/native/all_records.h"
#include "tests/native/rest/rest_support.h"

namespace kintone::rest {
namespace {

class rest_rest : public testing::Test {
 protected:
  world::world world_ = a_world();
  backend side_{world_, {{{{"alice", "secret", locale::ja}}, {{"token", 1}}}, {3}, {}}};
  bool has_session_ = false;

  static request_head head(std::string method, std::string target, http::fields fields = {}) {
    return {std::move(method), std::move(target), std::move(fields), "", "", false};
  }
  static request_head with_token(std::string method, std::string target, http::fields fields = {}) {
    fields.push_back({"X-Cybozu-API-Token", "token"});
    return head(std::move(method), std::move(target), std::move(fields));
  }
  static request_head with_json(std::string method, std::string target, http::fields fields = {}) {
    fields.push_back({"Content-Type", "application/json"});
    fields.push_back({"Content-Length", "2"});
    return with_token(std::move(method), std::move(target), std::move(fields));
  }
  static request_head with_form(std::string target = "/k/v1/file.json") {
    return with_token("POST", std::move(target), {{"Content-Type", "multipart/form-data; boundary=b"}});
  }

  api_answer answered(const request_head& r, std::string_view message = {}) {
    api_request call(side_, r, has_session_);
    return call.answer(message);
  }
  std::string code(const request_head& r, std::string_view message = {}) {
    return code_of(answered(r, message).reply);
  }

  /// The upload key of a file of three bytes.
  std::string uploaded(const std::string& target = "/k/v1/file.json") {
    api_request call(side_, with_form(target), false);
    EXPECT_EQ(call.next(), wanted_body::form);
    EXPECT_TRUE(call.form().feed(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nabc\r\n--b--"));
    const api_answer a = call.answer({});
    EXPECT_EQ(a.reply.status, 200);
    return std::string(string_of(member(*parse_json(a.reply.body), "fileKey")));
  }

  std::string value(const std::string& key) {
    return R"({"app":1,"record":{"A":{"value":[{"fileKey":")" + key + R"("}]}}})";
  }
};

TEST_F(rest_rest, F01_F16_the_round_trip_of_a_file) {
  EXPECT_EQ(answered(with_json("POST", "/k/v1/record.json"), value(uploaded())).reply.body,
            R"({"id":"1","revision":"1"})");
  const json got = *parse_json(answered(with_token("GET", "/k/v1/record.json?app=1&id=1")).reply.body);
  const json& shown = element(member(member(member(got, "record"), "A"), "value"), 0);
  EXPECT_EQ(string_of(member(shown, "size")), "3");
  const std::string key(string_of(member(shown, "fileKey")));
  const api_answer file = answered(with_token("GET", "/k/v1/file.json?fileKey=" + key));
  EXPECT_EQ(file.reply.status, 200);
  EXPECT_EQ(file.download, 1U);
  EXPECT_EQ(*http::find(file.reply.fields, "content-disposition"), R"(attachment; filename="a.txt")");
  EXPECT_EQ(*http::find(file.reply.fields, "x-concurrencylimit-running"), "1");
}

TEST_F(rest_rest, F16_keys_that_download_nothing) {
  const std::string key = uploaded();
  EXPECT_EQ(code(with_token("GET", "/k/v1/file.json?fileKey=" + key)), "GAIA_BL01");
  EXPECT_EQ(code(with_token("GET", "/k/v1/file.json?fileKey=x")), "GAIA_BL01");
  const api_answer none = answered(with_token("GET", "/k/v1/file.json"));
  EXPECT_EQ(none.reply.status, 400);
  EXPECT_NE(none.reply.body.find(R"("errors":{"fileKey":{"messages":["Required field."]}})"),
            std::string::npos);
  EXPECT_EQ(code(with_token("GET", "/k/v1/file.json?fileKey=")), "CB_VA01");
  // Y05.
  EXPECT_EQ(code(with_token("GET", "/k/v1/file.json?fileKey=x&a=b")), "GAIA_BL01");
}

TEST_F(rest_rest, F12_a_key_dies_after_three_days) {
  const std::string key = uploaded();
  world_.time().advance(file_life - 1);
  (void)answered(with_token("GET", "/k/v1/file.json?fileKey=x"));
  EXPECT_EQ(side_.files().disk_usage(), 3U);
  world_.time().advance(1);
  EXPECT_EQ(code(with_json("POST", "/k/v1/record.json"), value(key)), "GAIA_BL01");
  EXPECT_EQ(side_.take_gone(), std::vector<file_id>{1});
}

TEST_F(rest_rest, F11_a_guest_space_must_be_declared) {
  EXPECT_EQ(code(with_form("/k/guest/4/v1/file.json")), "SHIM_GUEST_SPACE_NOT_FOUND");
  EXPECT_EQ(answered(with_form("/k/guest/4/v1/file.json")).reply.status, 404);
  EXPECT_EQ(code(with_token("GET", "/k/guest/4/v1/record.json?app=1&id=1")), "SHIM_GUEST_SPACE_NOT_FOUND");
  const std::string key = uploaded("/k/guest/3/v1/file.json");
  EXPECT_EQ(code(with_json("POST", "/k/v1/record.json"), value(key)), "GAIA_BL01");
  EXPECT_EQ(answered(with_json("POST", "/k/guest/3/v1/record.json"), value(key)).reply.status, 200);
}

TEST_F(rest_rest, F20_every_answer_tells_how_many_are_running) {
  api_request other(side_, with_form(), false);
  for (const request_head& r :
       {head("GET", "/k/v1/nothing"), with_token("GET", "/k/v1/records.json?app=1")}) {
    const reply a = answered(r).reply;
    EXPECT_EQ(*http::find(a.fields, "x-concurrencylimit-limit"), "100");
    EXPECT_EQ(*http::find(a.fields, "x-concurrencylimit-running"), "2");
    EXPECT_EQ(http::find(a.fields, "x-cybozu-error") != nullptr, a.status != 200);
  }
}

TEST_F(rest_rest, F20_the_request_beyond_the_limit_is_GAIA_TO04) {
  std::vector<std::unique_ptr<api_request>> running;
  for (std::uint32_t i = 0; i < requests_at_once; ++i) {
    running.push_back(std::make_unique<api_request>(side_, with_form(), false));
    EXPECT_EQ(running.back()->next(), wanted_body::form);
  }
  {
    api_request one_more(side_, with_form(), false);
    EXPECT_EQ(one_more.next(), wanted_body::nothing);
    const reply refused = one_more.answer({}).reply;
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(code_of(refused), "GAIA_TO04");
    EXPECT_EQ(*http::find(refused.fields, "x-concurrencylimit-running"), "101");
  }
  running.pop_back();
  EXPECT_EQ(code(with_token("GET", "/k/v1/file.json?fileKey=x")), "GAIA_BL01");
}

TEST_F(rest_rest, F21_the_users_language_then_the_requests_then_the_shims) {
  const auto message = [this](http::fields fields) {
    return std::string(string_of(member(
        *parse_json(answered(head("GET", "/k/v1/file.json", std::move(fields))).reply.body), "message")));
  };
  constexpr std::string_view en = "Missing or invalid input.";
  constexpr std::string_view ja = "入力内容が正しくありません。";
  EXPECT_EQ(message({{"X-Cybozu-API-Token", "token"}}), en);
  EXPECT_EQ(message({{"X-Cybozu-API-Token", "token"}, {"Accept-Language", "ja"}}), ja);
  EXPECT_EQ(message({{"X-Cybozu-Authorization", "YWxpY2U6c2VjcmV0"}, {"Accept-Language", "en"}}), ja);
  EXPECT_EQ(message({{"Accept-Language", "ja"}}), "ログインしてください。");
}

TEST_F(rest_rest, F22_a_GET_with_a_Content_Type_and_no_body) {
  request_head r = with_token("GET", "/k/v1/record.json?app=1&id=1", {{"Content-Type", "application/json"}});
  EXPECT_EQ(code(r), "CB_IL02");
  r.fields.push_back({"Content-Length", "0"});
  EXPECT_EQ(code(r), "CB_IL02");
  EXPECT_EQ(code(with_json("GET", "/k/v1/record.json"), R"({"app":1,"id":7})"), "GAIA_RE01");
}

TEST_F(rest_rest, F22_a_POST_counts_as_the_method_it_names) {
  const auto posted = [this](const char* method, std::string_view message) {
    return answered(with_json("POST", "/k/v1/record.json", {{"X-HTTP-Method-Override", method}}), message)
        .reply;
  };
  (void)answered(with_json("POST", "/k/v1/record.json"), R"({"app":1})");
  EXPECT_EQ(posted("PUT", R"({"app":1,"id":1})").body, R"({"revision":"2"})");
  EXPECT_EQ(posted("GET", R"({"app":1,"id":1})").status, 200);
  EXPECT_EQ(posted("DELETE", "{}").status, 405);
  EXPECT_EQ(posted("put", "{}").status, 405);
}

TEST_F(rest_rest, F23_other_methods_and_paths) {
  const api_answer put = answered(with_token("PUT", "/k/v1/file.json"));
  EXPECT_EQ(put.reply.status, 405);
  EXPECT_EQ(*http::find(put.reply.fields, "allow"), "GET, POST");
  EXPECT_EQ(code_of(put.reply), "SHIM_NOT_IMPLEMENTED");
  EXPECT_NE(put.reply.body.find("PUT /k/v1/file.json"), std::string::npos);
  EXPECT_EQ(answered(with_token("DELETE", "/k/v1/record.json")).reply.status, 405);
  EXPECT_EQ(answered(with_token("", "/k/v1/records.json")).reply.status, 405);
  const api_answer path = answered(with_token("GET", "/k/v1/space.json"));
  EXPECT_EQ(path.reply.status, 404);
  EXPECT_EQ(code_of(path.reply), "SHIM_NOT_IMPLEMENTED");
  EXPECT_EQ(http::find(path.reply.fields, "allow"), nullptr);
}

TEST_F(rest_rest, F03_an_upload_needs_a_boundary) {
  for (const char* type : {"", "application/json", "multipart/form-data", "multipart/form-data; boundary="}) {
    api_request call(side_, with_token("POST", "/k/v1/file.json", {{"Content-Type", type}}), false);
    EXPECT_EQ(call.next(), wanted_body::nothing) << type;
    EXPECT_EQ(code_of(call.answer({}).reply), "GAIA_HM02") << type;
  }
  EXPECT_EQ(code(with_token("POST", "/k/v1/file.json")), "GAIA_HM02");
}

TEST_F(rest_rest, records_come_as_JSON_of_a_bounded_length) {
  for (const char* wrong : {"", "{", "[]", "null", "1", "{}{}"}) {
    EXPECT_EQ(code(with_json("POST", "/k/v1/record.json"), wrong), "CB_IJ01") << wrong;
  }
  EXPECT_EQ(
      answered(with_token("POST", "/k/v1/record.json", {{"Content-Type", "text/plain"}}), "{}").reply.status,
      415);
  EXPECT_EQ(answered(with_token("POST", "/k/v1/record.json"), "{}").reply.status, 415);
  for (const std::uint64_t length : {record_message, record_message + 1}) {
    const http::fields fields = {{"Content-Type", "application/json; charset=utf-8"},
                                 {"Content-Length", std::to_string(length)}};
    api_request call(side_, with_token("POST", "/k/v1/record.json", fields), false);
    EXPECT_EQ(call.next(), length > record_message ? wanted_body::nothing : wanted_body::message);
    EXPECT_EQ(call.limit(), record_message);
  }
  api_request call(side_, with_json("POST", "/k/v1/record.json"), false);
  EXPECT_EQ(call.too_long().reply.status, 413);
}

TEST_F(rest_rest, T03_a_session_needs_its_token_to_change_something) {
  has_session_ = true;
  const std::string& token = world_.request_token();
  const auto sent = [this](std::string method, std::string target, std::string_view message) {
    http::fields fields = {
        {"X-Requested-With", "x"}, {"Content-Type", "application/json"}, {"Content-Length", "2"}};
    return answered(head(std::move(method), std::move(target), std::move(fields)), message).reply;
  };
  EXPECT_EQ(code_of(sent("POST", "/k/v1/record.json", R"({"app":1})")), "CB_CS01");
  EXPECT_EQ(code_of(sent("POST", "/k/v1/record.json", R"({"app":1,"__REQUEST_TOKEN__":"x"})")), "CB_CS01");
  EXPECT_EQ(sent("POST", "/k/v1/record.json", R"({"app":1,"__REQUEST_TOKEN__":")" + token + R"("})").status,
            200);
  EXPECT_EQ(sent("PUT", "/k/v1/record.json?__REQUEST_TOKEN__=" + token, R"({"app":1,"id":1})").status, 200);
  EXPECT_EQ(answered(head("GET", "/k/v1/record.json?app=1&id=1", {{"X-Requested-With", "x"}})).reply.status,
            200);
  EXPECT_EQ(code(head("GET", "/k/v1/record.json?app=1&id=1")), "CB_JH01");
  // Y02: a DELETE may have all of it in its URL.
  const http::fields from_page = {{"X-Requested-With", "x"}};
  EXPECT_EQ(code(head("DELETE", "/k/v1/records.json?app=1&ids[0]=1", from_page)), "CB_CS01");
  EXPECT_EQ(
      answered(head("DELETE", "/k/v1/records.json?app=1&ids[0]=1&__REQUEST_TOKEN__=" + token, from_page))
          .reply.status,
      200);
}

TEST_F(rest_rest, S03_unchecked_credentials_are_warned_of) {
  backend open(world_, {});
  api_request taken(open, with_token("GET", "/k/v1/records.json?app=1"), false);
  EXPECT_NE(taken.warnings().at(0).message.find("X-Cybozu-API-Token"), std::string::npos);
  api_request checked(side_, with_token("GET", "/k/v1/records.json?app=1"), false);
  EXPECT_TRUE(checked.warnings().empty());
}

TEST_F(rest_rest, reset_it_has_neither_files_nor_records_and_what_was_on_its_way_is_aborted) {
  EXPECT_EQ(answered(with_json("POST", "/k/v1/record.json"), value(uploaded())).reply.status, 200);
  (void)uploaded();
  api_request form(side_, with_form(), false);
  api_request message(side_, with_json("POST", "/k/v1/record.json"), false);
  side_.reset();
  EXPECT_EQ(side_.take_gone(), (std::vector<file_id>{1, 2}));
  EXPECT_EQ(side_.files().disk_usage(), 0U);
  EXPECT_EQ(all_records(side_.records()), "[]");
  EXPECT_TRUE(form.form().feed(
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc\r\n--b--"));
  EXPECT_EQ(code_of(form.answer({}).reply), "SHIM_CALL_ABORTED");
  EXPECT_FALSE(form.form().is_kept());
  EXPECT_EQ(code_of(message.answer(R"({"app":1})").reply), "SHIM_CALL_ABORTED");
  EXPECT_EQ(side_.files().disk_usage(), 0U);
  EXPECT_EQ(all_records(side_.records()), "[]");
  EXPECT_EQ(answered(with_json("POST", "/k/v1/record.json"), value(uploaded())).reply.body,
            R"({"id":"1","revision":"1"})");
}

TEST_F(rest_rest, of_a_disposed_shim_is_not_answered) {
  world_.dispose();
  EXPECT_EQ(answered(with_form()).reply.status, 503);
  EXPECT_EQ(code(with_token("GET", "/k/v1/record.json?app=1&id=1")), "SHIM_DISPOSED");
}

TEST_F(rest_rest, F20_who_is_refused_takes_nobodys_place) {
  std::vector<std::unique_ptr<api_request>> held;
  const auto hold = [this, &held](const request_head& r) {
    held.push_back(std::make_unique<api_request>(side_, r, false));
    return held.back()->next();
  };
  for (std::size_t i = 0; i < 2 * requests_at_once; ++i)
    EXPECT_EQ(hold(head("GET", "/k/v1/no.json")), wanted_body::nothing);
  for (std::size_t i = 0; i < requests_at_once; ++i) EXPECT_EQ(hold(with_form()), wanted_body::form);
  EXPECT_EQ(hold(with_form()), wanted_body::nothing);
  EXPECT_EQ(code_of(held.back()->answer({}).reply), "GAIA_TO04");
  // Broken, and gone although its client goes on sending.
  EXPECT_FALSE(held[2 * requests_at_once]->form().feed("--b\nbroken"));
  const api_answer broken = held[2 * requests_at_once]->answer({});
  EXPECT_EQ(*http::find(broken.reply.fields, "x-concurrencylimit-running"), std::to_string(requests_at_once));
  EXPECT_EQ(hold(with_form()), wanted_body::form);
}

TEST_F(rest_rest, what_could_not_be_kept_is_told_with_its_reason) {
  api_request call(side_, with_form(), false);
  const api_answer a = call.not_kept("ENOSPC");
  EXPECT_EQ(a.reply.status, 507);
  EXPECT_EQ(code_of(a.reply), "SHIM_FILE_NOT_KEPT");
  EXPECT_NE(a.reply.body.find("ENOSPC"), std::string::npos);
  EXPECT_TRUE(side_.take_gone().empty());
}

}  // namespace
}  // namespace kintone::rest
