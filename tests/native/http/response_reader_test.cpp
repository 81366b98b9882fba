#include "core/http/response_reader.h"

#include <gtest/gtest.h>

#include "tests/native/reading_support.h"

namespace kintone::http {
namespace {

using tests::read_cut;

constexpr line_limits limits{.count = 4, .length = 40};

/// In one piece, byte by byte, cut once at every place, and through windows of few bytes.
void reads(const std::string& text, const std::string& expected) {
  EXPECT_EQ(read_cut(text, {}, limits), expected) << text.substr(0, 60);
  std::vector<std::size_t> every;
  for (std::size_t i = 1; i < text.size(); ++i) every.push_back(i);
  EXPECT_EQ(read_cut(text, every, limits), expected) << "byte by byte: " << text.substr(0, 60);
  if (text.size() < 2'000) {
    for (const std::size_t cut : every) {
      EXPECT_EQ(read_cut(text, {cut}, limits), expected) << "cut at " << cut << ": " << text;
    }
  }
  for (const std::size_t window : {1U, 3U, 10U}) {
    EXPECT_EQ(read_cut(text, {}, limits, window), expected) << "window of " << window;
  }
}

const std::string ok = "HTTP/1.1 200 OK\r\n";
const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
const std::string chunked_head = "200 [Transfer-Encoding|chunked] ";

TEST(response_reader, an_answer_ends_by_its_framing) {
  reads(ok + "Content-Length: 5\r\n\r\nhello", "200 [Content-Length|5] body \"hello\" ended, rests 4000");
  reads(ok + "Content-Length: 5\r\n\r\nhello, world",
        "200 [Content-Length|5] body \"hello\" ended, rests 4000, left \", world\"");
  reads(ok + "Content-Length: 5\r\n\r\nhell", "200 [Content-Length|5] body \"hell\" short");
  reads(ok + "Content-Length: 0\r\n\r\n", "200 [Content-Length|0] ended, rests 4000");
  reads(ok + "\r\nhello", "200 body \"hello\" closed");
  reads(ok + "\r\n", "200 closed");
  reads("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", "204 [Content-Length|5] ended, rests 4000");
  reads("HTTP/1.1 304 \r\n\r\nx", "304 ended, rests 4000, left \"x\"");
  reads(ok + "Content-Le", "short");
  reads("", "short");
}

TEST(response_reader, chunks_are_taken_apart) {
  reads(chunked + "5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n",
        chunked_head + "body \"hello, world\" ended, rests 4000");
  reads(chunked + "0\r\n\r\n", chunked_head + "ended, rests 4000");
  reads(chunked + "0005;a=b;c=\"d e\"\r\nhello\r\n000;x\r\nX-Late: 1\r\n\r\n",
        chunked_head + "body \"hello\" ended, rests 4000");
  reads(chunked + "A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n",
        chunked_head + "body \"01234567890123456789\" ended, rests 4000");
  reads(chunked + "ffffffffffffffff\r\nhello", chunked_head + "body \"hello\" short");
  reads(chunked + "5\r\nhello\r\n0\r\n", chunked_head + "body \"hello\" short");
  for (const char* size :
       {"zz", "", "-5", "+5", " 5", "5 ", "0x5", ";a", "fffffffffffffffff", "00000000000000005"}) {
    reads(chunked + size + "\r\nhello\r\n0\r\n\r\n", chunked_head + "broken chunk-size");
  }
  reads(chunked + "3\r\nhello\r\n0\r\n\r\n", chunked_head + "body \"hel\" broken chunk-size");
  reads(chunked + "3\nhel", chunked_head + "broken chunk-size");
  reads(chunked + "3\r\nhel\n", chunked_head + "body \"hel\" broken chunk-size");
  reads(chunked + "3;a\x07\r\n", chunked_head + "broken chunk-size");
  reads(chunked + "0\r\nX Y: 1\r\n\r\n", chunked_head + "broken X");
}

TEST(response_reader, interim_answers_are_passed_over_however_many) {
  const std::string final = ok + "A: 1\r\nContent-Length: 2\r\n\r\nhi";
  const std::string expected = "200 [A|1] [Content-Length|2] body \"hi\" ended, rests 4000";
  reads("HTTP/1.1 100 Continue\r\n\r\n" + final, expected);
  reads("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nLink: </b>\r\n\r\nHTTP/1.0 199\r\n\r\n" + final, expected);
  std::string many;
  for (int i = 0; i < 1'000; ++i) many += "HTTP/1.1 100 Continue\r\n\r\n";
  reads(many + final, expected);
  reads("HTTP/1.1 103 \r\nContent-Length: x\r\nContent-Length: y\r\n\r\n" + final, expected);
  reads("HTTP/1.1 102 \r\n\r\n", "short");
}

TEST(response_reader, what_is_no_http_1_is_malformed_at_once) {
  for (const char* line :
       {"hello, world", "RTSP/1.0 200 OK", "HTTP/0.9 200 OK", "HTTP/2 200", "HTTP/1.2 200 OK",
        "http/1.1 200 OK", "HTTP/11 200 OK", "HTTP/1.1 OK 200", "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK",
        "HTTP/1.1200 OK", "HTTP/1.1  200 OK", "\r\nHTTP/1.1 200 OK", " HTTP/1.1 200 OK", "HTTP/1.1 200\tOK",
        "HTTP/1.1 200 a\x07"}) {
    reads(std::string(line) + "\r\n\r\n", "malformed status-line");
  }
  reads("h", "malformed status-line");
  reads("HTTP/1.1 200 OK\nA: 1\n\n", "malformed status-line");
  reads("HTTP/1.1 200 OK\rA: 1\r\n\r\n", "malformed status-line");
  reads("HTTP/1.1 200 " + std::string(9'000, 'x'), "malformed status-line");
  for (const char* status : {"000", "001", "042", "099", "101"}) {
    reads("HTTP/1.1 " + std::string(status), "malformed status-code " + std::string(status));
  }
  for (const char* line : {"HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.1 200 \xc3\xa9\t!", "HTTP/1.1 999 OK"}) {
    EXPECT_NE(read_cut(std::string(line) + "\r\nContent-Length: 0\r\n\r\n", {}, limits).find("ended"),
              std::string::npos)
        << line;
  }
}

TEST(response_reader, a_head_that_is_framed_in_two_ways_is_malformed) {
  reads(ok + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "malformed Content-Length");
  reads(ok + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "malformed Content-Length");
  reads(ok + "Content-Length: five\r\n\r\n", "malformed Content-Length");
  reads(ok + "Transfer-Encoding: chunked, chunked\r\n\r\n", "malformed Transfer-Encoding");
}

TEST(response_reader, limits_are_judged_as_the_bytes_come) {
  const std::string line = "X: v\r\n";
  const std::string four = line + line + line + line;
  const std::string head_of_four = "200 [X|v] [X|v] [X|v] [X|v] ";
  reads(ok + four + "\r\n", head_of_four + "closed");
  reads(ok + four + "Y", "too many field line 5");
  reads("HTTP/1.1 103 \r\n" + four + "Y", "too many field line 5");
  reads("HTTP/1.1 103 \r\n" + four + "\r\n" + ok + four + "\r\n", head_of_four + "closed");
  reads(chunked + "0\r\n" + four + "\r\n", chunked_head + "ended, rests 4000");
  reads(chunked + "0\r\n" + four + "Y", chunked_head + "too many field line 5");

  const std::string longest = "Long: " + std::string(34, 'v');
  reads(ok + longest + "\r\n\r\n", "200 [Long|" + std::string(34, 'v') + "] closed");
  reads(ok + longest + "v", "too long Long");
  reads("HTTP/1.1 103 \r\n" + longest + "v", "too long Long");
  reads(chunked + "0\r\n" + longest + "v", chunked_head + "too long Long");
  reads(chunked + "1;" + std::string(40, 'e') + "\r\nx\r\n0\r\n\r\n",
        chunked_head + "body \"x\" ended, rests 4000");
  reads(chunked + "1;" + std::string(41, 'e'), chunked_head + "too long chunk-ext");
}

TEST(response_reader, a_connection_is_used_again_where_the_answer_allows_it) {
  const auto rest = [](const std::string& version, const std::string& lines) {
    const std::string told = read_cut(version + " 204 \r\n" + lines + "\r\n", {}, limits);
    return told.substr(told.find("ended"));
  };
  EXPECT_EQ(rest("HTTP/1.1", ""), "ended, rests 4000");
  EXPECT_EQ(rest("HTTP/1.1", "Connection: Close\r\n"), "ended");
  EXPECT_EQ(rest("HTTP/1.1", "Connection: x, close\r\n"), "ended");
  EXPECT_EQ(rest("HTTP/1.1", "Keep-Alive: max=5, Timeout=5\r\n"), "ended, rests 2500");
  EXPECT_EQ(rest("HTTP/1.1", "Keep-Alive: timeout=1\r\n"), "ended, rests 500");
  EXPECT_EQ(rest("HTTP/1.1", "Keep-Alive: timeout=0\r\n"), "ended");
  EXPECT_EQ(rest("HTTP/1.1", "Keep-Alive: timeout=75\r\n"), "ended, rests 4000");
  EXPECT_EQ(rest("HTTP/1.1", "Keep-Alive: timeout=99999999999999\r\n"), "ended, rests 4000");
  EXPECT_EQ(rest("HTTP/1.1", "Keep-Alive: timeout=\r\n"), "ended");
  EXPECT_EQ(rest("HTTP/1.1", "Keep-Alive: max=5\r\n"), "ended, rests 4000");
  EXPECT_EQ(rest("HTTP/1.0", ""), "ended");
  EXPECT_EQ(rest("HTTP/1.0", "Connection: keep-alive\r\n"), "ended, rests 4000");
  EXPECT_EQ(
      read_cut("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {},
               limits),
      "200 [Connection|keep-alive] [Transfer-Encoding|chunked] ended");
}

TEST(response_reader, says_whether_anything_came) {
  response_reader reader(limits);
  EXPECT_FALSE(reader.has_begun());
  (void)reader.read("", 0);
  EXPECT_FALSE(reader.has_begun());
  (void)reader.read("H", 1);
  EXPECT_TRUE(reader.has_begun());
}

}  // namespace
}  // namespace kintone::http
