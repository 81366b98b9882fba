// Every case of tests/native/multipart, cut in every way, with its expected outcome and beside the plain
// reader.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "core/multipart/boundary.h"
#include "tests/native/multipart/form_support.h"
#include "tests/native/support.h"

namespace kintone {
namespace {

using multipart::form_outcome;
using tests::form;

json read_cases() {
  json all = json::array();
  for (const auto& entry : std::filesystem::directory_iterator(KINTONE_MULTIPART_DIR)) {
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    for (const json& each : tests::parsed(text)) all.push_back(each);
  }
  return all;
}

std::string expand(std::string text) {
  static const std::vector<std::pair<std::string, std::string>> names = {
      {"${file}", "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"},
      {"${token}", "Content-Disposition: form-data; name=\"__REQUEST_TOKEN__\"\r\n\r\n"},
      {"${text}", "Content-Disposition: form-data; name=\"text\"\r\n\r\n"},
  };
  for (const auto& [name, value] : names) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name)) {
      text.replace(at, name.size(), value);
    }
  }
  return text;
}

/// A text with `${…}`, `{ "bytes": hex }`, `{ "repeat": text, "times": number }`, or a list of them.
std::string bytes_of(const json& piece) {
  if (piece.is_string()) return expand(piece);
  std::string bytes;
  if (piece.is_array()) {
    for (const json& each : piece) bytes += bytes_of(each);
  } else if (piece.contains("bytes")) {
    const std::string hex = piece["bytes"];
    for (std::size_t i = 0; i < hex.size(); i += 2) {
      bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
  } else {
    for (std::size_t i = 0; i < piece["times"]; ++i) bytes += bytes_of(piece["repeat"]);
  }
  return bytes;
}

multipart::form_limits limits_of(const json& one) {
  if (!one.contains("limits")) return {};
  const json& limits = one["limits"];
  return {.file = limits["file"],
          .part_header = limits["header"],
          .text = limits["text"],
          .parts = limits["parts"]};
}

/// What a case says of a form that was read.
void expect(const json& one, const form& read) {
  EXPECT_EQ(tests::name_of(read.outcome), one["outcome"]);
  EXPECT_TRUE(read.has_file || read.outcome != form_outcome::ok);
  EXPECT_EQ(read.file_name, one.value("fileName", read.file_name));
  if (one.contains("content")) {
    EXPECT_EQ(read.content, bytes_of(one["content"]));
  }
  if (one.contains("token")) {
    EXPECT_EQ(read.token, one["token"].is_null() ? std::optional<std::string>() : bytes_of(one["token"]));
  }
}

void try_body(const json& one, const std::string& body, const std::string& boundary) {
  const multipart::form_limits limits = limits_of(one);
  const form plain = tests::read_plainly(body, boundary, limits);
  expect(one, plain);
  tests::for_each_cut(body.size(), [&](const std::vector<std::size_t>& cuts) {
    const form read = tests::read_cut(body, cuts, boundary, limits);
    if (read == plain) return;
    ADD_FAILURE() << "cut at " << testing::PrintToString(cuts) << ": " << tests::name_of(read.outcome) << ", "
                  << testing::PrintToString(read.content);
  });
}

void try_case(const json& one) {
  SCOPED_TRACE(json_text(one["name"]));
  const std::string body = bytes_of(one["body"]);
  const auto boundary = multipart::boundary_of(one.value("contentType", "multipart/form-data; boundary=b"));
  if (!boundary) {
    EXPECT_EQ(one["outcome"], "broken");
    return;
  }
  try_body(one, body, *boundary);
  // A preamble changes nothing, but where the blocks of the search begin.
  for (const std::size_t length : {1U, 15U, 16U, 61U, 120U}) {
    const std::string longer = std::string(length, '.') + "\r\n" + body;
    EXPECT_EQ(tests::read_cut(longer, {}, *boundary, limits_of(one)),
              tests::read_plainly(body, *boundary, limits_of(one)));
  }
}

class multipart_cases : public testing::TestWithParam<std::string> {};

TEST_P(multipart_cases, hold) {
  for (const json& one : read_cases()) {
    if (one["rule"] == GetParam()) try_case(one);
  }
}

INSTANTIATE_TEST_SUITE_P(of, multipart_cases,
                         testing::Values("F01", "F02", "F03", "F04", "F05", "F06", "F07"),
                         [](const auto& one) { return one.param; });

TEST(multipart_cases, name_the_rules_of_the_form_and_each_outcome) {
  std::set<std::string> rules;
  std::set<std::string> outcomes;
  for (const json& one : read_cases()) {
    rules.insert(one["rule"]);
    outcomes.insert(one["outcome"]);
  }
  EXPECT_EQ(rules, (std::set<std::string>{"F01", "F02", "F03", "F04", "F05", "F06", "F07"}));
  EXPECT_EQ(outcomes, (std::set<std::string>{"broken", "no file", "ok", "too large", "two files"}));
}

}  // namespace
}  // namespace kintone
