#include "core/rest/query/find.h"

#include <algorithm>
#include <utility>

#include "core/rest/query/evaluate.h"

namespace kintone::rest::query {
namespace {

using fields::comparison;

/// What a record is sorted by in one field; one of the three, as the type has it.
struct sort_key {
  /// L27: the lowest.
  bool is_empty = false;
  std::int64_t whole = 0;
  exact_decimal number = {};
  std::string text = {};

  [[nodiscard]] std::strong_ordering operator<=>(const sort_key& other) const {
    if (is_empty != other.is_empty) return other.is_empty <=> is_empty;
    if (const auto order = whole <=> other.whole; order != 0) return order;
    if (const auto order = number <=> other.number; order != 0) return order;
    return text.compare(other.text) <=> 0;
  }
};

struct entry {
  std::size_t record = 0;
  std::vector<sort_key> keys = {};
};

void read_key(evaluator& e, const queried_field& f, std::size_t record, sort_key& key) {
  const comparison compared = row_of(f.type).compared;
  key.is_empty = false;
  if (compared == comparison::decimal) {
    auto number = exact_decimal::parse(e.value_of(f, record, 0).text);
    key.is_empty = !number;
    if (number) key.number = std::move(*number);
    // Equal where both are empty, whatever was in it before.
    if (!number) key.number = {};
  } else if (compared == comparison::text || compared == comparison::choice) {
    key.text = e.value_of(f, record, 0).text;
  } else {
    const auto whole = e.whole_of(f, record, 0);
    key.is_empty = !whole;
    key.whole = whole.value_or(0);
  }
}

/// Keeps the first `most` records that it is given, of whatever order they come in.
class ranking {
 public:
  ranking(const std::vector<checked_sort>& order, std::size_t most) : order_(order), most_(most) {
    candidate_.keys.resize(order.size());
  }

  void add(evaluator& e, std::size_t record) {
    if (most_ == 0) return;
    candidate_.record = record;
    for (std::size_t i = 0; i < order_.size(); ++i) read_key(e, order_[i].of, record, candidate_.keys[i]);
    const auto before = [this](const entry& a, const entry& b) { return is_before(a, b); };
    if (entries_.size() < most_) {
      entries_.push_back(candidate_);
    } else if (is_before(candidate_, entries_.front())) {
      std::pop_heap(entries_.begin(), entries_.end(), before);
      std::swap(entries_.back(), candidate_);
    } else {
      return;
    }
    std::push_heap(entries_.begin(), entries_.end(), before);
  }

  std::vector<std::size_t> take(std::size_t offset) {
    std::sort_heap(entries_.begin(), entries_.end(),
                   [this](const entry& a, const entry& b) { return is_before(a, b); });
    std::vector<std::size_t> records;
    for (std::size_t i = offset; i < entries_.size(); ++i) records.push_back(entries_[i].record);
    return records;
  }

 private:
  [[nodiscard]] bool is_before(const entry& a, const entry& b) const {
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const auto order = a.keys[i] <=> b.keys[i];
      if (order != 0) return order_[i].is_ascending ? order < 0 : order > 0;
    }
    // L27: of equals the newest first.
    return a.record > b.record;
  }

  const std::vector<checked_sort>& order_;
  std::size_t most_;
  /// A heap with the last one on top.
  std::vector<entry> entries_;
  entry candidate_;
};

/// The first place whose id is `id` or above.
std::size_t place_of(const source& s, std::int64_t id) {
  std::size_t first = 0;
  std::size_t last = s.count();
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (static_cast<std::int64_t>(s.id_of(middle)) < id) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

}  // namespace

bool holds(const checked_query& q, const source& s, std::size_t record) {
  return !q.where || evaluator(s).holds(*q.where, record);
}

found find(const checked_query& q, const source& s, bool is_counted) {
  const std::size_t first = place_of(s, q.ids.first);
  const std::size_t end =
      q.ids.last == std::numeric_limits<std::int64_t>::max() ? s.count() : place_of(s, q.ids.last + 1);
  evaluator e(s);
  found f;
  const auto fits = [&](std::size_t record) { return !q.where || e.holds(*q.where, record); };
  const bool is_by_id = q.order.empty() || row_of(q.order.front().of.type).compared == comparison::id;
  if (is_by_id) {
    // Ids are in order already, and none is another's.
    const bool is_ascending = !q.order.empty() && q.order.front().is_ascending;
    for (std::size_t i = first; i < end; ++i) {
      if (!is_counted && f.records.size() >= q.limit) break;
      const std::size_t record = is_ascending ? i : end - 1 - (i - first);
      if (!fits(record)) continue;
      ++f.total;
      if (f.total > q.offset && f.records.size() < q.limit) f.records.push_back(record);
    }
    return f;
  }
  const std::uint64_t count = end > first ? end - first : 0;
  const std::uint64_t offset = std::min(q.offset, count);
  // Where nothing is to be shown, nothing is sorted.
  const std::uint64_t most = q.limit == 0 ? 0 : offset + std::min(q.limit, count - offset);
  ranking r(q.order, static_cast<std::size_t>(most));
  for (std::size_t record = first; record < end; ++record) {
    if (!fits(record)) continue;
    ++f.total;
    r.add(e, record);
  }
  f.records = r.take(static_cast<std::size_t>(offset));
  return f;
}

}  // namespace kintone::rest::query
