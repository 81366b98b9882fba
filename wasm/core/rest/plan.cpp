#include "core/rest/plan.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/rest/fields/packed.h"
#include "core/rest/parameters.h"

namespace kintone::rest {
namespace {

using fields::form_field;
using fields::shape;

std::uint64_t bytes_of_rows(const table& rows) {
  record r;
  r.tables.push_back(rows);
  return bytes_of(r);
}

}  // namespace

void append_files_of(const fields::form& f, const values& all, const std::vector<table>& tables,
                     std::vector<file_id>& files) {
  const auto append = [&files](std::string_view kept) {
    fields::for_each_file(kept, [&files](file_id id) { files.push_back(id); });
  };
  for (const form_field& each : f.fields()) {
    if (each.kept() == shape::files) append(value_at(all, each.column));
    if (each.kept() != shape::table || each.column >= tables.size()) continue;
    for (const form_field& cell : each.cells) {
      if (cell.kept() != shape::files) continue;
      for (const table_row& row : tables[each.column]) append(value_at(row.cells, cell.column));
    }
  }
}

verdict plan::add(const json_value& given, std::string base) {
  draft& d = drafts_.emplace_back();
  d.base = std::move(base);
  d.next.revision = 1;
  return draft_reader(around_, common_, draft_reader::giver::add).read(given, d);
}

verdict plan::update(const record& old, const json_value& given, std::string base) {
  draft& d = drafts_.emplace_back();
  d.base = std::move(base);
  d.old = &old;
  if (auto refused = draft_reader(around_, common_, draft_reader::giver::update).read(given, d)) {
    return refused;
  }
  // Y14: also without a change.
  ++d.next.revision;
  return nullptr;
}

void plan::seed(const json_value& given) {
  draft& d = drafts_.emplace_back();
  // What cannot be read is empty.
  (void)draft_reader(around_, common_, draft_reader::giver::seed).read(given, d);
  d.next.id = id_of(member(member(given, "$id"), "value")).value_or(0);
  d.next.revision = id_of(member(member(given, "$revision"), "value")).value_or(1);
}

bool plan::has(const record& old) const {
  return any_of(drafts_, [&old](const draft& each) { return each.old == &old; });
}

// D14.
void plan::judge_unique(const form_field& f, objections& wrong) const {
  std::unordered_set<std::string_view> taken;
  const auto next_of = [&f](const draft& d) { return value_at(d.next.values, f.column); };
  for (const draft& each : drafts_) {
    const std::string_view kept = next_of(each);
    if (kept.empty()) continue;
    const bool is_free = taken.insert(kept).second;
    if (each.old != nullptr && value_at(each.old->values, f.column) == kept && is_free) continue;
    const record* other = app_.with_value(f, kept);
    const draft* changed =
        find_if(drafts_, [other](const draft& d) { return other != nullptr && d.old == other; });
    const bool is_given_up = changed != nullptr && next_of(*changed) != kept;
    if (is_free && (other == nullptr || other == each.old || is_given_up)) continue;
    wrong.push_back({fields::path_of(each.base, f.code), phrase::value_unique});
  }
}

verdict plan::judge() {
  objections& wrong = common_.wrong;
  for (const draft& each : drafts_) rest::judge(form(), each, wrong);
  for (const form_field& each : form().fields()) {
    if (each.is_unique) judge_unique(each, wrong);
  }
  return invalid(std::move(wrong));
}

std::uint64_t plan::bytes() const {
  std::uint64_t bytes = common_.learned ? form().shown_bytes() - app_.form().shown_bytes() : 0;
  for (const draft& each : drafts_) {
    bytes += bytes_of(each.next);
    for (const auto& rows : each.tables) {
      if (rows) bytes += bytes_of_rows(*rows);
    }
  }
  return bytes;
}

std::uint64_t plan::freed() const {
  std::uint64_t bytes = 0;
  for (const draft& each : drafts_) {
    if (each.old == nullptr) continue;
    record kept_apart = {};
    kept_apart.values = each.old->values;
    bytes += bytes_of(kept_apart);
    for (std::size_t i = 0; i < each.tables.size() && i < each.old->tables.size(); ++i) {
      if (each.tables[i]) bytes += bytes_of_rows(each.old->tables[i]);
    }
  }
  return bytes;
}

std::uint64_t plan::largest() const {
  std::uint64_t largest = 0;
  for (const draft& each : drafts_) {
    std::uint64_t bytes = bytes_of(each.next);
    for (std::size_t i = 0; i < each.tables.size(); ++i) {
      const bool is_old = !each.tables[i] && each.old != nullptr && i < each.old->tables.size();
      if (each.tables[i]) bytes += bytes_of_rows(*each.tables[i]);
      if (is_old) bytes += bytes_of_rows(each.old->tables[i]);
    }
    largest = std::max(largest, bytes);
  }
  return largest;
}

/// Those that the old record named and the next does not.
std::vector<file_id> plan::files_left(const draft& d) const {
  std::vector<table> old_tables;
  std::vector<table> next_tables;
  for (std::size_t i = 0; i < d.tables.size(); ++i) {
    const bool is_changed = d.tables[i].has_value();
    old_tables.push_back(is_changed && i < d.old->tables.size() ? d.old->tables[i] : table());
    next_tables.push_back(is_changed ? *d.tables[i] : table());
  }
  std::vector<file_id> old_files;
  std::vector<file_id> next_files;
  append_files_of(app_.form(), d.old->values, old_tables, old_files);
  append_files_of(app_.form(), d.next.values, next_tables, next_files);
  std::sort(next_files.begin(), next_files.end());
  std::erase_if(old_files, [&next_files](file_id id) {
    return std::binary_search(next_files.begin(), next_files.end(), id);
  });
  return old_files;
}

std::vector<const record*> plan::keep(file_registry& files) {
  if (common_.learned) app_.set_form(std::move(*common_.learned));
  common_.learned.reset();
  files.attach(common_.uploads);
  std::vector<file_id> left;
  std::vector<const record*> kept;
  for (draft& each : drafts_) {
    if (each.old == nullptr) {
      each.next.tables.resize(each.tables.size());
      for (std::size_t i = 0; i < each.tables.size(); ++i) {
        if (each.tables[i]) each.next.tables[i] = std::move(*each.tables[i]);
      }
      kept.push_back(&app_.insert(std::move(each.next)));
      continue;
    }
    const std::vector<file_id> gone = files_left(each);
    left.insert(left.end(), gone.begin(), gone.end());
    kept.push_back(&app_.replace(*each.old, std::move(each.next), std::move(each.tables)));
  }
  files.release(left);
  return kept;
}

}  // namespace kintone::rest
