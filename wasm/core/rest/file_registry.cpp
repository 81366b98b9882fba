#include "core/rest/file_registry.h"

#include <algorithm>
#include <limits>

#include "core/base/limits.h"
#include "core/http/file_type.h"
#include "core/http/media_type.h"

namespace kintone::rest {

namespace {

/// What a file counts of `file_names`: its name, and its keys, type and place in the lists.
std::uint64_t bytes_of(std::string_view name) {
  constexpr std::uint64_t others = 256;
  return name.size() + others;
}

}  // namespace

bool file_registry::has_room(std::string_view name) const { return names_ + bytes_of(name) <= file_names; }

const std::string& file_registry::issue(file_id id, std::string name, std::uint64_t size, number space,
                                        std::uint64_t now) {
  auto f = std::make_unique<file>();
  f->id = id;
  f->content_type = http::essence_of(http::content_type_of(name));
  names_ += bytes_of(name);
  f->name = std::move(name);
  f->size = size;
  f->space = space;
  f->expires = now + file_life;
  set_key(*f, chance_.uuid());
  next_death_ = std::min(next_death_, f->expires);
  disk_usage_ += size;
  auto place = files_.end();
  while (place != files_.begin() && (*(place - 1))->id > id) --place;
  return (*files_.insert(place, std::move(f)))->key;
}

void file_registry::adopt(file f) {
  auto kept = std::make_unique<file>(std::move(f));
  kept->id = next_++;
  kept->content_type = http::essence_of(http::content_type_of(kept->name));
  names_ += bytes_of(kept->name);
  disk_usage_ += kept->size;
  if (!kept->is_attached) next_death_ = std::min(next_death_, kept->expires);
  by_key_.insert(place_of(kept->key), kept.get());
  files_.push_back(std::move(kept));
}

void file_registry::succeed(file_registry& before) {
  before.clear();
  const std::vector<file_id> gone = before.take_gone();
  gone_.insert(gone_.end(), gone.begin(), gone.end());
}

std::vector<file*>::const_iterator file_registry::place_of(std::string_view key) const {
  return std::lower_bound(by_key_.begin(), by_key_.end(), key,
                          [](const file* f, std::string_view wanted) { return f->key < wanted; });
}

void file_registry::set_key(file& f, std::string key) {
  if (const auto place = place_of(f.key); place != by_key_.end() && *place == &f) by_key_.erase(place);
  f.key = std::move(key);
  by_key_.insert(place_of(f.key), &f);
}

const file* file_registry::find(std::string_view key, number space, bool is_attached) const {
  const auto place = place_of(key);
  if (place == by_key_.end() || (*place)->key != key) return nullptr;
  return (*place)->is_attached == is_attached && (*place)->space == space ? *place : nullptr;
}

const file* file_registry::find_upload(std::string_view key, number space) const {
  return find(key, space, false);
}

const file* file_registry::find_download(std::string_view key, number space) const {
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
    file* f = at(id);
    if (f == nullptr || f->is_attached) continue;
    if (held_) held_->taken.push_back(*f);
    f->is_attached = true;
    f->expires = 0;
    set_key(*f, download_key());
  }
}

void file_registry::release(const std::vector<file_id>& ids) {
  if (ids.empty()) return;
  if (held_) {
    held_->left.insert(held_->left.end(), ids.begin(), ids.end());
    return;
  }
  for (const file_id id : ids) {
    if (file* f = at(id); f != nullptr && f->is_attached) f->is_gone = true;
  }
  sweep();
}

void file_registry::hold() { held_ = held(); }

void file_registry::end(bool stays) {
  const held all = std::move(*held_);
  held_.reset();
  if (stays) {
    release(all.left);
    return;
  }
  for (const file& each : all.taken) {
    file& f = *at(each.id);
    f.is_attached = false;
    f.expires = each.expires;
    set_key(f, each.key);
  }
}

void file_registry::expire(std::uint64_t now) {
  if (now < next_death_) return;
  next_death_ = std::numeric_limits<std::uint64_t>::max();
  for (const auto& f : files_) {
    if (f->is_attached) continue;
    f->is_gone = f->expires <= now;
    if (!f->is_gone) next_death_ = std::min(next_death_, f->expires);
  }
  sweep();
}

std::vector<file_id> file_registry::attached() const {
  std::vector<file_id> ids;
  for (const auto& f : files_) {
    if (f->is_attached) ids.push_back(f->id);
  }
  return ids;
}

void file_registry::clear() {
  for (const auto& f : files_) f->is_gone = true;
  sweep();
}

void file_registry::sweep() {
  std::erase_if(by_key_, [](const file* f) { return f->is_gone; });
  std::erase_if(files_, [this](const std::unique_ptr<file>& f) {
    if (!f->is_gone) return false;
    gone_.push_back(f->id);
    disk_usage_ -= f->size;
    names_ -= bytes_of(f->name);
    return true;
  });
}

file* file_registry::at(file_id id) const {
  const auto place =
      std::lower_bound(files_.begin(), files_.end(), id,
                       [](const std::unique_ptr<file>& f, file_id wanted) { return f->id < wanted; });
  return place == files_.end() || (*place)->id != id ? nullptr : place->get();
}

std::string file_registry::view() const {
  json_writer text;
  text.open('[');
  for (const auto& f : files_) {
    text.open('{').name("id").number(f->id).name("name").string(f->name).name("size").number(f->size);
    text.name("contentType").string(f->content_type).name("fileKey").string(f->key);
    text.name("state").string(f->is_attached ? "attached" : "temporary");
    if (!f->is_attached) text.name("expires").number(f->expires);
    if (f->space != 0) text.name("guestSpace").number(f->space);
    text.close('}');
  }
  return text.close(']').take();
}

}  // namespace kintone::rest
