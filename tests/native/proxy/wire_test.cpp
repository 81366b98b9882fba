#include "core/proxy/wire.h"

#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;

class on_the_wire : public exchange_fixture {};

TEST_F(on_the_wire, a_request_has_its_lines_in_order) {
  call c = a_post(text("hello"));
  c.headers = object({{"X-One", text("a")}, {"x-two", text("b, c")}});
  exchange x = sent(c);
  const std::string head = wire(x).head(5);
  EXPECT_TRUE(
      head.starts_with("POST /v1 HTTP/1.1\r\nhost: api.example.com\r\nconnection: keep-alive\r\n"
                       "X-One: a\r\nx-two: b, c\r\nAccept: */*\r\n"))
      << head;
  EXPECT_TRUE(head.ends_with("\r\ncontent-length: 5\r\n\r\n")) << head;
}

TEST_F(on_the_wire, the_caller_s_host_takes_the_place_of_ours) {
  call c = a_call();
  c.url = {text("http://api.example.com:8080/"), "api.example.com", "8080"};
  exchange without = sent(c);
  EXPECT_NE(wire(without).head(0).find("\r\nhost: api.example.com:8080\r\n"), std::string::npos);
  c.headers = object({{"HOST", text("other.example")}});
  exchange x = sent(c);
  const std::string head = wire(x).head(0);
  EXPECT_TRUE(
      head.starts_with("GET / HTTP/1.1\r\nhost: other.example\r\nconnection: keep-alive\r\nAccept: "));
  EXPECT_EQ(head.find("HOST"), std::string::npos);
  EXPECT_EQ(head.find("content-length"), std::string::npos);
}

TEST_F(on_the_wire, an_empty_body_has_a_length) {
  exchange x = sent(a_post(text("")));
  EXPECT_TRUE(wire(x).head(0).ends_with("\r\ncontent-length: 0\r\n\r\n"));
}

TEST_F(on_the_wire, the_exchange_is_told_the_head_or_what_is_wrong) {
  exchange x = sent();
  wire w(x);
  const std::string_view text = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
  EXPECT_EQ(w.read(text, text.size()).next, http::reading::head);
  EXPECT_EQ(w.answered(), next::body);
  EXPECT_EQ(w.read({}, 0).next, http::reading::ended);
  EXPECT_EQ(w.idle_time(), 4'000U);
  x.end();
  EXPECT_EQ(x.conclude(false).status, 404);

  exchange broken = sent();
  wire b(broken);
  EXPECT_EQ(b.read("h", 1).next, http::reading::failed);
  EXPECT_EQ(b.answered(), next::done);
  EXPECT_EQ(broken.conclude(false).code, "SHIM_RESPONSE_MALFORMED");
}

TEST_F(on_the_wire, only_a_get_of_which_nothing_came_may_be_sent_again) {
  exchange get = sent();
  wire w(get);
  EXPECT_TRUE(w.may_repeat());
  (void)w.read("HTTP", 4);
  EXPECT_FALSE(w.may_repeat());
  for (const char* method : {"POST", "PUT", "DELETE"}) {
    call c = a_post(text("x"));
    c.method = text(method);
    exchange x = sent(c);
    EXPECT_FALSE(wire(x).may_repeat()) << method;
  }
}

}  // namespace
}  // namespace kintone::proxy
