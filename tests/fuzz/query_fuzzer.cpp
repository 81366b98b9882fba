// A query against a form of every type, and records with values of every kind: it is read or refused, what is
// read prints as a text that parses to itself and means the same, and what it finds is in order and what it
// holds for.
#include <algorithm>

#include "core/rest/query/check.h"
#include "core/rest/query/find.h"
#include "core/rest/query/parse.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kintone;
using namespace kintone::rest;
using fuzz::require;

/// Each type by its name in lower case, once outside and once, as `c_…`, in a table.
class every_field : public query::queried_form {
 public:
  [[nodiscard]] std::optional<query::queried_field> find(std::string_view code) const override {
    if (code == "$id") return query::queried_field{fields::field_type::id, {}};
    const bool is_cell = code.starts_with("c_");
    if (is_cell) code.remove_prefix(2);
    for (const fields::field_type_row& each : fields::field_types()) {
      if (ascii::to_lower(each.name) != code) continue;
      query::queried_field f{each.id, {static_cast<std::size_t>(each.id)}};
      if (is_cell) f.where.table = 1;
      if (each.has_options && !is_cell) f.options = &options_;
      return f;
    }
    return std::nullopt;
  }
  [[nodiscard]] bool has_process() const override { return true; }
  [[nodiscard]] std::string_view app_code() const override { return "APP"; }
  [[nodiscard]] bool may_have_user(std::string_view code) const override { return code != "nobody"; }

 private:
  std::vector<std::string> options_ = {"A", "B"};
};

class some_records : public query::source {
 public:
  [[nodiscard]] std::size_t count() const override { return 12; }
  [[nodiscard]] std::uint64_t id_of(std::size_t record) const override { return record * 2 + 1; }
  [[nodiscard]] std::size_t rows(std::size_t record, std::size_t /*table*/) const override {
    return record % 4;
  }
  void read(std::size_t record, std::size_t row, const query::column& where, query::value& v) const override {
    require(where.is_cell() || row == 0, "a field has one value");
    require(!where.is_cell() || row < record % 4, "a cell is in a row that is there");
    static constexpr std::string_view texts[] = {
        "",  "1",         "-1.50", "2024-02-29",    "09:30", "2024-02-29T23:59:00Z",
        "A", "Ａ ｶﾞ東京", " \n",   "<b>x</b>&amp;", "1e9"};
    v.text = texts[(record + row * 3 + where.place) % std::size(texts)];
    if ((record + where.place) % 3 == 0) v.items = {"A", v.text};
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const every_field form;
  static const some_records records;
  static constexpr fields::zone_offset zone[] = {
      {0, 540}, {1'700'000'000'000, -600}, {1'710'000'000'000, 60}};
  const query::asker by{"sato", std::nullopt, 1'709'220'600'000, zone};
  const std::string text = utf8::repaired(fuzz::text_of(data, size));
  const auto tree = query::parse(text);
  if (!tree) return 0;
  const std::string printed = query::text_of(*tree);
  require(query::parse(printed) == tree, "a printed tree parses to itself");
  query::checked_query q;
  const auto refused = query::check(*tree, form, by, q);
  query::checked_query again;
  const auto refused_again = query::read(printed, form, by, again);
  require(!refused == !refused_again, "the canonical text is judged alike");
  if (refused) {
    require(refused->kind == refused_again->kind && refused->fact == refused_again->fact,
            "for the same reason");
    require(entry_of(refused->kind).status == 400, "a query is the client's");
    return 0;
  }
  const query::found all = query::find(q, records, true);
  require(query::find(q, records, false).records == all.records, "to count changes nothing");
  require(query::find(again, records, true).records == all.records, "the canonical text means the same");
  require(all.records.size() <= q.limit && all.records.size() <= all.total, "no more than the limit");
  std::uint64_t holding = 0;
  for (std::size_t i = 0; i < records.count(); ++i) holding += query::holds(q, records, i) ? 1 : 0;
  require(holding == all.total, "what holds is found");
  for (const std::size_t each : all.records) {
    require(query::holds(q, records, each), "what is found holds");
    require(std::count(all.records.begin(), all.records.end(), each) == 1, "none is found twice");
  }
  return 0;
}
