#include "core/base/limits.h"

#include <gtest/gtest.h>

namespace kintone {
namespace {

TEST(limits, are_those_of_the_documentation) {
  const limits documented;
  EXPECT_EQ(documented.timeout, 30U * 1000);
  EXPECT_EQ(documented.response_body, 10U * 1024 * 1024);
  EXPECT_EQ(documented.response_header_lines, 100U);
  EXPECT_EQ(documented.response_header_line, 8'192U);
  EXPECT_EQ(documented.upload_response_header_line, 8'180U);
  EXPECT_EQ(documented.upload, 200U * 1024 * 1024);
  EXPECT_EQ(error_id_length, 20U);
  EXPECT_EQ(redirects, 5U);
  EXPECT_EQ(unresolved_host_status, 503);
}

TEST(limits, of_the_rest_side_are_those_of_the_documentation) {
  EXPECT_EQ(file_size, 1024U * 1024 * 1024);
  EXPECT_EQ(file_life, 3U * 24 * 60 * 60 * 1000);
  EXPECT_GE(download_key_length, 48U);
  EXPECT_EQ(api_tokens, 9U);
  EXPECT_EQ(requests_at_once, 100U);
  EXPECT_EQ(records_at_once, 100U);
  EXPECT_EQ(records_shown, 100U);
  EXPECT_EQ(query_limit, 500U);
  EXPECT_EQ(query_offset, 10'000U);
  EXPECT_EQ(query_nesting, 64U);
  EXPECT_EQ(app_fields, 500U);
}

TEST(limits, a_grey_zone_lies_below_its_limit) {
  const limits documented;
  EXPECT_LT(grey_zone::response_body, documented.response_body);
  EXPECT_LT(grey_zone::response_header_line, documented.response_header_line);
  EXPECT_LT(grey_zone::upload, documented.upload);
  EXPECT_EQ(grey_zone::response_body, 10'000'000U);
  EXPECT_EQ(grey_zone::response_header_line, 8'180U);
  EXPECT_EQ(grey_zone::upload, 200'000'000U);
}

}  // namespace
}  // namespace kintone
