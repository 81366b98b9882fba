#include <algorithm>

#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/parameters.h"
#include "core/rest/records.h"

namespace kintone::rest {

// Y18.
verdict records::delete_records(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  const json_value& list = member(parameters, "ids");
  const json_value& revisions = member(parameters, "revisions");
  const auto& ids = elements_of(list);
  const std::string most = decimal(records_at_once);
  if (!is_absent(list) && !list.is_array()) {
    wrong.push_back({"ids", phrase::field_list});
  } else if (ids.empty()) {
    wrong.push_back({"ids", phrase::ids_deleted, most});
    wrong.push_back({"ids", phrase::field_required});
  } else if (ids.size() > records_at_once) {
    wrong.push_back({"ids", phrase::ids_deleted, most});
  }
  if (!is_absent(revisions) && !revisions.is_array()) {
    wrong.push_back({"revisions", phrase::field_list});
  } else if (elements_of(revisions).size() > records_at_once) {
    wrong.push_back({"revisions", phrase::parameter_size, most});
  }
  std::vector<std::pair<number, std::optional<number>>> named;
  const bool are_lists = wrong.empty();
  for (std::size_t i = 0; are_lists && i < ids.size(); ++i) {
    const number id = read_id(ids[i], fill("ids[{0}]", {decimal(i)}), wrong);
    const std::string path = fill("revisions[{0}]", {decimal(i)});
    named.emplace_back(id, read_revision(element(revisions, i), path, wrong));
  }
  app_key key;
  if (auto refused = read_app(by, parameters, std::move(wrong), key)) return refused;
  app* a = app_at(key);
  std::vector<number> sorted;
  std::vector<file_id> files;
  std::uint64_t freed = 0;
  for (const auto& [id, revision] : named) {
    const record* r = a == nullptr ? nullptr : a->find(id);
    if (r == nullptr) return refuse(error::record_not_found, decimal(id));
    if (revision && *revision != r->revision) return refuse(error::revision_conflict);
    if (contains(sorted, id)) continue;
    sorted.push_back(id);
    freed += bytes_of(*r);
    append_files_of(a->form(), r->values, r->tables, files);
  }
  std::sort(sorted.begin(), sorted.end());
  a->erase(sorted);
  bytes_ -= freed;
  files_.release(files);
  answer.json("{}");
  return nullptr;
}

}  // namespace kintone::rest
