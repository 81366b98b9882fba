// Requests about records, a line each: a letter for what is asked (behind a `3` by a guest space's
// path), then its JSON, in which `$0` to `$9` stand
// for the keys of files; `f` uploads one, `t` lets time pass. Whatever comes, it is done or refused as a
// whole, and every file that is attached is named by one record.
#include <set>

#include "core/base/limits.h"
#include "core/rest/records.h"
#include "tests/fuzz/check.h"

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
      (void)fuzz::require_json(answer.text());
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
    const rest::records::caller by{who_, space};
    switch (what) {
      case 'a':
        return records_.add_record(by, parameters, answer);
      case 'A':
        return records_.add_records(by, parameters, answer);
      case 'u':
        return records_.update_record(by, parameters, answer);
      case 'U':
        return records_.update_records(by, parameters, answer);
      case 'G':
        return records_.get_records(by, parameters, answer);
      default:
        return records_.get_record(by, parameters, answer);
    }
  }

  std::string state() const { return records_.view() + files_.view(); }

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
    const json view = fuzz::require_json(records_.view());
    for (const json& each : view) {
      for (const json& field : member(each, "record")) {
        if (string_of(member(field, "type")) != "FILE") continue;
        for (const json& one : member(field, "value")) {
          named.insert(string_of(member(one, "fileKey")));
          ++names;
        }
      }
    }
    require(names == named.size() && names == attached, "a file is in one place");
    require(bytes == files_.disk_usage(), "every byte counts");
  }

  world::world world_{{}, world::entropy_from_seed("records")};
  rest::file_registry files_{world_.chance()};
  static rest::form of_two() {
    rest::form f;
    f["A"].type = "FILE";
    f["T"].type = "NUMBER";
    return f;
  }

  rest::records records_{files_, {{5, 0, of_two()}, {6, 3, {}}}};
  rest::identity who_;
  std::vector<rest::file_id> ids_;
  std::uint64_t now_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = fuzz::text_of(data, size);
  (void)fuzz::require_json(json_writer().tree(rest::query_parameters(rest)).text());
  service_side side;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    side.take(line);
  }
  return 0;
}
