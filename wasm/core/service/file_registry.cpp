#include "core/service/file_registry.h"

#include "core/base/limits.h"
#include "core/http/media_type.h"
#include "core/service/content_type.h"

namespace kintone::service {

const std::string& file_registry::issue(file_id id, std::string name, std::uint64_t size, number space,
                                        std::uint64_t now) {
  file& f = files_[id];
  f.content_type = http::essence_of(content_type_of(name));
  f.name = std::move(name);
  f.size = size;
  f.space = space;
  f.key = chance_.uuid();
  f.expires = now + file_life;
  by_key_.emplace(f.key, id);
  temporary_.push_back(id);
  disk_usage_ += size;
  return f.key;
}

const file_id* file_registry::find(std::string_view key, number space, bool is_attached) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  const file& f = files_.find(found->second)->second;
  return f.is_attached == is_attached && f.space == space ? &found->second : nullptr;
}

const file_id* file_registry::find_upload(std::string_view key, number space) const {
  return find(key, space, false);
}

const file_id* file_registry::find_download(std::string_view key, number space) const {
  return find(key, space, true);
}

std::string file_registry::download_key() {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string key;
  while (key.size() < download_key_length) key.push_back(digits[chance_.byte() & 0x0FU]);
  return key;
}

void file_registry::attach(const std::vector<file_id>& ids) {
  for (const file_id id : ids) {
    const auto found = files_.find(id);
    if (found == files_.end() || found->second.is_attached) continue;
    file& f = found->second;
    by_key_.erase(f.key);
    f.is_attached = true;
    f.key = download_key();
    f.expires = 0;
    by_key_.emplace(f.key, id);
  }
}

void file_registry::release(const std::vector<file_id>& ids) {
  for (const file_id id : ids) {
    if (const file* f = find(id); f != nullptr && f->is_attached) remove(id);
  }
}

void file_registry::expire(std::uint64_t now) {
  while (!temporary_.empty()) {
    const file_id id = temporary_.front();
    const file* f = find(id);
    const bool is_waiting = f != nullptr && !f->is_attached;
    if (is_waiting && now < f->expires) return;
    if (is_waiting) remove(id);
    temporary_.pop_front();
  }
}

void file_registry::clear() {
  for (const auto& [id, f] : files_) gone_.push_back(id);
  files_.clear();
  by_key_.clear();
  temporary_.clear();
  disk_usage_ = 0;
}

void file_registry::remove(file_id id) {
  const auto found = files_.find(id);
  by_key_.erase(found->second.key);
  disk_usage_ -= found->second.size;
  files_.erase(found);
  gone_.push_back(id);
}

const file* file_registry::find(file_id id) const {
  const auto found = files_.find(id);
  return found == files_.end() ? nullptr : &found->second;
}

json file_registry::view() const {
  json list = json::array();
  for (const auto& [id, f] : files_) {
    json one = {{"id", id},         {"name", f.name},
                {"size", f.size},   {"contentType", f.content_type},
                {"fileKey", f.key}, {"state", f.is_attached ? "attached" : "temporary"}};
    if (!f.is_attached) one["expires"] = f.expires;
    if (f.space != 0) one["guestSpace"] = f.space;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace kintone::service
