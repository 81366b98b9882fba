// What a call sends (P04–P08, U02–U06).
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/proxy/call.h"
#include "tests/native/support.h"

namespace kintone::proxy {
namespace {

using namespace tests;
using world::settings;

checked_call checked(const call& c) { return check(c, settings()); }

TEST(call_data, get_and_delete_ignore_it_whatever_it_is) {
  for (const char* method : {"GET", "DELETE"}) {
    for (const argument& data :
         {of_type("undefined"), of_type("null"), text("x"), number("1"), object(), of_type("array"),
          of_type("FormData"), blob("1"), of_type("symbol", "Symbol()"), threw("Error: no")}) {
      call c = a_call();
      c.method = text(method);
      c.data = data;
      EXPECT_TRUE(checked(c).problems.empty()) << method << " " << data.type;
      EXPECT_EQ(checked(c).request.content, body::none) << method << " " << data.type;
    }
  }
}

TEST(call_data, what_get_and_delete_ignore_is_known_unless_it_stands_for_nothing) {
  const auto ignores = [](const argument& data, const char* method = "DELETE", bool page_says_so = false) {
    call c = a_call();
    c.method = text(method);
    c.data = data;
    c.page.ignores_body = page_says_so;
    return checked(c).ignores_body;
  };
  for (const argument& something : {text("0"), of_type("longString", "2000000"), number("0"),
                                    of_type("boolean", "false"), of_type("object", "1"), of_type("object"),
                                    of_type("array"), of_type("FormData"), blob("0"), threw("Error: no")}) {
    EXPECT_TRUE(ignores(something)) << something.type;
    EXPECT_TRUE(ignores(something, "GET")) << something.type;
    EXPECT_FALSE(ignores(something, "POST")) << something.type;
  }
  for (const argument& nothing : {of_type("undefined"), of_type("null"), text(""), tests::nothing()}) {
    EXPECT_FALSE(ignores(nothing)) << nothing.type;
    EXPECT_TRUE(ignores(nothing, "GET", true)) << nothing.type;
    EXPECT_FALSE(ignores(nothing, "PUT", true)) << nothing.type;
  }
}

TEST(call_data, a_function_in_its_place_is_a_callback_one_place_too_early) {
  for (const char* method : {"GET", "POST", "PUT", "DELETE", "PATCH"}) {
    call c = a_call();
    c.method = text(method);
    c.data = function();
    const auto problems = checked(c).problems;
    EXPECT_EQ(problems.back().argument, "data") << method;
    EXPECT_EQ(problems.back().message, text_of(phrase::data_callback, locale::en));
  }
}

TEST(call_data, a_string_is_text) {
  for (const char* method : {"POST", "PUT"}) {
    for (const char* value : {"", "{}", "あ"}) {
      call c = a_post(text(value));
      c.method = text(method);
      EXPECT_TRUE(checked(c).problems.empty());
      EXPECT_EQ(checked(c).request.content, body::text);
    }
  }
}

TEST(call_data, objects_and_arrays_are_json) {
  for (const argument& data :
       {object(), of_type("array"), of_type("Date"), of_type("Foo"), of_type("Error")}) {
    EXPECT_TRUE(checked(a_post(data)).problems.empty()) << data.type;
    EXPECT_EQ(checked(a_post(data)).request.content, body::json) << data.type;
  }
}

struct refused {
  const char* type;
  const char* advice;
};

TEST(call_data, anything_else_is_refused_with_what_to_write_instead) {
  for (const auto& [type, advice] : {
           refused{"Blob", "kintone.proxy.upload(url, method, headers, { format: 'RAW', value: data })"},
           {"File", "kintone.proxy.upload(url, method, headers, { format: 'RAW', value: data })"},
           {"ArrayBuffer", "{ format: \'RAW\', value: new Blob([data]) })"},
           {"SharedArrayBuffer", "{ format: \'RAW\', value: new Blob([data]) })"},
           {"Uint8Array", "{ format: \'RAW\', value: new Blob([data]) })"},
           {"Float64Array", "{ format: \'RAW\', value: new Blob([data]) })"},
           {"BigInt64Array", "{ format: \'RAW\', value: new Blob([data]) })"},
           {"DataView", "{ format: \'RAW\', value: new Blob([data]) })"},
           {"FormData", "String(new URLSearchParams(data))"},
           {"URLSearchParams", "String(data)"},
           {"Headers", "Object.fromEntries(data)"},
           {"Map", "Object.fromEntries(data)"},
           {"Set", "Array.from(data)"},
           {"Promise", "await data"},
           {"undefined", "{}"},
           {"null", "{}"},
           {"number", "String(data)"},
           {"boolean", "String(data)"},
           {"bigint", "String(data)"},
           {"symbol", "given: symbol"},
           {"WeakMap", "given: WeakMap"},
           {"ReadableStream", "await new Response(data).text()"},
           {"function", "pass {} as data"},
       }) {
    const checked_call result = checked(a_post(of_type(type, "1")));
    ASSERT_EQ(names_of(result.problems), "data") << type;
    EXPECT_TRUE(result.problems[0].message.ends_with(advice)) << result.problems[0].message;
    EXPECT_EQ(result.problems[0].kind, error::invalid_argument);
  }
}

TEST(call_data, of_an_upload_is_a_blob_or_a_file_as_raw) {
  for (const char* type : {"Blob", "File"}) {
    call c = an_upload();
    c.data = object({{"format", text("RAW")}, {"value", of_type(type, "7")}});
    const checked_call result = checked(c);
    EXPECT_TRUE(result.problems.empty()) << type;
    EXPECT_EQ(result.request.content, body::blob);
    EXPECT_EQ(result.request.size, 7U);
  }
}

TEST(call_data, of_an_upload_is_an_object) {
  for (const argument& wrong :
       {of_type("undefined"), of_type("null"), text("x"), of_type("longString", "9"), number("1"),
        of_type("boolean", "true"), of_type("bigint", "1"), of_type("symbol"), function(), of_type("array"),
        blob("1"), of_type("File", "1"), of_type("Promise"), of_type("FormData"), threw("Error: no")}) {
    call c = an_upload();
    c.data = wrong;
    EXPECT_EQ(names_of(checked(c).problems), "data") << wrong.type;
  }
}

TEST(call_data, the_format_is_exactly_raw) {
  for (const argument& wrong : {of_type("undefined"), text("raw"), text("RAW "), text(""), number("1"),
                                threw("Error: no"), of_type("String", "RAW")}) {
    call c = an_upload();
    c.data = object({{"format", wrong}, {"value", blob("1")}});
    EXPECT_EQ(names_of(checked(c).problems), "data.format") << as_given(wrong);
  }
  call c = an_upload();
  c.data = object({{"value", blob("1")}});
  EXPECT_EQ(names_of(checked(c).problems), "data.format");
}

TEST(call_data, the_value_is_a_blob_or_a_file) {
  for (const argument& wrong :
       {of_type("undefined"), of_type("null"), text("x"), of_type("ArrayBuffer"), of_type("Uint8Array"),
        of_type("FormData"), object(), threw("Error: no"), blob(""), blob("-1"), blob("1.5"), blob("NaN")}) {
    call c = an_upload();
    c.data = object({{"format", text("RAW")}, {"value", wrong}});
    EXPECT_EQ(names_of(checked(c).problems), "data.value") << as_given(wrong);
  }
  call c = an_upload();
  c.data = object();
  EXPECT_EQ(names_of(checked(c).problems), "data.format data.value");
}

TEST(call_data, an_upload_between_200_million_bytes_and_200_mib_has_a_warning) {
  for (const std::uint64_t size : {std::uint64_t{0}, grey_zone::upload - 1, grey_zone::upload}) {
    EXPECT_EQ(codes_of(checked(an_upload(std::to_string(size))).warnings), "") << size;
  }
  for (const std::uint64_t size : {grey_zone::upload + 1, limits().upload}) {
    EXPECT_EQ(codes_of(checked(an_upload(std::to_string(size))).warnings), "SHIM_WARN_UPLOAD") << size;
  }
  EXPECT_EQ(codes_of(checked(an_upload(std::to_string(limits().upload + 1))).warnings), "");
}

}  // namespace
}  // namespace kintone::proxy
