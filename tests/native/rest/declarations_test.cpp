#include "core/rest/declarations.h"

#include <gtest/gtest.h>

namespace kintone::rest {
namespace {

/// The path of what is wrong; empty where nothing is.
std::string wrong(const std::string& text) {
  declarations d;
  return read_declarations(*read_json(text), d);
}

TEST(rest_declarations, all_are_read) {
  declarations d;
  const std::string is_wrong =
      read_declarations(*read_json(R"({"users":{"alice":"a:b","bob":{"password":"","locale":"ja"}},
      "apiTokens":{"t1":1,"t2":"2"},"guestSpaces":[3,"4",3],
      "apps":{"5":{"fields":{"A":"FILE","B":{"type":"NUMBER","code":"B"}}},"6":{"guestSpace":3}},"seed":1})"),
                        d);
  EXPECT_EQ(is_wrong, "");
  ASSERT_EQ(d.credentials.users.size(), 2U);
  EXPECT_EQ(d.credentials.users[0].login, "alice");
  EXPECT_EQ(d.credentials.users[0].password, "a:b");
  EXPECT_EQ(d.credentials.users[0].language, std::nullopt);
  EXPECT_EQ(d.credentials.users[1].language, locale::ja);
  ASSERT_EQ(d.credentials.api_tokens.size(), 2U);
  EXPECT_EQ(d.credentials.api_tokens[1].token, "t2");
  EXPECT_EQ(d.credentials.api_tokens[1].app, 2U);
  EXPECT_EQ(d.guest_spaces, (std::vector<number>{3, 4, 3}));
  ASSERT_EQ(d.apps.size(), 2U);
  EXPECT_EQ(d.apps[0].id, 5U);
  ASSERT_EQ(d.apps[0].form.fields().size(), 2U);
  EXPECT_EQ(d.apps[0].form.field_of("A")->type, fields::field_type::file);
  EXPECT_EQ(d.apps[0].form.field_of("B")->type, fields::field_type::number);
  EXPECT_EQ(d.apps[1].space, 3U);
}

TEST(rest_declarations, none_is_needed) {
  for (const char* none :
       {"{}", "null", R"({"users":null,"apps":null})", R"({"users":{},"guestSpaces":[]})"}) {
    EXPECT_EQ(wrong(none), "") << none;
  }
}

TEST(rest_declarations, what_is_wrong_is_named) {
  EXPECT_EQ(wrong(R"({"users":[]})"), "users");
  EXPECT_EQ(wrong(R"({"users":{"a":1}})"), "users.a");
  EXPECT_EQ(wrong(R"({"users":{"a":{}}})"), "users.a");
  EXPECT_EQ(wrong(R"({"users":{"a:b":"c"}})"), "users.a:b");
  EXPECT_EQ(wrong(R"({"users":{"":"c"}})"), "users.");
  EXPECT_EQ(wrong(R"({"users":{"a":{"password":"b","locale":"fr"}}})"), "users.a.locale");
  EXPECT_EQ(wrong(R"({"users":{"a":{"password":"b","rights":{"5":["view","read"]}}}})"),
            "users.a.rights.5[1]");
  EXPECT_EQ(wrong(R"({"users":{"a":{"password":"b","rights":{"0":["view"]}}}})"), "users.a.rights.0");
  EXPECT_EQ(wrong(R"({"users":{"a":{"password":"b","isGuest":"x"}}})"), "users.a.isGuest");
  EXPECT_EQ(wrong(R"({"users":{"a":{"password":"b","phone":1}}})"), "users.a.phone");
  EXPECT_EQ(wrong(R"({"users":{"a":{"password":"b","timeZone":1}}})"), "users.a.timeZone");
  EXPECT_EQ(wrong(R"({"users":{"a":"b"},"session":"c"})"), "session");
  EXPECT_EQ(wrong(R"({"apiTokens":{"t":{"app":5,"rights":["view","all"]}}})"), "apiTokens.t.rights[1]");
  EXPECT_EQ(wrong(R"({"apiTokens":{"t":{"app":5,"right":[]}}})"), "apiTokens.t.right");
  EXPECT_EQ(wrong(R"({"apiTokens":{"t":{"rights":[]}}})"), "apiTokens.t");
  EXPECT_EQ(wrong(R"({"apiTokens":"t"})"), "apiTokens");
  EXPECT_EQ(wrong(R"({"apiTokens":{"t":0}})"), "apiTokens.t");
  for (const char* token : {"", "a b", "a,b", "\\t", "é"}) {
    EXPECT_NE(wrong(R"({"apiTokens":{")" + std::string(token) + R"(":1}})"), "") << token;
  }
  EXPECT_EQ(wrong(R"({"guestSpaces":3})"), "guestSpaces");
  EXPECT_EQ(wrong(R"({"guestSpaces":[1,0]})"), "guestSpaces[1]");
  EXPECT_EQ(wrong(R"({"apps":[]})"), "apps");
  EXPECT_EQ(wrong(R"({"apps":{"x":{}}})"), "apps.x");
  EXPECT_EQ(wrong(R"({"apps":{"1":1}})"), "apps.1");
  EXPECT_EQ(wrong(R"({"apps":{"1":{}}})"), "apps.1");
  EXPECT_EQ(wrong(R"({"apps":{"1":{"fields":null,"guestSpace":null}}})"), "apps.1");
  EXPECT_EQ(wrong(R"({"apps":{"1":{"fields":{}}}})"), "apps.1.fields");
  EXPECT_EQ(wrong(R"({"apps":{"1":{"fields":{"A":"FIEL"}}}})"), "apps.1.fields.A");
  EXPECT_EQ(wrong(R"({"apps":{"1":{"guestSpace":"x"}}})"), "apps.1.guestSpace");
  EXPECT_EQ(wrong(R"({"apps":{"1":{"fields":[]}}})"), "apps.1.fields");
  EXPECT_EQ(wrong(R"({"apps":{"1":{"fields":{"A":1}}}})"), "apps.1.fields.A");
  EXPECT_EQ(wrong(R"({"apps":{"1":{"fields":{"A":{"type":""}}}}})"), "apps.1.fields.A");
  EXPECT_EQ(wrong(R"({"apps":{"1":{"fields":{"A":"file"}}}})"), "apps.1.fields.A");
  EXPECT_EQ(wrong(R"({"apps":{"1":{"field":{"A":"FILE"}}}})"), "apps.1.field");
  EXPECT_EQ(wrong(R"({"users":{"a":{"password":"b","lang":"ja"}}})"), "users.a.lang");
  EXPECT_EQ(wrong(R"({"apps":{"5":{"fields":{"A":"FILE"}},"05":{"fields":{"A":"FILE"}}}})"), "apps.05");
  EXPECT_EQ(wrong(R"({"apps":{"1":{"guestSpace":3}},"guestSpaces":[4]})"), "apps.1.guestSpace");
}

std::string wrong_app(const std::string& text) { return wrong(R"({"apps":{"1":)" + text + "}}"); }

TEST(rest_declarations, Y30_an_app_is_what_kintone_answers_of_it) {
  EXPECT_EQ(
      wrong_app(R"({"properties":{"A":{"type":"NUMBER","code":"A","label":"x","unit":""}},"revision":"5",
      "layout":{"layout":[]},"views":{"views":{}},"status":{"enable":false},"settings":{"name":"n"},
      "app":{"code":"C"},"customize":{"scope":"ALL"},"records":[{"A":{"value":"1"}}]})"),
      "");
  EXPECT_EQ(wrong_app(R"({"records":[]})"), "");
  EXPECT_EQ(wrong_app(R"({"properties":{"A":"FILE"},"fields":{"A":"FILE"}})"), "apps.1.fields");
  EXPECT_EQ(wrong_app(R"({"properties":{}})"), "apps.1.properties");
  EXPECT_EQ(wrong_app(R"({"layout":[]})"), "apps.1.layout");
  EXPECT_EQ(wrong_app(R"({"records":{}})"), "apps.1.records");
  EXPECT_EQ(wrong_app(R"({"records":[{},1]})"), "apps.1.records[1]");
  EXPECT_EQ(wrong_app(R"({"records":[{"A":"1"}]})"), "apps.1.records[0].A");
  EXPECT_EQ(wrong_app(R"({"settings":{"numberPrecision":{"digits":"31"}}})"),
            "apps.1.settings.numberPrecision");
}

TEST(rest_declarations, Y30_a_field_that_says_too_little_or_what_is_not_known) {
  const auto field = [](const std::string& text) { return wrong_app(R"({"fields":{"A":)" + text + "}}"); };
  EXPECT_EQ(field(R"("DROP_DOWN")"), "apps.1.fields.A.options");
  EXPECT_EQ(field(R"({"type":"CHECK_BOX","options":{}})"), "apps.1.fields.A.options");
  EXPECT_EQ(field(R"({"type":"CHECK_BOX","options":{"a":1}})"), "apps.1.fields.A.options.a");
  EXPECT_EQ(field(R"("SUBTABLE")"), "apps.1.fields.A.fields");
  EXPECT_EQ(field(R"({"type":"SUBTABLE","fields":{"B":"FIEL"}})"), "apps.1.fields.A.fields.B");
  EXPECT_EQ(field(R"({"type":"SUBTABLE","fields":{"B":"CREATOR"}})"), "apps.1.fields.A.fields.B");
  EXPECT_EQ(field(R"({"type":"SUBTABLE","fields":{"A":"NUMBER"}})"), "apps.1.fields.A.fields.A");
  EXPECT_EQ(field(R"({"type":"NUMBER","code":"B"})"), "apps.1.fields.A.code");
  EXPECT_EQ(field(R"({"type":"NUMBER","required":"yes"})"), "apps.1.fields.A.required");
  EXPECT_EQ(field(R"({"type":"NUMBER","maxValue":"x"})"), "apps.1.fields.A.maxValue");
  EXPECT_EQ(field(R"({"type":"NUMBER","maxValue":-5})"), "");
  EXPECT_EQ(field(R"({"type":"SINGLE_LINE_TEXT","maxLength":"-1"})"), "apps.1.fields.A.maxLength");
  EXPECT_EQ(field(R"({"type":"LINK","protocol":"FTP"})"), "apps.1.fields.A.protocol");
  EXPECT_EQ(field(R"({"type":"NUMBER","lookup":{}})"), "apps.1.fields.A.lookup.relatedApp.app");
  EXPECT_EQ(field(R"({"type":"NUMBER","lookup":{"relatedApp":{"app":"2"}}})"),
            "apps.1.fields.A.lookup.relatedKeyField");
  EXPECT_EQ(wrong_app(R"({"fields":{"T":{"type":"SUBTABLE","fields":{"B":"NUMBER"}},"B":"NUMBER"}})"),
            "apps.1.fields.B");
}

TEST(rest_declarations, Y30_a_seed_is_what_its_field_can_have) {
  const auto seeded = [](const std::string& record) {
    return wrong_app(R"({"fields":{"A":"SINGLE_LINE_TEXT","N":"NUMBER","D":"DATE","H":"TIME","I":"DATETIME",
        "U":"USER_SELECT","F":"FILE","C":{"type":"CHECK_BOX","options":{"a":{}}},"B":"CREATOR","W":"UPDATED_TIME",
        "T":{"type":"SUBTABLE","fields":{"X":"DATE"}}},"records":[{},)" +
                     record + "]}");
  };
  EXPECT_EQ(seeded(R"({"A":5})"), "apps.1.records[1].A");
  EXPECT_EQ(seeded(R"({"None":5})"), "apps.1.records[1].None");
  EXPECT_EQ(seeded(R"({"A":{"value":{}}})"), "apps.1.records[1].A.value");
  EXPECT_EQ(seeded(R"({"A":{"value":[]}})"), "apps.1.records[1].A.value");
  EXPECT_EQ(seeded(R"({"C":{"value":"a"}})"), "apps.1.records[1].C.value");
  EXPECT_EQ(seeded(R"({"U":{"value":["alice"]}})"), "apps.1.records[1].U.value");
  EXPECT_EQ(seeded(R"({"F":{"value":[{"name":"a.txt"}]}})"), "apps.1.records[1].F.value");
  EXPECT_EQ(seeded(R"({"B":{"value":"alice"}})"), "apps.1.records[1].B.value");
  EXPECT_EQ(seeded(R"({"D":{"value":"2026-02-30"}})"), "apps.1.records[1].D.value");
  EXPECT_EQ(seeded(R"({"H":{"value":"25:00"}})"), "apps.1.records[1].H.value");
  EXPECT_EQ(seeded(R"({"I":{"value":"2026-01-31 09:30"}})"), "apps.1.records[1].I.value");
  EXPECT_EQ(seeded(R"({"W":{"value":"yesterday"}})"), "apps.1.records[1].W.value");
  EXPECT_EQ(seeded(R"({"T":{"value":"a"}})"), "apps.1.records[1].T.value");
  EXPECT_EQ(seeded(R"({"T":{"value":[1]}})"), "apps.1.records[1].T.value[0]");
  EXPECT_EQ(seeded(R"({"T":{"value":[{"value":1}]}})"), "apps.1.records[1].T.value[0].value");
  EXPECT_EQ(seeded(R"({"T":{"value":[{},{"value":{"X":1}}]}})"), "apps.1.records[1].T.value[1].value.X");
  EXPECT_EQ(seeded(R"({"T":{"value":[{"value":{"X":{"value":"1"}}}]}})"),
            "apps.1.records[1].T.value[0].value.X.value");
  // Nothing else is judged, D12 to D21 in particular.
  EXPECT_EQ(
      seeded(R"({"$id":{"type":"__ID__","value":"7"},"None":{"value":{}},"A":{"value":5},"N":{"value":"x"},
      "D":{"value":null},"H":{"value":""},"C":{"value":["b"]},"B":{"value":{"code":"alice"}},"I":{},
      "T":{"value":[{"value":{"X":{"value":null},"None":{"value":{}}}}]}})"),
      "");
}

/// `kind path` of what is declared without effect.
std::vector<std::string> unheard_in(const std::string& fields) {
  declarations d;
  EXPECT_EQ(read_declarations(*read_json(R"({"apps":{"5":{"fields":)" + fields + "}}}"), d), "");
  std::vector<std::string> lines;
  for (const auto& each : unheard_of(d.apps)) {
    lines.push_back(fill("{0} {1}", {each.kind == error::warn_member_unknown ? "?" : "!", each.path}));
  }
  return lines;
}

TEST(rest_declarations, Y30_what_is_declared_without_effect_is_found_once) {
  using lines = std::vector<std::string>;
  EXPECT_EQ(unheard_in(R"({"A":{"type":"NUMBER","maxvalue":5},"B":{"type":"NUMBER","maxvalue":6},
      "C":{"type":"DATE","maxvalue":6,"requird":false}})"),
            (lines{"? apps.5.fields.A.maxvalue", "? apps.5.fields.C.maxvalue", "? apps.5.fields.C.requird"}));
  EXPECT_EQ(unheard_in(R"({"T":{"type":"SUBTABLE","fields":{"A":{"type":"NUMBER","requird":true}}}})"),
            (lines{"? apps.5.fields.T.fields.A.requird"}));
  EXPECT_EQ(unheard_in(R"({"A":{"type":"RICH_TEXT","maxLength":"5","minLength":"","required":true}})"),
            (lines{"? apps.5.fields.A.maxLength"}));
  EXPECT_EQ(unheard_in(R"({"A":{"type":"CALC","expression":"1+1"},
      "B":{"type":"SINGLE_LINE_TEXT","expression":"A&A"},"C":{"type":"SINGLE_LINE_TEXT","expression":""}})"),
            (lines{"! apps.5.fields.A.expression"}));
  EXPECT_EQ(unheard_in(R"({"A":{"type":"NUMBER","lookup":{"relatedApp":{"app":"2"},"relatedKeyField":"K",
      "fieldMapping":[],"filterCond":"K > 1","sort":""}}})"),
            (lines{"? apps.5.fields.A.lookup.fieldMapping", "! apps.5.fields.A.lookup.filterCond"}));
  EXPECT_EQ(unheard_in(R"({"A":{"type":"USER_SELECT","entities":[]},"B":{"type":"USER_SELECT",
      "entities":[{"type":"USER","code":"a"}]},"C":"FILE","D":{"type":"NUMBER","maxvalue":null}})"),
            (lines{"! apps.5.fields.B.entities"}));
}

TEST(rest_declarations, the_message_names_the_option_and_the_place_and_no_secret) {
  const auto message = [](const std::string& option) {
    declarations d;
    return read_declarations(read_argument(*read_json(R"(["object","",[)" + option + "]]")), locale::en, d);
  };
  EXPECT_EQ(message(R"(["users",["object","",[["a",["string","b"]]]]])"), "");
  EXPECT_NE(message(R"(["apps",["object","",[["5",["object","",[["fields",["object","",[]]]]]]]]])"), "");
  const std::string user =
      message(R"(["users",["object","",[["a",["string",""]],["b:c",["string","secret"]]]]])");
  EXPECT_TRUE(user.ends_with("given: string")) << user;
  EXPECT_NE(user.find("the option users.b:c must be"), std::string::npos) << user;
  const std::string dotted = message(R"(["users",["object","",[["a",["string",""]],["a.b",["function"]]]]])");
  EXPECT_TRUE(dotted.ends_with("given: function")) << dotted;
  EXPECT_NE(dotted.find("the option users.a.b must be"), std::string::npos) << dotted;
  const std::string space =
      message(R"(["guestSpaces",["array","",[["0",["number","1"]],["1",["bigint","2"]]]]])");
  EXPECT_TRUE(space.ends_with("given: 2n")) << space;
  EXPECT_NE(space.find("the option guestSpaces[1] must be"), std::string::npos) << space;
  const std::string field = message(
      R"(["apps",["object","",[["5",["object","",[["fields",["object","",[["A",["symbol","x"]]]]]]]]]]])");
  EXPECT_TRUE(field.ends_with("given: symbol")) << field;
  const std::string misspelt = message(
      R"(["apps",["object","",[["5",["object","",[["fields",["object","",[["A",["string","FIEL"]]]]]]]]]]])");
  EXPECT_TRUE(misspelt.ends_with("given: \"FIEL\"")) << misspelt;
  EXPECT_NE(misspelt.find("the option apps.5.fields.A must be"), std::string::npos) << misspelt;
  EXPECT_NE(misspelt.find("FILE, "), std::string::npos) << misspelt;
  const std::string named =
      message(R"(["apiTokens",["object","",[["t",["object","",[["app",["number","5"]],["rights",["array","",)"
              R"([["0",["string","read"]]]]]]]]]]])");
  EXPECT_TRUE(named.ends_with("'view', 'add', 'edit', 'delete', 'manage'; given: \"read\"")) << named;
}

}  // namespace
}  // namespace kintone::rest
