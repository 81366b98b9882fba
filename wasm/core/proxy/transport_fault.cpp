#include "core/proxy/transport_fault.h"

#include <array>

#include "core/base/algorithm.h"

namespace kintone::proxy {
namespace {

using namespace std::string_view_literals;

// getaddrinfo: no such name, or nobody to ask.
constexpr std::array unresolved = {"ENOTFOUND"sv, "ENODATA"sv};

// The connection ended, by FIN or RST, from either side's view.
constexpr std::array ended = {"ECONNRESET"sv, "EPIPE"sv, "ECONNABORTED"sv, "UND_ERR_SOCKET"sv,
                              "HPE_INVALID_EOF_STATE"sv};

// OpenSSL's verdicts on a certificate, as Node names them (node: doc/api/tls.md, "X509 certificate error
// codes").
constexpr std::array untrusted = {
    "UNABLE_TO_GET_ISSUER_CERT"sv,
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"sv,
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE"sv,
    "UNABLE_TO_GET_CRL"sv,
    "UNABLE_TO_DECRYPT_CERT_SIGNATURE"sv,
    "UNABLE_TO_DECRYPT_CRL_SIGNATURE"sv,
    "INVALID_CA"sv,
    "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY"sv,
    "PATH_LENGTH_EXCEEDED"sv,
    "INVALID_PURPOSE"sv,
    "DEPTH_ZERO_SELF_SIGNED_CERT"sv,
    "SELF_SIGNED_CERT_IN_CHAIN"sv,
    "HOSTNAME_MISMATCH"sv,
    "ERR_TLS_CERT_ALTNAME_INVALID"sv,
    "ERR_TLS_CERT_ALTNAME_FORMAT"sv,
    "CRL_HAS_EXPIRED"sv,
    "CRL_NOT_YET_VALID"sv,
    "CRL_SIGNATURE_FAILURE"sv,
};

}  // namespace

error error_of(std::string_view code, phase when) {
  if (code == "ADDRESS_REFUSED") return error::address_refused;
  if (contains(unresolved, code) || code.starts_with("EAI_")) return error::host_not_found;
  if (code == "ECONNREFUSED") return error::connection_refused;
  if (contains(untrusted, code) || code.starts_with("CERT_") || code.starts_with("ERROR_IN_CERT_")) {
    return error::tls_rejected;
  }
  // zlib: an input that stops early, against one that is no such stream (Node names brotli's faults ERR_…).
  if (code == "Z_BUF_ERROR") return error::response_truncated;
  if (code.starts_with("Z_") || code.starts_with("ERR__ERROR_") || code.starts_with("ERR_BROTLI")) {
    return error::response_malformed;
  }
  if (contains(ended, code))
    return when == phase::before_head ? error::connection_reset : error::response_truncated;
  // llhttp: before the head is through the head is bad, behind it the chunking is.
  if (code.starts_with("HPE_") || code == "HTTPParserError" ||
      code == "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") {
    return when == phase::before_head ? error::response_malformed : error::response_truncated;
  }
  if (code == "UND_ERR_HEADERS_OVERFLOW") return error::response_header_line_too_long;
  return error::network_failed;
}

}  // namespace kintone::proxy
