#include "core/proxy/transport_fault.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using tests::exactly;
using enum kintone::error;

struct fault {
  const char* code;
  error before_head;
  error in_body;
};

TEST(transport_fault, every_word_of_the_platform_has_its_error) {
  for (const auto& [code, before_head, in_body] : {
           fault{"ENOTFOUND", host_not_found, host_not_found},
           {"ENODATA", host_not_found, host_not_found},
           {"EAI_AGAIN", host_not_found, host_not_found},
           {"EAI_FAIL", host_not_found, host_not_found},
           {"ADDRESS_REFUSED", address_refused, address_refused},
           {"ECONNREFUSED", connection_refused, connection_refused},
           {"ECONNRESET", connection_reset, response_truncated},
           {"EPIPE", connection_reset, response_truncated},
           {"UND_ERR_SOCKET", connection_reset, response_truncated},
           {"HPE_INVALID_EOF_STATE", connection_reset, response_truncated},
           {"HPE_INVALID_VERSION", response_malformed, response_truncated},
           {"HPE_INVALID_CHUNK_SIZE", response_malformed, response_truncated},
           {"UND_ERR_RES_CONTENT_LENGTH_MISMATCH", response_malformed, response_truncated},
           {"HTTPParserError", response_malformed, response_truncated},
           {"UND_ERR_HEADERS_OVERFLOW", response_header_line_too_long, response_header_line_too_long},
           {"Z_BUF_ERROR", response_truncated, response_truncated},
           {"Z_DATA_ERROR", response_malformed, response_malformed},
           {"ERR__ERROR_FORMAT_PADDING_1", response_malformed, response_malformed},
           {"DEPTH_ZERO_SELF_SIGNED_CERT", tls_rejected, tls_rejected},
           {"SELF_SIGNED_CERT_IN_CHAIN", tls_rejected, tls_rejected},
           {"UNABLE_TO_VERIFY_LEAF_SIGNATURE", tls_rejected, tls_rejected},
           {"ERR_TLS_CERT_ALTNAME_INVALID", tls_rejected, tls_rejected},
           {"CERT_HAS_EXPIRED", tls_rejected, tls_rejected},
           {"CERT_UNTRUSTED", tls_rejected, tls_rejected},
           {"ERROR_IN_CERT_NOT_AFTER_FIELD", tls_rejected, tls_rejected},
       }) {
    EXPECT_EQ(error_of(exactly(code), phase::before_head), before_head) << code;
    EXPECT_EQ(error_of(exactly(code), phase::in_body), in_body) << code;
  }
}

TEST(transport_fault, any_other_word_is_a_failed_network) {
  for (const char* code :
       {"", "unknown", "TypeError", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "EPROTO", "enotfound",
        "ENOTFOUN", "ECONNREFUSED ", "HPE", "Z", "EAI", "CERT", "UND_ERR_CONNECT_TIMEOUT"}) {
    EXPECT_EQ(error_of(exactly(code), phase::before_head), network_failed) << code;
    EXPECT_EQ(error_of(exactly(code), phase::in_body), network_failed) << code;
  }
}

}  // namespace
}  // namespace kintone::proxy
