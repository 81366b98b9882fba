#include "core/rest/authentication.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "tests/native/rest/rest_support.h"

namespace kintone::rest {
namespace {

using tests::exactly;

const credentials declared = {{{"alice", "pa:ss", locale::ja}, {"bob", "", std::nullopt}},
                              {{"token1", 1}, {"token2", 2}, {"again1", 1}}};
const credentials nobody = {};

constexpr std::string_view alice = "YWxpY2U6cGE6c3M=";  // alice:pa:ss

/// The scheme by which a request_head with these fields is let in, or the code with which it is not.
std::string asked(const http::fields& fields, const credentials& known = declared, bool has_session = false) {
  static constexpr std::string_view names[] = {"password", "api_token", "oauth", "session"};
  identity found;
  const auto wrong = authenticate(fields, known, has_session, found);
  return std::string(wrong ? entry_of(wrong->kind).code : names[static_cast<std::size_t>(found.by)]);
}

identity who(const http::fields& fields, const credentials& known = declared) {
  identity found;
  EXPECT_FALSE(authenticate(fields, known, false, found));
  return found;
}

http::fields password(std::string_view value) { return {{"X-Cybozu-Authorization", std::string(value)}}; }
http::fields token(std::string_view value) { return {{"X-Cybozu-API-Token", std::string(value)}}; }
http::fields bearer(std::string_view value) { return {{"Authorization", std::string(value)}}; }

TEST(rest_authentication, base64_is_strict) {
  EXPECT_EQ(base64_decoded(exactly("")), "");
  EXPECT_EQ(base64_decoded(exactly("YQ==")), "a");
  EXPECT_EQ(base64_decoded(exactly("YWI=")), "ab");
  EXPECT_EQ(base64_decoded(exactly("YWJj")), "abc");
  EXPECT_EQ(base64_decoded(exactly("+/+/")), "\xfb\xff\xbf");
  for (const char* wrong : {"Y", "YQ", "YQ=", "YR==", "YWJ=", "YQ==YQ==", "Y===", "====", "==", "YW Jj",
                            "YWJj\n", "-_-_", "YQ=a", "YWJ\xff"}) {
    EXPECT_FALSE(base64_decoded(exactly(wrong))) << wrong;
  }
}

TEST(rest_authentication, F09_a_declared_user_is_known_by_login_and_password) {
  const identity known = who(password(alice));
  EXPECT_EQ(known.by, scheme::password);
  EXPECT_EQ(known.login, "alice");
  EXPECT_EQ(known.language, locale::ja);
  EXPECT_FALSE(known.is_unchecked);
  EXPECT_TRUE(known.may_use(77));
  EXPECT_EQ(who(password("Ym9iOg==")).login, "bob");
}

TEST(rest_authentication, F10_a_wrong_password_or_broken_base64_is_CB_WA01) {
  for (const char* wrong : {"", "YWxpY2U6cGE6c3", "YWxpY2U6", "YWxpY2U=", "OnBhc3M=", "Ym9iOng=", "Y2Fyb2w6",
                            "YWxpY2U6cGE6c3M=,x", "YWxpY2U6cGE6c3M= YQ==", "QUxJQ0U6cGE6c3M=", "Yf86YQ=="}) {
    EXPECT_EQ(asked(password(wrong)), "CB_WA01") << wrong;
  }
  http::fields twice = password(alice);
  twice.push_back(twice.front());
  EXPECT_EQ(asked(twice), "CB_WA01");
}

TEST(rest_authentication, S03_what_is_well_formed_is_taken_where_nothing_is_declared) {
  EXPECT_EQ(who(password("eDp5"), nobody).login, "x");
  EXPECT_TRUE(who(password("eDp5"), nobody).is_unchecked);
  // What is declared is all there is.
  const credentials tokens{{}, {{"t", 1}}};
  EXPECT_EQ(asked(password("eDp5"), tokens), "CB_WA01");
  const credentials users{{{"x", "y", std::nullopt}}, {}};
  EXPECT_EQ(asked(token("any"), users), "GAIA_IA02");
  EXPECT_TRUE(who(token("any"), nobody).is_unchecked);
  EXPECT_TRUE(who(token("any"), nobody).may_use(5));
  EXPECT_TRUE(who(bearer("Bearer abc.def=="), nobody).is_unchecked);
  EXPECT_EQ(asked(password("eA=="), nobody), "CB_WA01");
  EXPECT_EQ(asked(token("a b"), nobody), "GAIA_IA02");
  EXPECT_EQ(asked(token("a,a"), nobody), "GAIA_DA03");
  for (const char* wrong : {"Bearer", "Bearer ", "Bearer =", "Bearer a b", "Bearer \xe3"}) {
    EXPECT_EQ(asked(bearer(wrong), nobody), "CB_OA01") << wrong;
  }
}

TEST(rest_authentication, F09_api_tokens_are_a_list_with_blanks_or_repeated_fields) {
  EXPECT_EQ(who(token("token1")).apps, std::vector<number>{1});
  EXPECT_EQ(who(token("token1,token2")).apps, (std::vector<number>{1, 2}));
  EXPECT_EQ(who(token(" token1 ,\ttoken2,")).apps, (std::vector<number>{1, 2}));
  http::fields repeated = token("token2");
  repeated.push_back({"x-cybozu-api-token", "token1"});
  EXPECT_EQ(who(repeated).apps, (std::vector<number>{2, 1}));
  EXPECT_TRUE(who(repeated).may_use(1));
  EXPECT_FALSE(who(repeated).may_use(3));
}

TEST(rest_authentication, F10_tokens_that_are_wrong) {
  for (const char* wrong : {"", " , ", "token", "TOKEN1", "token1;token2", "token1,nobody"}) {
    EXPECT_EQ(asked(token(wrong)), "GAIA_IA02") << wrong;
  }
  EXPECT_EQ(asked(token("token1,token1")), "GAIA_DA03");
  EXPECT_EQ(asked(token("token1,again1")), "GAIA_DA03");
}

TEST(rest_authentication, F10_nine_tokens_and_no_more) {
  credentials many;
  std::string list;
  for (std::size_t i = 0; i < api_tokens + 1; ++i) {
    many.api_tokens.push_back({"t" + std::to_string(i), i + 1});
    if (i == api_tokens) {
      EXPECT_EQ(asked(token(list), many), "api_token");
    }
    list += (list.empty() ? "t" : ",t") + std::to_string(i);
  }
  EXPECT_EQ(asked(token(list), many), "CB_IL02");
}

TEST(rest_authentication, F10_no_token_of_OAuth_is_good_where_credentials_are_declared) {
  EXPECT_EQ(asked(bearer("Bearer abc"), nobody), "oauth");
  EXPECT_EQ(asked(bearer("bearer abc"), nobody), "oauth");
  EXPECT_EQ(asked(bearer("Bearer abc")), "CB_OA01");
  http::fields twice = bearer("Bearer a");
  twice.push_back({"Authorization", "Bearer b"});
  EXPECT_EQ(asked(twice, nobody), "CB_OA01");
}

TEST(rest_authentication, F09_Basic_is_ignored) {
  EXPECT_EQ(asked(bearer("Basic YTpi")), "CB_AU01");
  http::fields both = bearer("Basic YTpi");
  both.push_back({"Authorization", "Bearer abc"});
  EXPECT_EQ(asked(both, nobody), "oauth");
  both = bearer("Basic YTpi");
  both.push_back({"X-Cybozu-Authorization", std::string(alice)});
  EXPECT_EQ(asked(both), "password");
}

TEST(rest_authentication, S02_password_then_token_then_OAuth_then_session) {
  http::fields all = {{"X-Requested-With", "XMLHttpRequest"}};
  EXPECT_EQ(asked({}, declared, false), "CB_AU01");
  EXPECT_EQ(asked(all, declared, false), "CB_AU01");
  EXPECT_EQ(asked(all, declared, true), "session");
  all.push_back({"Authorization", "Bearer abc"});
  EXPECT_EQ(asked(all, nobody, true), "oauth");
  all.push_back({"X-Cybozu-API-Token", "wrong"});
  EXPECT_EQ(asked(all, declared, true), "GAIA_IA02");
  all.push_back({"X-Cybozu-Authorization", "wrong"});
  EXPECT_EQ(asked(all, declared, true), "CB_WA01");
}

TEST(rest_authentication, T04_a_session_wants_X_Requested_With) {
  EXPECT_EQ(asked({}, declared, true), "CB_JH01");
  EXPECT_EQ(asked({{"X-Requested-With", ""}}, declared, true), "CB_JH01");
  EXPECT_EQ(asked({{"X-Requested-With", " \t"}}, declared, true), "CB_JH01");
  EXPECT_EQ(asked({{"x-requested-with", "x"}}, declared, true), "session");
}

TEST(rest_authentication, T03_a_session_alone_needs_the_request_token) {
  world::world w = a_world();
  const std::string good = w.request_token();
  EXPECT_FALSE(token_fault(w, {.by = scheme::session}, good));
  for (const scheme other : {scheme::password, scheme::api_token, scheme::oauth}) {
    EXPECT_FALSE(token_fault(w, {.by = other}, std::nullopt));
    EXPECT_FALSE(token_fault(w, {.by = other}, "wrong"));
  }
  for (const std::optional<std::string_view> wrong :
       {std::optional<std::string_view>(), std::optional<std::string_view>(""),
        std::optional<std::string_view>("wrong")}) {
    const auto refused = token_fault(w, {.by = scheme::session}, wrong);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->kind, error::request_token_wrong);
  }
}

}  // namespace
}  // namespace kintone::rest
