#include "core/site/server_options.h"

#include <gtest/gtest.h>

#include "tests/native/support.h"

namespace kintone::site {
namespace {

using tests::array;
using tests::function;
using tests::number;
using tests::object;
using tests::of_type;
using tests::text;
using tests::threw;

std::string serve_fault(std::vector<argument_member> members) {
  return server_options_fault("serve", object(std::move(members)), locale::en);
}

std::string listener_fault(std::vector<argument_member> members) {
  return server_options_fault("requestListener", object(std::move(members)), locale::en);
}

TEST(options, what_is_right_has_no_fault) {
  EXPECT_EQ(server_options_fault("serve", {}, locale::en), "");
  EXPECT_EQ(serve_fault({}), "");
  EXPECT_EQ(serve_fault({{"port", number("0")},
                         {"host", text("192.168.1.5")},
                         {"root", text("pages")},
                         {"shim", of_type("Shim")},
                         {"inject", of_type("boolean", "true")},
                         {"relay", of_type("boolean", "false")},
                         {"log", function()}}),
            "");
  EXPECT_EQ(serve_fault({{"port", {}}, {"host", {}}, {"root", {}}, {"shim", {}}, {"log", {}}}), "");
  EXPECT_EQ(serve_fault({{"port", number("65535")}}), "");
  EXPECT_EQ(listener_fault({{"shim", of_type("Shim")}, {"host", text("dev.example.test")}}), "");
}

TEST(options, what_is_wrong_is_named) {
  const std::vector<argument_member> wrong = {
      {"port", number("65536")}, {"port", number("-1")},   {"port", number("1.5")}, {"port", text("80")},
      {"host", text("")},        {"host", text("a b")},    {"host", text("a/b")},   {"host", number("1")},
      {"host", text("ü")},       {"root", text("")},       {"root", object()},      {"shim", object()},
      {"inject", text("yes")},   {"relay", number("1")},   {"log", text("x")},      {"log", of_type("null")},
      {"root", array({})},       {"shim", of_type("null")}};
  for (const argument_member& member : wrong) {
    const std::string fault = serve_fault({member});
    EXPECT_EQ(fault.rfind("serve: the option " + member.name + " must be ", 0), 0U) << fault;
  }
  EXPECT_EQ(serve_fault({{"root", threw("no")}}), "serve: the option root could not be read: no");
  EXPECT_EQ(
      serve_fault({{"prot", number("1")}}),
      "serve: the option prot is not known; known options: port, host, root, data, tls, shim, inject, relay, log");
  EXPECT_EQ(
      server_options_fault("serve", text("x"), locale::en).rfind("serve: the option options must be", 0), 0U);
}

TEST(options, a_listener_needs_a_shim_and_has_no_server) {
  for (const std::string name : {"port", "root", "inject"}) {
    EXPECT_EQ(listener_fault({{name, number("1")}}),
              "requestListener: the option " + name + " is not known; known options: host, shim, relay, log");
  }
  EXPECT_EQ(listener_fault({{"shim", {}}}).rfind("requestListener: the option shim must be ", 0), 0U);
}

}  // namespace
}  // namespace kintone::site
