// What may be said of routes (shim.upstream), and what is said of the rest.
#include "core/proxy/route.h"
#include "core/proxy/route_end.h"
#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;

std::string fault_of(std::string_view function, std::vector<argument_member> given,
                     locale language = locale::en) {
  world::settings s;
  s.language = language;
  return check_route(function, object(std::move(given)), s).fault;
}

argument exact(const std::string& url, const std::string& host, const std::string& port = "") {
  argument given = text(url);
  given.members = {{"host", text(host)}, {"port", text(port)}};
  return given;
}

TEST(route_arguments, matchers_are_taken) {
  EXPECT_EQ(fault_of("get", {{"method", text("GET")}, {"url", text("https://a/*")}}), "");
  EXPECT_EQ(fault_of("intercept", {}), "");
  EXPECT_EQ(fault_of("intercept", {{"method", array({text("GET"), text("PUT")})},
                                   {"url", of_type("RegExp")},
                                   {"query", object({{"a", text("1")}})},
                                   {"headers", object({{"X-A", of_type("RegExp")}})},
                                   {"body", function()}}),
            "");
  for (const argument& body :
       {text("a"), of_type("longString", "2000000"), of_type("RegExp"), object(), array({}), function()}) {
    EXPECT_EQ(fault_of("intercept", {{"body", body}}), "") << body.type;
  }
}

TEST(route_arguments, of_a_wrong_matcher_the_name_the_value_and_what_is_allowed_is_told) {
  EXPECT_EQ(fault_of("get", {{"method", text("GET")}, {"url", of_type("undefined")}}),
            "get: url must be string | RegExp | URL; given: undefined");
  EXPECT_EQ(fault_of("intercept", {{"metod", text("GET")}}),
            "intercept: the option metod is not known; known options: method, url, query, headers, body");
  EXPECT_EQ(fault_of("intercept", {{"headers", object({{"X-A", number("1")}})}}),
            "intercept: headers.X-A must be string | RegExp; given: 1");
  EXPECT_EQ(fault_of("intercept", {{"query", text("a=1")}}),
            "intercept: query must be { [name]: string | RegExp }; given: \"a=1\"");
  for (const argument& method :
       {text("PATCH"), text("get"), text(""), text("GET | POST"), text("POST' | 'PUT"), number("1"),
        array({}), array({text("PATCH")}), text("[…]")}) {
    EXPECT_NE(fault_of("intercept", {{"method", method}}), "") << method.text;
  }
  for (const argument& body : {number("1"), of_type("null"), of_type("Map"), blob("3"), of_type("Reg")}) {
    EXPECT_NE(fault_of("intercept", {{"body", body}}), "") << body.type;
  }
  for (const argument& given : {number("1"), of_type("null"), of_type("undefined"), text("https://a/")}) {
    EXPECT_NE(check_route("intercept", given, world::settings{}).fault, "") << given.type;
  }
}

TEST(route_arguments, an_exact_url_is_given_back_as_it_would_be_sent) {
  const auto sent = [](const argument& url) {
    return check_route("intercept", object({{"url", url}}), world::settings{});
  };
  EXPECT_EQ(sent(exact("HTTPS://API.example.com:8443#top", "api.example.com", "8443")).url,
            "https://api.example.com:8443/");
  EXPECT_EQ(sent(exact("https://a/\xC3\xA9?q", "a")).url, "https://a/%C3%A9?q");
  EXPECT_EQ(sent(text("https://a/*")).url, "");
  EXPECT_NE(sent(exact("a b", "")).fault.find("intercept: url must be an absolute URL"), std::string::npos);
  EXPECT_NE(sent(exact("https://u:p@a/", "a")).fault.find("user:password@"), std::string::npos);
}

TEST(route_arguments, a_pattern_begins_as_an_absolute_url_can) {
  const auto fault = [](const std::string& url) { return fault_of("get", {{"url", text(url)}}); };
  for (const char* url :
       {"*", "**/v1", "h*", "http*://a/", "http:*", "https://*.example.com/", "http://a/*"}) {
    EXPECT_EQ(fault(url), "") << url;
  }
  for (const char* url : {"/*", "a*", "ftp://*", "httpx*", " **", "HTTPS://a/*"}) {
    EXPECT_NE(fault(url).find("get: url must be an absolute URL"), std::string::npos) << url;
  }
}

TEST(route_arguments, a_base_is_an_absolute_url_and_nothing_more) {
  const auto fault = [](const argument& base) { return fault_of("at", {{"base", base}}); };
  EXPECT_EQ(fault(exact("https://a/v1", "a")), "");
  EXPECT_EQ(fault(of_type("undefined")), "at: base must be string | URL; given: undefined");
  EXPECT_NE(fault(of_type("RegExp")), "");
  EXPECT_NE(fault(exact("/v1", "")).find("at: base must be an absolute URL"), std::string::npos);
  for (const char* url : {"https://a/?b", "https://a/#b", "https://a/*", "https://*.a/"}) {
    EXPECT_NE(fault(exact(url, "a")).find("at: base must have no ?, # or *"), std::string::npos) << url;
  }
}

TEST(route_arguments, a_path_is_the_rest_of_a_url) {
  const auto fault = [](const argument& path) { return fault_of("at(base).get", {{"path", path}}); };
  for (const char* path : {"/v1", "v1", "", "?a=1", "/*/https://a"}) EXPECT_EQ(fault(text(path)), "") << path;
  EXPECT_EQ(fault(of_type("RegExp")), "at(base).get: path must be string; given: RegExp");
  EXPECT_EQ(
      fault(text("https://a/")),
      "at(base).get: path must be the rest of the URL, which goes behind the base; given: \"https://a/\"");
}

TEST(route_arguments, kintones_own_origin_is_none_to_route) {
  const auto is_refused = [](std::string_view function, const std::string& place, const argument& url) {
    return fault_of(function, {{place, url}}).find("must not be on kintone's own origin") !=
           std::string::npos;
  };
  const std::string own = "example.kintone.com";
  EXPECT_TRUE(is_refused("get", "url", exact("https://example.kintone.com:443/k/v1", own)));
  EXPECT_TRUE(is_refused("at", "base", exact("https://example.kintone.com", own)));
  EXPECT_TRUE(is_refused("intercept", "url", text("https://example.kintone.com/**")));
  EXPECT_TRUE(is_refused("intercept", "url", text("https://EXAMPLE.kintone.com/*")));
  EXPECT_FALSE(is_refused("get", "url", exact("http://example.kintone.com/", own)));
  EXPECT_FALSE(is_refused("get", "url", exact("https://example.kintone.com:8443/", own, "8443")));
  for (const char* pattern : {"**", "https://**", "https://example.kintone.com*", "https://*.kintone.com/"}) {
    EXPECT_FALSE(is_refused("get", "url", text(pattern))) << pattern;
  }
}

TEST(route_arguments, a_query_stands_in_one_place) {
  const auto fault = [](const argument& url) {
    return fault_of("intercept", {{"url", url}, {"query", object({{"a", text("1")}})}});
  };
  EXPECT_EQ(fault(exact("https://a/", "a")), "");
  EXPECT_EQ(fault(exact("https://a/?b", "a")),
            "intercept: url must have no ? beside query; given: \"https://a/?b\"");
  EXPECT_NE(fault(text("https://a/*?b=*")), "");
  EXPECT_EQ(fault(of_type("RegExp", "/a?/")), "");
  EXPECT_EQ(fault_of("intercept", {{"url", text("https://a/*?b=*")}}), "");
}

TEST(route_arguments, what_a_function_says_of_a_request_is_no_promise) {
  EXPECT_EQ(fault_of("body", {{"answer", of_type("boolean", "true")}}), "");
  EXPECT_EQ(fault_of("body", {{"answer", of_type("Promise")}}),
            "body: answer must be boolean; given: Promise");
}

TEST(route_arguments, an_answer_has_a_status_a_body_and_headers) {
  for (const char* status : {"200", "599", "999"})
    EXPECT_EQ(fault_of("reply", {{"status", number(status)}}), "");
  for (const argument& status : {number("199"), number("1000"), number("200.5"), number("NaN"),
                                 number("-200"), text("200"), of_type("undefined")}) {
    EXPECT_EQ(fault_of("reply", {{"status", status}}),
              "reply: status must be 200 … 999; given: " + as_given(status));
  }
  EXPECT_NE(fault_of("reply", {}), "");
  const auto with = [](std::string name, argument value) {
    return fault_of("reply", {{"status", number("200")}, {std::move(name), std::move(value)}});
  };
  for (const char* type : {"string", "longString", "object", "array", "Uint8Array", "ArrayBuffer", "Blob",
                           "File", "undefined"}) {
    EXPECT_EQ(with("body", of_type(type, "3")), "") << type;
  }
  for (const char* type : {"null", "number", "function", "Map", "Int8Array", "Array", "FormData"}) {
    EXPECT_NE(with("body", of_type(type)), "") << type;
  }
  EXPECT_EQ(with("headers", object({{"A", text("a")}, {"B", array({text("b"), text("c")})}})), "");
  for (const argument& value :
       {number("1"), array({}), array({number("1")}), text("a\r\nB: b"), text("\n")}) {
    EXPECT_NE(with("headers", object({{"A", value}})), "") << value.text;
  }
  EXPECT_EQ(with("headers", object({{"A", array({text("a"), text("b\n")})}})),
            "reply: headers.A must not contain a line break or another control character (character 2)");
  for (const char* name : {"", "A B", "A\r\nB", "\xC3\xA9", "A:"}) {
    EXPECT_NE(with("headers", object({{name, text("a")}})).find("is not a valid header name"),
              std::string::npos)
        << name;
    EXPECT_NE(fault_of("intercept", {{"headers", object({{name, text("a")}})}}), "") << name;
  }
  EXPECT_EQ(with("headers", object({{"A", text("\xE6\x9D\xB1\t")}})), "");
  EXPECT_NE(with("headers", array({})), "");
  EXPECT_NE(with("header", object()), "");
}

TEST(route_arguments, times_delays_and_failures) {
  EXPECT_EQ(fault_of("times", {{"times", number("1")}}), "");
  for (const argument& times :
       {number("0"), number("-1"), number("Infinity"), text("1"), of_type("undefined")})
    EXPECT_NE(fault_of("times", {{"times", times}}), "") << times.text;
  EXPECT_EQ(fault_of("delay", {{"milliseconds", number("0")}}), "");
  EXPECT_EQ(fault_of("delay", {{"milliseconds", number("2147483647")}}), "");
  for (const argument& ms : {number("2147483648"), number("-1"), text("1"), of_type("undefined")})
    EXPECT_NE(fault_of("delay", {{"milliseconds", ms}}), "") << ms.text;
  for (const char* kind : {"dns", "tls", "refused", "reset", "truncated", "timeout"}) {
    EXPECT_EQ(fault_of("fail", {{"kind", text(kind)}}), "");
    EXPECT_NE(end_called(kind), nullptr) << kind;
  }
  for (const argument& kind :
       {text("slow"), text(""), text("dns' | 'tls"), of_type("undefined"), number("1")})
    EXPECT_NE(fault_of("fail", {{"kind", kind}}), "") << kind.text;
}

TEST(route_arguments, of_kintones_own_side) {
  const auto path_of = [](std::string_view path) {
    return check_route("rest.get", object({{"path", text(std::string(path))}}), world::settings{});
  };
  EXPECT_EQ(path_of("/k/v1/records.json").url, "/k/v1/records");
  EXPECT_EQ(path_of("/k/guest/1/v1/*.json").url, "/k/guest/1/v1/*");
  EXPECT_EQ(path_of("/v1/users.json").url, "/v1/users");
  for (const char* path : {"/k", "k/v1/record.json", "/v2/users.json", "https://a/k/", "/k/v1/a?b", "/k/#a",
                           "/k/a b", "/k/\xE3\x81\x82"}) {
    EXPECT_NE(path_of(path).fault, "") << path;
  }
  EXPECT_NE(fault_of("rest.put", {{"path", of_type("RegExp")}}), "");

  const auto reply = [](const char* status, argument body) {
    return fault_of("rest.reply", {{"status", number(status)}, {"body", std::move(body)}});
  };
  for (const char* status : {"200", "599"}) EXPECT_EQ(reply(status, text("a")), "") << status;
  for (const char* status : {"199", "600", "204", "205", "304"})
    EXPECT_NE(reply(status, text("a")), "") << status;
  EXPECT_EQ(reply("204", of_type("undefined")), "");
  for (const char* name : {"Content-Length", "transfer-encoding", "Connection", "Keep-Alive"}) {
    const argument headers = object({{name, text("1")}});
    EXPECT_NE(fault_of("rest.reply", {{"status", number("200")}, {"headers", headers}}), "") << name;
    EXPECT_EQ(fault_of("reply", {{"status", number("200")}, {"headers", headers}}), "") << name;
  }

  const auto failure = [](argument_member more) {
    return fault_of("rest.fail", {{"code", text("A")}, {"message", text("")}, std::move(more)});
  };
  EXPECT_EQ(failure({"errors", object()}), "");
  EXPECT_EQ(failure({"status", number("400")}), "");
  EXPECT_NE(failure({"status", number("399")}), "");
  EXPECT_NE(failure({"status", number("600")}), "");
  EXPECT_NE(failure({"errors", array({})}), "");
  EXPECT_NE(fault_of("rest.fail", {{"message", text("")}}), "");
  EXPECT_NE(fault_of("rest.fail", {{"code", text("A\n")}, {"message", text("")}}), "");
}

TEST(route_arguments, are_complained_about_in_japanese_too) {
  EXPECT_EQ(fault_of("times", {{"times", number("0")}}, locale::ja),
            "times: timesの値が正しくありません。使える値：1 … 2147483647。指定された値：0");
}

}  // namespace
}  // namespace kintone::proxy
