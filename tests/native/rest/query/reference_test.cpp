// The evaluation of random queries over random forms and records, against a plain reference.
#include <random>

#include "tests/native/rest/query/query_reference.h"

namespace kintone::rest::query {
namespace {

class random_world {
  std::size_t below(std::size_t bound) { return random_() % bound; }
  template <typename list>
  auto one_of(const list& each) {
    return each[below(std::size(each))];
  }

 public:
  explicit random_world(unsigned seed) : random_(seed) { make_form(); }

  std::vector<kept_record> records() {
    std::vector<kept_record> list;
    std::uint64_t id = 0;
    for (std::size_t count = below(30); count > 0; --count) {
      kept_record& r = list.emplace_back();
      r.id = id += 1 + below(3);
      for (const std::string& code : codes_) {
        const queried_field f = *form.find(code);
        if (!f.where.is_cell() && f.type != field_type::id && below(5) != 0) r.values[code] = a_value(f.type);
      }
      for (const char* table : {"T1", "T2"}) {
        for (std::size_t rows = below(4); rows > 0; --rows) {
          kept_values& row = r.tables[table].emplace_back();
          for (const std::string& code : codes_) {
            const queried_field f = *form.find(code);
            const bool is_in = f.where.is_cell() && form.names[f.where.table] == table;
            if (is_in && below(5) != 0) row[code] = a_value(f.type);
          }
        }
      }
    }
    return list;
  }

  tree query() {
    tree t;
    if (below(10) != 0) t.where = a_condition(3, condition::kind::test);
    for (std::size_t count = below(3); count > 0; --count) {
      const std::string code = one_of(codes_);
      const queried_field f = *form.find(code);
      if (!f.where.is_cell() && row_of(f.type).is_sortable) t.order.push_back({code, below(2) == 0});
    }
    if (below(2) == 0) t.limit = below(10);
    if (below(2) == 0) t.offset = below(10);
    return t;
  }

  memory_form form;

 private:
  void make_form() {
    static const field_type types[] = {field_type::single_line_text,
                                       field_type::multi_line_text,
                                       field_type::number,
                                       field_type::calc,
                                       field_type::radio_button,
                                       field_type::check_box,
                                       field_type::date,
                                       field_type::time,
                                       field_type::datetime,
                                       field_type::link,
                                       field_type::file,
                                       field_type::user_select,
                                       field_type::drop_down,
                                       field_type::group_select};
    form.add("$id", field_type::id);
    codes_.emplace_back("$id");
    for (std::size_t i = 4 + below(10); i > 0; --i) {
      const char* const tables[] = {"", "", "T1", "T1", "T2"};
      codes_.push_back("f" + std::to_string(i));
      form.add(codes_.back(), one_of(types), one_of(tables));
    }
  }

  std::string a_text(field_type type) {
    static const char* const words[] = {"", "a", "b", "a b", "c", " ", "B"};
    static const char* const numbers[] = {"", "0", "1", "1.50", "-2", "10", "1.5", "0.25"};
    static const char* const dates[] = {"", "2024-02-28", "2024-02-29", "2024-03-01", "1999-12-31"};
    static const char* const times[] = {"", "00:00", "09:30", "23:59"};
    static const char* const instants[] = {"", "2024-02-29T00:00:00Z", "2024-02-29T00:01:00Z",
                                           "2023-01-01T12:00:00Z"};
    static const char* const names[] = {"", "a", "b", "c"};
    switch (row_of(type).compared) {
      case comparison::id:
        return std::to_string(below(60));
      case comparison::decimal:
        return one_of(numbers);
      case comparison::date:
        return one_of(dates);
      case comparison::time:
        return one_of(times);
      case comparison::instant:
        return one_of(instants);
      case comparison::text:
        return one_of(words);
      default:
        return one_of(names);
    }
  }

  kept_value a_value(field_type type) {
    const comparison how = row_of(type).compared;
    const bool is_list = row_of(type).when_empty == fields::emptiness::list;
    EXPECT_NE(how, comparison::none);
    if (!is_list) return {a_text(type), {}};
    kept_value v;
    for (std::size_t count = below(3); count > 0; --count) {
      if (std::string name = a_text(type); !name.empty()) v.items.push_back(std::move(name));
    }
    return v;
  }

  condition a_test() {
    condition c;
    c.test.field = one_of(codes_);
    const queried_field f = *form.find(c.test.field);
    const fields::field_type_row& row = row_of(f.type);
    std::vector<operation> allowed;
    using enum operation;
    if ((row.allowed & fields::equality) != 0 && !f.where.is_cell()) allowed.push_back(equal);
    if ((row.allowed & fields::order) != 0) {
      allowed.insert(allowed.end(), {greater, less, greater_or_equal, less_or_equal});
    }
    if ((row.allowed & fields::membership) != 0 || f.where.is_cell()) allowed.push_back(in);
    if ((row.allowed & fields::words) != 0) allowed.push_back(like);
    if ((row.allowed & fields::presence) != 0) allowed.push_back(empty);
    c.test.what = one_of(allowed);
    c.test.is_negated = !name_of(c.test.what, true).empty() && below(3) == 0;
    if (c.test.what == like) {
      const char* const words[] = {"a", "b", "c"};
      c.test.values.push_back({value_kind::string, one_of(words)});
    } else if (c.test.what != empty) {
      for (std::size_t count = c.test.what == in ? 1 + below(3) : 1; count > 0; --count) {
        c.test.values.push_back({value_kind::string, a_text(f.type)});
      }
    }
    return c;
  }

  condition a_condition(std::size_t depth, condition::kind around) {
    if (depth == 0 || below(3) == 0) return a_test();
    condition c;
    const bool is_any = around == condition::kind::all || (around == condition::kind::test && below(2) == 0);
    c.is = is_any ? condition::kind::any : condition::kind::all;
    for (std::size_t count = 2 + below(3); count > 0; --count)
      c.parts.push_back(a_condition(depth - 1, c.is));
    return c;
  }

  std::mt19937 random_;
  std::vector<std::string> codes_;
};

TEST(rest_query_reference, random_queries_find_what_the_rules_say) {
  std::size_t shown = 0;
  for (unsigned seed = 0; seed < 1'500; ++seed) {
    random_world world(seed);
    const std::vector<kept_record> records = world.records();
    const memory_source s(world.form, records);
    const reference plain(world.form, records);
    for (int i = 0; i < 10; ++i) {
      const tree t = world.query();
      const std::string text = text_of(t);
      checked_query q;
      const auto refused = read(text, world.form, {}, q);
      ASSERT_EQ(refused, nullptr) << text;
      std::vector<std::uint64_t> ids;
      const found f = find(q, s, true);
      for (const std::size_t record : f.records) ids.push_back(records[record].id);
      ASSERT_EQ(ids, plain.find(t)) << "seed " << seed << ": " << text;
      tree all = t;
      all.limit = records.size();
      all.offset = 0;
      const auto every = plain.find(all);
      ASSERT_EQ(f.total, every.size()) << "seed " << seed << ": " << text;
      for (std::size_t record = 0; record < records.size(); ++record) {
        ASSERT_EQ(holds(q, s, record), std::count(every.begin(), every.end(), records[record].id) == 1)
            << text;
      }
      shown += ids.size();
    }
  }
  // Not a test of nothing.
  EXPECT_GT(shown, 15'000U);
}

}  // namespace
}  // namespace kintone::rest::query
