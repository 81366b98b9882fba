#include "core/http/certificate.h"

#include <gtest/gtest.h>

#include <string>

namespace kintone::http {
namespace {

std::string pem(const std::string& body) {
  return "-----BEGIN CERTIFICATE-----" + body + "-----END CERTIFICATE-----";
}

// An empty SEQUENCE.
const std::string whole = pem("\nMAA=\n");

TEST(certificate, one_or_several_with_text_around_them) {
  for (const std::string& text : {whole, pem("\r\nMA\r\nA=\r\n"), pem("MAA="), pem(" MA \tA=\n"),
                                  "Subject: a\n" + whole, whole + "\nmore\n" + whole + "\nend",
                                  pem("\nMAMCAQE=\n"), pem("\nMIEDAgEB\n"), pem("\nMIIAAwIBAQ==\n")}) {
    EXPECT_TRUE(has_certificates(text)) << text;
  }
}

TEST(certificate, what_is_cut_off_or_something_else_is_none) {
  for (const std::string& text : {
           std::string(),
           std::string("foo"),
           std::string("-----BEGIN CERTIFICATE-----"),
           std::string("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----"),
           pem(""),
           pem("\n"),
           pem("\nfoo bar!\n"),
           pem("\nMAA\n"),
           pem("\nMA==\n"),          // No length.
           pem("\nMAE=\n"),          // A byte too few.
           pem("\nMAAA\n"),          // A byte too many.
           pem("\nMIIB\n"),          // Half a length.
           pem("\nMIA=\n"),          // Without a length.
           pem("\nMIUAAAAAAA==\n"),  // A length of five bytes.
           pem("\nMQA=\n"),          // A SET.
           whole + pem("\nMAE=\n"),
           whole + "-----BEGIN CERTIFICATE-----\nMAA=\n",
       }) {
    EXPECT_FALSE(has_certificates(text)) << text;
  }
}

}  // namespace
}  // namespace kintone::http
