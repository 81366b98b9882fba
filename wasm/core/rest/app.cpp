#include "core/rest/app.h"

#include <algorithm>

#include "core/base/number.h"
#include "core/rest/fields/packed.h"
#include "core/rest/fields/value.h"

namespace kintone::rest {
namespace {

using fields::shape;

/// What a record, a row and the place of a value count of `limits.records` beside their texts.
constexpr std::uint64_t record_bytes = 256;
constexpr std::uint64_t row_bytes = 32;
constexpr std::uint64_t place_bytes = 16;
constexpr std::uint64_t comment_bytes = 128;

std::uint64_t bytes_of(const values& all) {
  std::uint64_t bytes = all.size() * place_bytes;
  for (const std::string& each : all) bytes += each.size();
  return bytes;
}

}  // namespace

std::uint64_t bytes_of(const comment& c) {
  std::uint64_t bytes = comment_bytes + c.text.size() + c.creator.size();
  for (const auto& [code, type] : c.mentions) bytes += comment_bytes + code.size() + type.size();
  return bytes;
}

std::uint64_t bytes_of(const record& r) {
  std::uint64_t bytes = record_bytes + bytes_of(r.values);
  for (const table& each : r.tables) {
    for (const table_row& row : each) bytes += row_bytes + bytes_of(row.cells);
  }
  if (r.comments != nullptr) {
    for (const comment& each : r.comments->comments) bytes += bytes_of(each);
  }
  return bytes;
}

app::app(app_key key, const declared_app* d, const file_registry& files, const people& them)
    : key_(key), declared_(d), files_(files), people_(them) {
  if (d != nullptr) form_ = d->form;
  form_.set_people(&them);
  for (const fields::form_field& each : form_.fields()) {
    if (each.is_unique) indexes_.push_back({each.column});
  }
}

const json_value& app::declared(std::string_view name) const { return member(declared_members(), name); }

const json_value& app::declared_members() const {
  static const json_value none;
  return declared_ == nullptr ? none : declared_->given;
}

const json_value& app::declared_fields() const {
  const json_value& answer = declared("properties");
  return answer.is_null() ? declared("fields") : answer;
}

/// The place of the first record whose id is `id` or above. Where none was deleted it is known at once.
std::size_t app::place_of(number id) const {
  if (records_.empty() || id <= records_.front()->id) return 0;
  const number guess = id - records_.front()->id;
  if (guess < records_.size() && records_[static_cast<std::size_t>(guess)]->id == id) {
    return static_cast<std::size_t>(guess);
  }
  const auto place = std::lower_bound(records_.begin(), records_.end(), id,
                                      [](const auto& each, number wanted) { return each->id < wanted; });
  return static_cast<std::size_t>(place - records_.begin());
}

const record* app::find(number id) const {
  const std::size_t place = place_of(id);
  return place < records_.size() && records_[place]->id == id ? records_[place].get() : nullptr;
}

const record* app::with_value(const fields::form_field& f, std::string_view kept) const {
  const index* of_field = find_if(indexes_, [&f](const index& each) { return each.column == f.column; });
  if (of_field == nullptr || kept.empty()) return nullptr;
  const auto found = of_field->records.find(std::string(kept));
  return found == of_field->records.end() ? nullptr : found->second;
}

std::string app::record_number_of(const record& r) const {
  return form_.code.empty() ? decimal(r.id) : fill("{0}-{1}", {form_.code, decimal(r.id)});
}

void app::index_values(const record& r) {
  for (index& each : indexes_) {
    const std::string_view kept = value_at(r.values, each.column);
    if (!kept.empty()) each.records.emplace(kept, &r);
  }
}

void app::forget_values(const record& r) {
  for (index& each : indexes_) {
    const auto [first, last] = each.records.equal_range(std::string(value_at(r.values, each.column)));
    const auto own = std::find_if(first, last, [&r](const auto& entry) { return entry.second == &r; });
    if (own != last) each.records.erase(own);
  }
}

// D27: rows are counted over the app's records.
void app::number_rows(record& r) {
  for (table& each : r.tables) {
    for (table_row& row : each) {
      if (row.id == 0) row.id = next_row_;
      next_row_ = std::max(next_row_, row.id + 1);
    }
  }
}

void app::count_on(number next_record, number next_row) {
  next_id_ = std::max(next_id_, next_record);
  next_row_ = std::max(next_row_, next_row);
}

void app::note(number id, const record* before) {
  if (!changes_ || !changes_->ids.insert(id).second) return;
  changes_->list.push_back({id, before == nullptr ? nullptr : std::make_unique<record>(*before)});
}

const record& app::insert(record r) {
  if (r.id == 0 || find(r.id) != nullptr) r.id = next_id_;
  next_id_ = std::max(next_id_, r.id + 1);
  number_rows(r);
  note(r.id, nullptr);
  return place(std::make_unique<record>(std::move(r)));
}

const record& app::place(std::unique_ptr<record> r) {
  const auto place = records_.begin() + static_cast<std::ptrdiff_t>(place_of(r->id));
  const record& kept = **records_.insert(place, std::move(r));
  index_values(kept);
  return kept;
}

const record& app::replace(const record& old, record r, std::vector<std::optional<table>> tables) {
  record& kept = *records_[place_of(old.id)];
  note(old.id, &kept);
  forget_values(kept);
  r.comments = std::move(kept.comments);
  r.tables = std::move(kept.tables);
  r.tables.resize(std::max(r.tables.size(), tables.size()));
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (tables[i]) r.tables[i] = std::move(*tables[i]);
  }
  number_rows(r);
  kept = std::move(r);
  index_values(kept);
  return kept;
}

void app::erase(const std::vector<number>& ids) {
  const auto is_erased = [&ids](const std::unique_ptr<record>& each) {
    return std::binary_search(ids.begin(), ids.end(), each->id);
  };
  for (const number id : ids) {
    forget_values(*find(id));
    note(id, find(id));
  }
  records_.erase(std::remove_if(records_.begin(), records_.end(), is_erased), records_.end());
}

void app::set_form(fields::form learned) {
  if (changes_ && !changes_->form) changes_->form = std::move(form_);
  form_ = std::move(learned);
}

comment_thread& app::thread_of(number id) {
  auto& thread = records_[place_of(id)]->comments;
  if (thread == nullptr) thread = std::make_shared<comment_thread>();
  return *thread;
}

void app::begin() { changes_ = changes{next_id_, next_row_}; }

void app::take_back(change& c) {
  if (c.before == nullptr) {
    if (find(c.id) != nullptr) erase({c.id});
  } else if (find(c.id) == nullptr) {
    place(std::move(c.before));
  } else {
    record& kept = *records_[place_of(c.id)];
    forget_values(kept);
    kept = std::move(*c.before);
    index_values(kept);
  }
}

void app::end(bool stays) {
  changes all = std::move(*changes_);
  changes_.reset();
  if (stays) return;
  for (auto each = all.list.rbegin(); each != all.list.rend(); ++each) take_back(*each);
  if (all.form) form_ = std::move(*all.form);
  next_id_ = all.next_id;
  next_row_ = all.next_row;
}

std::size_t app::rows(std::size_t place, std::size_t of) const {
  const std::size_t column = form_.fields()[of].column;
  const record& r = *records_[place];
  return column < r.tables.size() ? r.tables[column].size() : 0;
}

void app::read(std::size_t place, std::size_t row, const query::column& where, query::value& v) const {
  const record& r = *records_[place];
  const fields::form_field& f = form_.field_at(where);
  const auto kept = [&] {
    if (!where.is_cell()) return value_at(r.values, f.column);
    return value_at(r.tables[form_.fields()[where.table].column][row].cells, f.column);
  };
  switch (f.kept()) {
    case shape::none:
      return;
    case shape::person:
      v.items.push_back(people_.login_of(f.type == fields::field_type::creator ? r.creator : r.modifier));
      return;
    case shape::stamp:
      moment_ = fields::instant_text(f.type == fields::field_type::created_time ? r.created : r.updated);
      v.text = moment_;
      return;
    case shape::options:
    case shape::codes:
      fields::for_each_item(kept(), [&v](std::string_view item) { v.items.push_back(item); });
      return;
    case shape::files:
      fields::for_each_file(kept(), [&](file_id id) {
        const file* found = files_.find(id);
        if (found != nullptr) v.items.push_back(found->name);
      });
      return;
    default:
      v.text = kept();
  }
}

}  // namespace kintone::rest
