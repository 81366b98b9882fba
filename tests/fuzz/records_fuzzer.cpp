// Requests about records, a line each: a letter for what is asked (behind a `3` by a guest space's
// path), then its JSON, in which `$0` to `$9` stand
// for the keys of files; `f` uploads one, `t` lets time pass. Whatever comes, it is done or refused as a
// whole, and every file that is attached is named by one record.
#include <set>

#include "core/base/limits.h"
#include "core/rest/app_declaration.h"
#include "core/rest/parameters.h"
#include "core/rest/records.h"
#include "tests/fuzz/check.h"
#include "tests/native/all_records.h"

namespace {

using namespace kintone;
using fuzz::require;

class service_side {
 public:
  void take(std::string_view line) {
    const bool is_guest = line.starts_with('3');
    if (is_guest) line.remove_prefix(1);
    if (line.empty()) return;
    const char what = line.front();
    if (what == 'f') return upload(is_guest ? 3 : 0);
    if (what == 't') return pass();
    const auto parameters = read_json(filled(line.substr(1)));
    if (!parameters || !parameters->is_object()) return;
    const std::string before = state();
    json_writer answer;
    const auto wrong = call(what, is_guest ? 3 : 0, *parameters, answer);
    if (wrong) {
      require(state() == before && files_.take_gone().empty(), "what is refused changes nothing");
      require(answer.text().empty(), "what is refused is not answered");
      (void)fuzz::require_json(rest::fault_reply(world_, locale::en, *wrong).body);
    } else {
      (void)fuzz::require_json(std::string(answer.text()));
    }
    (void)files_.take_gone();
    require_named_once();
  }

 private:
  void upload(rest::number space) {
    ids_.push_back(files_.begin());
    (void)files_.issue(ids_.back(), "a.txt", ids_.size(), space, now_);
  }

  void pass() {
    now_ += file_life / 2;
    files_.expire(now_);
    (void)files_.take_gone();
  }

  std::string filled(std::string_view text) const {
    std::string whole;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool is_place = text[i] == '$' && i + 1 < text.size() && ascii::is_digit(text[i + 1]);
      const std::size_t place = is_place ? static_cast<std::size_t>(text[i + 1] - '0') : ids_.size();
      const rest::file* f = place < ids_.size() ? files_.find(ids_[place]) : nullptr;
      if (f == nullptr) {
        whole.push_back(text[i]);
      } else {
        whole += f->key;
        ++i;
      }
    }
    return whole;
  }

  rest::verdict call(char what, rest::number space, const json_value& parameters, json_writer& answer) {
    const rest::caller by{who_, space, static_cast<std::int64_t>(now_), {}};
    switch (what) {
      case 'a':
        return records_.add_record(by, parameters, answer);
      case 'A':
        return records_.add_records(by, parameters, answer);
      case 'u':
        return records_.update_record(by, parameters, answer);
      case 'U':
        return records_.update_records(by, parameters, answer);
      case 'd':
        return records_.delete_records(by, parameters, answer);
      case 'p':
        return records_.get_form_fields(by, parameters, answer);
      case 'G':
        return records_.get_records(by, parameters, answer);
      default:
        return records_.get_record(by, parameters, answer);
    }
  }

  std::string state() const { return all_records(records_) + files_.view(); }

  void require_named_once() const {
    std::size_t attached = 0;
    std::uint64_t bytes = 0;
    const json files = fuzz::require_json(files_.view());
    for (const json& each : files) {
      if (string_of(member(each, "state")) == "attached") ++attached;
      bytes += integer_of(member(each, "size")).value_or(0);
    }
    std::set<std::string_view> named;
    std::size_t names = 0;
    const json view = fuzz::require_json(all_records(records_));
    for (const json& each : view) {
      const auto name = [&](const json& field) {
        if (string_of(member(field, "type")) != "FILE") return;
        for (const json& one : member(field, "value")) {
          named.insert(string_of(member(one, "fileKey")));
          ++names;
        }
      };
      for (const json& field : member(each, "record")) {
        name(field);
        if (string_of(member(field, "type")) != "SUBTABLE") continue;
        for (const json& row : member(field, "value")) {
          for (const json& cell : member(row, "value")) name(cell);
        }
      }
    }
    require(names == named.size() && names == attached, "a file is in one place");
    require(bytes == files_.disk_usage(), "every byte counts");
  }

  world::world world_{{}, world::entropy_from_seed("records")};
  rest::file_registry files_{world_.chance()};
  static rest::declared_app app_of(rest::number id, std::string_view text) {
    rest::declared_app d;
    d.id = id;
    require(rest::read_app(*read_json(text), d).is_right(), "the form is right");
    if (!d.form.is_open) d.form.complete(locale::en);
    return d;
  }

  // A field of each kind that is judged, a table with files and a lookup.
  std::vector<rest::declared_app> declared_ = {
      app_of(5, R"({"fields":{"A":"FILE","T":{"type":"NUMBER","unique":true,"maxValue":"9"},
          "S":{"type":"SINGLE_LINE_TEXT","required":true,"maxLength":"3","defaultValue":"s"},
          "C":{"type":"CHECK_BOX","options":{"a":{},"b":{}}},"D":{"type":"DATE","defaultNowValue":true},
          "L":{"type":"NUMBER","lookup":{"relatedApp":{"app":"5"},"relatedKeyField":"T",
            "fieldMappings":[{"field":"X","relatedField":"S"}]}},"X":"SINGLE_LINE_TEXT",
          "R":{"type":"SUBTABLE","fields":{"F":"FILE","N":"NUMBER"}}},"records":[{"T":{"value":"1"}}]})"),
      app_of(6, R"({"guestSpace":3})")};
  rest::records records_{files_, declared_};
  rest::identity who_;
  std::vector<rest::file_id> ids_;
  std::uint64_t now_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = fuzz::text_of(data, size);
  (void)fuzz::require_json(json_writer().tree(rest::query_parameters(rest)).take());
  service_side side;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    side.take(line);
  }
  return 0;
}
