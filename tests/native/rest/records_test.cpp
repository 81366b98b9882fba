#include "core/rest/records.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/rest/app_declaration.h"
#include "tests/native/all_records.h"
#include "tests/native/json.h"

namespace kintone::rest {
namespace {

class rest_records : public testing::Test {
 protected:
  world::random chance_{world::entropy_from_seed("records")};
  file_registry files_{chance_};
  std::vector<declared_app> declared_ = {app_of(5, R"({"fields":{"A":"FILE"}})"),
                                         app_of(6, R"({"guestSpace":3})")};
  /// Bytes of all values.
  static constexpr std::size_t storage = 33'554'432;
  records records_{files_, declared_, {}, 0, storage};
  identity who_;
  number space_ = 0;

  static declared_app app_of(number id, const std::string& text) {
    declared_app d;
    d.id = id;
    EXPECT_TRUE(read_app(*read_json(text), d).is_right());
    return d;
  }

  std::string uploaded(number space = 0) {
    const file_id id = files_.begin();
    return files_.issue(id, "a.txt", 3, space, 0);
  }

  /// The answer, or what is wrong.
  template <typename operation>
  std::string told(operation what, const std::string& parameters) {
    json_writer answer;
    const auto wrong = (records_.*what)(by(), *read_json(parameters), answer);
    if (!wrong) return answer.take();
    EXPECT_EQ(answer.text(), "");
    const std::string& fact = wrong->about.empty() ? wrong->fact : wrong->about.front().path;
    return std::string(entry_of(wrong->kind).code) + (fact.empty() ? "" : " " + fact);
  }

  caller by() const { return {who_, space_}; }
  std::string add(const std::string& text) { return told(&records::add_record, text); }
  std::string add_all(const std::string& text) { return told(&records::add_records, text); }
  std::string update(const std::string& text) { return told(&records::update_record, text); }
  std::string update_all(const std::string& text) { return told(&records::update_records, text); }
  std::string erase(const std::string& text) { return told(&records::delete_records, text); }
  std::string get(const std::string& text) { return told(&records::get_record, text); }
  std::string get_all(const std::string& text) { return told(&records::get_records, text); }

  static std::string file(const std::string& key) { return R"({"fileKey":")" + key + R"("})"; }
  static std::string files(const std::string& list) { return R"({"A":{"value":[)" + list + "]}}"; }
  static std::string record(const std::string& list) { return R"("record":)" + files(list); }

  /// The download keys of a record's field A.
  std::vector<std::string> keys_of(const std::string& id, const std::string& app = "1") {
    const json answer = *parse_json(get(R"({"app":)" + app + R"(,"id":)" + id + "}"));
    std::vector<std::string> keys;
    for (const json& each : member(member(member(answer, "record"), "A"), "value")) {
      keys.emplace_back(string_of(member(each, "fileKey")));
    }
    return keys;
  }
};

TEST_F(rest_records, F14_an_upload_key_attaches) {
  const std::string key = uploaded();
  EXPECT_EQ(add(R"({"app":1,)" + record(file(key)) + "}"), R"({"id":"1","revision":"1"})");
  const auto keys = keys_of("1");
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_NE(keys[0], key);
  EXPECT_EQ(keys[0].size(), download_key_length);
  EXPECT_EQ(get(R"({"app":"1","id":"1"})"),
            R"({"record":{"A":{"type":"FILE","value":[{"contentType":"text/plain","fileKey":")" + keys[0] +
                R"(","name":"a.txt","size":"3"}]},"$id":{"type":"__ID__","value":"1"},)"
                R"("$revision":{"type":"__REVISION__","value":"1"}}})");
}

TEST_F(rest_records, F18_a_key_that_is_used_unknown_or_twice_there) {
  const std::string key = uploaded();
  EXPECT_EQ(add(R"({"app":1,)" + record(file(key) + "," + file(key)) + "}"), "GAIA_BL01 " + key);
  EXPECT_EQ(add(R"({"app":1,)" + record(file(key)) + "}"), R"({"id":"1","revision":"1"})");
  EXPECT_EQ(add(R"({"app":1,)" + record(file(key)) + "}"), "GAIA_BL01 " + key);
  EXPECT_EQ(add(R"({"app":1,)" + record(file("no")) + "}"), "GAIA_BL01 no");
  // F14: Add takes no download key.
  EXPECT_EQ(add(R"({"app":1,)" + record(file(keys_of("1")[0])) + "}"), "GAIA_BL01 " + keys_of("1")[0]);
  // None of these took a number.
  EXPECT_EQ(add(R"({"app":1})"), R"({"id":"2","revision":"1"})");
}

TEST_F(rest_records, F18_nothing_is_half_written) {
  const std::string first = uploaded();
  const std::string second = uploaded();
  EXPECT_EQ(add_all(R"({"app":1,"records":[)" + files(file(first)) + "," + files(file("no")) + "]}"),
            "GAIA_BL01 no");
  EXPECT_EQ(get(R"({"app":1,"id":1})"), "GAIA_RE01 1");
  EXPECT_EQ(all_records(records_), "[]");
  EXPECT_EQ(add_all(R"({"app":1,"records":[)" + files(file(first)) + "," + files(file(first)) + "]}"),
            "GAIA_BL01 " + first);
  EXPECT_EQ(add_all(R"({"app":1,"records":[)" + files(file(first)) + "," + files(file(second)) + "]}"),
            R"({"ids":["1","2"],"revisions":["1","1"]})");
  const std::string third = uploaded();
  EXPECT_EQ(update_all(R"({"app":1,"records":[{"id":1,)" + record(file(third)) + R"(},{"id":9}]})"),
            "GAIA_RE01 9");
  EXPECT_EQ(keys_of("1").size(), 1U);
  EXPECT_NE(files_.find_upload(third, 0), nullptr);
  EXPECT_TRUE(files_.take_gone().empty());
}

TEST_F(rest_records, F14_an_update_replaces_the_list_and_keeps_what_it_names) {
  const std::string first = uploaded();
  const std::string second = uploaded();
  (void)add(R"({"app":1,)" + record(file(first) + "," + file(second)) + "}");
  const auto before = keys_of("1");
  const std::string fresh = uploaded();
  EXPECT_EQ(update(R"({"app":1,"id":1,)" + record(file(fresh) + "," + file(before[1])) + "}"),
            R"({"revision":"2"})");
  const auto after = keys_of("1");
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[1], before[1]);
  EXPECT_EQ(files_.find_download(before[0], 0), nullptr);
  EXPECT_EQ(files_.take_gone(), std::vector<file_id>{1});
  // What an update does not speak of stays.
  EXPECT_EQ(update(R"({"app":1,"id":1,"record":{}})"), R"({"revision":"3"})");
  EXPECT_EQ(keys_of("1"), after);
  EXPECT_EQ(update(R"({"app":1,"id":1,)" + record("") + "}"), R"({"revision":"4"})");
  EXPECT_EQ(files_.disk_usage(), 0U);
}

TEST_F(rest_records, F18_a_download_key_stays_in_its_field_of_its_record) {
  (void)add(R"({"app":1,)" + record(file(uploaded())) + "}");
  (void)add(R"({"app":1,"record":{"B":{"value":[)" + file(uploaded()) + "]}}}");
  const std::string key = keys_of("1")[0];
  EXPECT_EQ(update(R"({"app":1,"id":2,)" + record(file(key)) + "}"), "GAIA_BL01 " + key);
  EXPECT_EQ(update(R"({"app":1,"id":1,"record":{"B":{"value":[)" + file(key) + "]}}}"), "GAIA_BL01 " + key);
  EXPECT_EQ(update(R"({"app":1,"id":1,)" + record(file(key) + "," + file(key)) + "}"), "GAIA_BL01 " + key);
  EXPECT_EQ(update(R"({"app":1,"id":1,)" + record(file(key)) + "}"), R"({"revision":"2"})");
}

TEST_F(rest_records, F11_a_file_serves_the_records_of_its_space) {
  const std::string guest = uploaded(3);
  EXPECT_EQ(add(R"({"app":1,)" + record(file(guest)) + "}"), "GAIA_BL01 " + guest);
  space_ = 3;
  const std::string plain = uploaded(0);
  EXPECT_EQ(add(R"({"app":6,)" + record(file(plain)) + "}"), "GAIA_BL01 " + plain);
  EXPECT_EQ(add(R"({"app":1,)" + record(file(plain)) + "}"), "GAIA_BL01 " + plain);
  EXPECT_EQ(add(R"({"app":1,)" + record(file(guest)) + "}"), R"({"id":"1","revision":"1"})");
  EXPECT_EQ(add(R"({"app":5})"), "CB_NO02");
  space_ = 0;
  EXPECT_EQ(get(R"({"app":1,"id":1})"), "GAIA_RE01 1");
  EXPECT_EQ(get(R"({"app":6,"id":1})"), "GAIA_IL23");
}

TEST_F(rest_records, a_declared_app_ignores_other_fields) {
  const std::string key = uploaded();
  EXPECT_EQ(add(R"({"app":5,"record":{"B":{"value":[)" + file(key) + "]}}}"), R"({"id":"1","revision":"1"})");
  EXPECT_NE(files_.find_upload(key, 0), nullptr);
  EXPECT_TRUE(keys_of("1", "5").empty());
  EXPECT_EQ(add(R"({"app":5,"record":{"A":{"value":"x"}}})"), "CB_IJ01");
}

TEST_F(rest_records, F10_a_token_is_for_its_app) {
  who_ = {.by = scheme::api_token, .apps = {2}};
  EXPECT_EQ(add(R"({"app":2})"), R"({"id":"1","revision":"1"})");
  EXPECT_EQ(add(R"({"app":1})"), "GAIA_IA02");
  EXPECT_EQ(get_all(R"({"app":1})"), "GAIA_IA02");
}

TEST_F(rest_records, a_revision_is_the_latest_or_none) {
  (void)add(R"({"app":1})");
  EXPECT_EQ(update(R"({"app":1,"id":1,"revision":2})"), "GAIA_CO02");
  EXPECT_EQ(update(R"({"app":1,"id":1,"revision":"1"})"), R"({"revision":"2"})");
  EXPECT_EQ(update(R"({"app":1,"id":1,"revision":-1})"), R"({"revision":"3"})");
  EXPECT_EQ(update(R"({"app":1,"id":2,"revision":1})"), "GAIA_RE01 2");
  EXPECT_EQ(update_all(R"({"app":1,"records":[{"id":1,"revision":3},{"id":"1"}]})"), "CB_VA01 records[1].id");
  EXPECT_EQ(update_all(R"({"app":1,"records":[{"id":1,"revision":3}]})"),
            R"({"records":[{"id":"1","revision":"4"}]})");
}

TEST_F(rest_records, Y03_parameters_are_named_where_they_are_wrong) {
  // Y05.
  EXPECT_EQ(get_all(R"({"app":1,"query":"","x":1})"), R"({"records":[],"totalCount":null})");
  EXPECT_EQ(get_all(R"({"app":1,"query":1})"), "CB_VA01 query");
  EXPECT_EQ(get_all(R"({"app":1,"query":"A = 1"})"), "GAIA_IQ11 A");
  EXPECT_EQ(get_all(R"({"app":1,"fields":{}})"), "CB_VA01 fields");
  EXPECT_EQ(add(R"({"record":{}})"), "CB_VA01 app");
  EXPECT_EQ(get(R"({"app":1})"), "CB_VA01 id");
  EXPECT_EQ(add_all(R"({"app":1})"), "CB_VA01 records");
  EXPECT_EQ(add_all(R"({"app":1,"records":{}})"), "CB_VA01 records");
  EXPECT_EQ(add_all(R"({"app":1,"records":[{},1]})"), "CB_VA01 records[1]");
  EXPECT_EQ(add_all(R"({"app":1,"records":[{},{"A":1}]})"), "CB_VA01 records[1].A");
  EXPECT_EQ(update_all(R"({"app":1,"records":[{}]})"), "CB_VA01 records[0].id");
  EXPECT_EQ(erase(R"({"app":1,"ids":1})"), "CB_VA01 ids");
  EXPECT_EQ(erase(R"({"app":1,"ids":[1]})"), "GAIA_RE01 1");
}

TEST_F(rest_records, a_request_has_so_many_records) {
  const auto some = [](std::size_t count) {
    std::string list = "{}";
    for (std::size_t i = 1; i < count; ++i) list += ",{}";
    return R"({"app":1,"records":[)" + list + "]}";
  };
  EXPECT_EQ(add_all(some(records_at_once + 1)), "CB_VA01 records");
  EXPECT_EQ(add_all(some(records_at_once)).substr(0, 8), R"({"ids":[)");
}

TEST_F(rest_records, the_newest_records_are_shown) {
  EXPECT_EQ(get_all(R"({"app":1})"), R"({"records":[],"totalCount":null})");
  for (std::size_t i = 0; i <= records_shown; ++i) {
    (void)add(R"({"app":1,"record":{"T":{"value":"a"},"N":{"value":"b"}}})");
  }
  const json all = *parse_json(get_all(R"({"app":1,"totalCount":"true","fields":["$id"]})"));
  const json& list = member(all, "records");
  ASSERT_EQ(list.size(), records_shown);
  EXPECT_EQ(json_text(list[0]),
            R"({"$id":{"type":"__ID__","value":")" + std::to_string(records_shown + 1) + R"("}})");
  EXPECT_EQ(string_of(member(all, "totalCount")), std::to_string(records_shown + 1));
}

TEST_F(rest_records, their_values_have_so_many_bytes_in_all) {
  // A record, and the place of its value; the field in the form.
  constexpr std::size_t step = 1 << 20;
  constexpr std::size_t bytes_of_record = 256 + 16;
  const auto text = [](std::size_t bytes) { return R"("T":{"value":")" + std::string(bytes, 'x') + R"("})"; };
  const std::size_t count = storage / step - 1;
  for (std::size_t i = 0; i < count; ++i) {
    EXPECT_EQ(add(R"({"app":1,"record":{)" + text(step) + "}}").substr(0, 5), R"({"id")");
  }
  const std::size_t field = 40 + std::string_view("SINGLE_LINE_TEXT").size() + 1;
  const std::size_t left = storage - field - count * (step + bytes_of_record) - bytes_of_record;
  const auto last = [&text](std::size_t bytes) { return R"({"app":1,"record":{)" + text(bytes) + "}}"; };
  EXPECT_EQ(add(last(left + 1)), "SHIM_RECORDS_TOO_LARGE " + std::to_string(storage));
  EXPECT_EQ(add(last(left)).substr(0, 5), R"({"id")");
  EXPECT_EQ(add(R"({"app":1})"), "SHIM_RECORDS_TOO_LARGE " + std::to_string(storage));
  // What is replaced, and what is deleted, counts no more.
  EXPECT_EQ(update(R"({"app":1,"id":1,"record":{)" + text(step) + "}}"), R"({"revision":"2"})");
  EXPECT_EQ(update(R"({"app":1,"id":1,"record":{)" + text(step - bytes_of_record) + "}}"),
            R"({"revision":"3"})");
  EXPECT_EQ(add(R"({"app":1})").substr(0, 5), R"({"id")");
  EXPECT_EQ(add(R"({"app":1})"), "SHIM_RECORDS_TOO_LARGE " + std::to_string(storage));
  EXPECT_EQ(erase(R"({"app":1,"ids":[2]})"), "{}");
  EXPECT_EQ(add(last(step)).substr(0, 5), R"({"id")");
}

TEST_F(rest_records, Y18_an_id_is_found_whatever_was_deleted) {
  for (int i = 0; i < 10; ++i)
    (void)add(R"({"app":1,"record":{"T":{"value":")" + std::to_string(i) + R"("}}})");
  EXPECT_EQ(erase(R"({"app":1,"ids":[1,4,"10",4]})"), "{}");
  for (int id = 1; id <= 11; ++id) {
    const bool is_there = id != 1 && id != 4 && id < 10;
    EXPECT_EQ(get(R"({"app":1,"id":)" + std::to_string(id) + "}").starts_with("{"), is_there) << id;
  }
  EXPECT_EQ(add(R"({"app":1})"), R"({"id":"11","revision":"1"})");
  EXPECT_EQ(get_all(R"({"app":1,"fields":["$id"],"query":"$id < 6 order by $id asc"})"),
            R"({"records":[{"$id":{"type":"__ID__","value":"2"}},{"$id":{"type":"__ID__","value":"3"}},)"
            R"({"$id":{"type":"__ID__","value":"5"}}],"totalCount":null})");
  EXPECT_EQ(erase(R"({"app":1,"ids":[2,3,5,6,7,8,9,11]})"), "{}");
  EXPECT_EQ(all_records(records_), "[]");
  EXPECT_EQ(add(R"({"app":1})"), R"({"id":"12","revision":"1"})");
}

TEST_F(rest_records, they_can_be_looked_at) {
  space_ = 3;
  (void)add(R"({"app":6})");
  (void)add(R"({"app":1,"record":{"T":{"value":"a"}}})");
  EXPECT_EQ(all_records(records_),
            R"([{"app":"1","record":{"T":{"type":"SINGLE_LINE_TEXT","value":"a"},"$id":{"type":"__ID__",)"
            R"("value":"1"},"$revision":{"type":"__REVISION__","value":"1"}},"guestSpace":"3"},)"
            R"({"app":"6","record":{"$id":{"type":"__ID__","value":"1"},"$revision":{"type":"__REVISION__",)"
            R"("value":"1"}},"guestSpace":"3"}])");
}

}  // namespace
}  // namespace kintone::rest
