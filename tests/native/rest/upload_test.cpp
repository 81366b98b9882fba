#include "core/rest/upload.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "tests/native/rest/rest_support.h"

namespace kintone::rest {
namespace {

constexpr std::string_view file_part =
    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a/b.txt\"\r\n\r\nhello\r\n";

std::string token_part(std::string_view token) {
  return "--b\r\nContent-Disposition: form-data; name=\"__REQUEST_TOKEN__\"\r\n\r\n" + std::string(token) +
         "\r\n";
}

class rest_upload : public testing::Test {
 protected:
  world::world world_ = a_world();
  file_registry files_{world_.chance()};
  scheme by_ = scheme::password;
  std::optional<std::string> in_query_;
  file_id last_ = 0;

  /// The code of the refusal, or "ok".
  std::string sent(std::string_view body) {
    upload u(world_, files_, {.by = by_}, 3, "b", in_query_);
    last_ = u.id();
    (void)u.feed(tests::exactly(body));
    json_writer answer;
    const auto wrong = u.end(answer);
    EXPECT_EQ(u.is_kept(), !wrong);
    if (wrong) {
      EXPECT_EQ(files_.find(u.id()), nullptr);
      EXPECT_EQ(files_.disk_usage(), 0U);
      return std::string(entry_of(wrong->kind).code);
    }
    const file* f = files_.find_upload(string_of(member(*parse_json(answer.text()), "fileKey")), 3);
    EXPECT_TRUE(f != nullptr && f->id == u.id());
    return "ok";
  }
};

TEST_F(rest_upload, F01_a_file_gets_a_key) {
  EXPECT_EQ(sent(std::string(file_part) + "--b--"), "ok");
  const file* f = files_.find(last_);
  EXPECT_EQ(f->name, "b.txt");
  EXPECT_EQ(f->size, 5U);
  EXPECT_EQ(f->content_type, "text/plain");
  EXPECT_EQ(f->space, 3U);
  EXPECT_EQ(f->expires, 1000 + file_life);
}

TEST_F(rest_upload, every_upload_has_a_number_of_its_own) {
  upload one(world_, files_, {}, 0, "b", std::nullopt);
  upload other(world_, files_, {}, 0, "b", std::nullopt);
  EXPECT_NE(one.id(), other.id());
  EXPECT_EQ(one.delimiter(), "\r\n--b");
  EXPECT_TRUE(one.feed(std::string(file_part)));
  EXPECT_EQ(one.bytes().length, 5U);
}

TEST_F(rest_upload, F03_what_is_no_form) {
  EXPECT_EQ(sent(""), "GAIA_HM02");
  EXPECT_EQ(sent(file_part), "GAIA_HM02");
  EXPECT_EQ(sent("--c--"), "GAIA_HM02");
}

TEST_F(rest_upload, F04_F05_a_form_without_the_one_file) {
  EXPECT_EQ(sent("--b--"), "CB_IL02");
  EXPECT_EQ(sent(token_part("x") + "--b--"), "CB_IL02");
  EXPECT_EQ(sent(std::string(file_part) + std::string(file_part) + "--b--"), "CB_IL02");
}

TEST_F(rest_upload, F07_a_file_of_1_GB_and_no_byte_more) {
  const std::string chunk(1 << 20, 'x');
  for (const std::size_t more : {std::size_t{0}, std::size_t{1}}) {
    upload u(world_, files_, {.by = scheme::password}, 0, "b", std::nullopt);
    ASSERT_TRUE(u.feed("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"));
    for (std::uint64_t i = 0; i < file_size >> 20U; ++i) ASSERT_TRUE(u.feed(chunk));
    EXPECT_EQ(u.feed(std::string(more, 'x') + "\r\n--b--"), more == 0);
    json_writer answer;
    const auto wrong = u.end(answer);
    if (more == 0) {
      EXPECT_TRUE(u.is_kept());
      EXPECT_EQ(files_.find(u.id())->size, file_size);
    } else {
      ASSERT_TRUE(wrong);
      EXPECT_EQ(wrong->kind, error::file_too_large);
      EXPECT_EQ(wrong->fact, "1073741824");
      EXPECT_FALSE(u.is_kept());
    }
  }
}

TEST_F(rest_upload, T03_a_sessions_token_before_or_after_the_file_or_in_the_query) {
  by_ = scheme::session;
  const std::string file(file_part);
  EXPECT_EQ(sent(token_part(world_.request_token()) + file + "--b--"), "ok");
  files_.expire(~0ULL);
  EXPECT_EQ(sent(file + token_part(world_.request_token()) + "--b--"), "ok");
  files_.expire(~0ULL);
  in_query_ = world_.request_token();
  EXPECT_EQ(sent(file + "--b--"), "ok");
}

TEST_F(rest_upload, T05_a_token_that_is_missing_or_wrong) {
  by_ = scheme::session;
  const std::string file(file_part);
  EXPECT_EQ(sent(file + "--b--"), "CB_CS01");
  EXPECT_EQ(sent("--b--"), "CB_CS01");
  EXPECT_EQ(sent(file + token_part("") + "--b--"), "CB_CS01");
  EXPECT_EQ(sent(file + token_part(world_.request_token() + " ") + "--b--"), "CB_CS01");
  in_query_ = "wrong";
  EXPECT_EQ(sent(file + token_part(world_.request_token()) + "--b--"), "CB_CS01");
  // Whether there was a token cannot be told of what is no form.
  EXPECT_EQ(sent(file), "GAIA_HM02");
}

}  // namespace
}  // namespace kintone::rest
