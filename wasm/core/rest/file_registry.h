// The files that kintone's side keeps (F12, F13, F16, F18): a temporary one is known by its upload key until
// a record takes it or its three days are over; an attached one by its download key while a record names it.
// Their bytes are kept elsewhere, under the file's number.
//
//     begin ─▶ issue ─▶ temporary ─▶ attach ─▶ attached ─▶ release ─▶ gone
//                           └── three days ─────────────────────────────▶ gone
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/rest/ids.h"
#include "core/world/random.h"

namespace kintone::rest {

struct file {
  file_id id = 0;
  bool is_attached = false;
  /// Nobody can have it any more.
  bool is_gone = false;
  std::string name = {};
  /// Bytes.
  std::uint64_t size = 0;
  /// Without parameters.
  std::string content_type = {};
  /// F11: its guest space; 0 outside.
  number space = 0;
  /// The one that is good now: an upload key (a UUID), or a download key (hex digits).
  std::string key = {};
  /// Of a temporary one: when it dies, in milliseconds.
  std::uint64_t expires = 0;
};

class file_registry {
 public:
  /// `chance` must outlive it: keys cannot be guessed (F12). `first`: the number of the first file.
  explicit file_registry(world::random& chance, file_id first = 1) : chance_(chance), next_(first) {}
  file_registry(const file_registry&) = delete;
  file_registry& operator=(const file_registry&) = delete;

  /// The number of the next file.
  [[nodiscard]] file_id next() const { return next_; }
  /// A file that was kept before, by its key: it gets a number.
  void adopt(file f);
  /// Comes in the place of another, whose files are gone.
  void succeed(file_registry& before);

  /// The number of a file whose bytes begin to arrive.
  [[nodiscard]] file_id begin() { return next_++; }

  /// All bytes of `id` are there; now it is temporary. Its upload key. `now` in milliseconds.
  [[nodiscard]] const std::string& issue(file_id id, std::string name, std::uint64_t size, number space,
                                         std::uint64_t now);

  /// The temporary file of an upload key in this space; null where it is used, dead, unknown or foreign
  /// (F18).
  [[nodiscard]] const file* find_upload(std::string_view key, number space) const;

  /// The attached file of a download key in this space; null for any other key (F16).
  [[nodiscard]] const file* find_download(std::string_view key, number space) const;

  /// A record takes temporary files: their upload keys are used, and they get download keys (F12, F15).
  void attach(const std::vector<file_id>& ids);

  /// No record names these attached files any more.
  void release(const std::vector<file_id>& ids);

  /// Y24: what records take and leave from now on can be taken back. Files that none names stay until `end`.
  void hold();
  /// They go, or all is as it was.
  void end(bool stays);

  /// Temporary files whose time is over die. `now` in milliseconds. To be called before keys are looked for.
  void expire(std::uint64_t now);

  /// The numbers of those that records name.
  [[nodiscard]] std::vector<file_id> attached() const;

  /// All files are gone, those that are to come are not.
  void clear();

  /// The files that are gone since this was asked: their bytes may go.
  [[nodiscard]] std::vector<file_id> take_gone() { return std::exchange(gone_, {}); }

  /// Null where it is gone, or not yet whole.
  [[nodiscard]] const file* find(file_id id) const { return at(id); }

  /// Whether the name of another file can be kept beside the others' (limits.h, `file_names`).
  [[nodiscard]] bool has_room(std::string_view name) const;

  /// F13: the bytes of all files, temporary and attached.
  [[nodiscard]] std::uint64_t disk_usage() const { return disk_usage_; }

  /// `[{"id", "name", "size", "contentType", "fileKey", "state": "temporary" | "attached", "expires"?,
  /// "guestSpace"?}]`, the oldest first; `expires` in milliseconds.
  [[nodiscard]] std::string view() const;

 private:
  [[nodiscard]] const file* find(std::string_view key, number space, bool is_attached) const;
  [[nodiscard]] file* at(file_id id) const;
  [[nodiscard]] std::vector<file*>::const_iterator place_of(std::string_view key) const;
  void set_key(file& f, std::string key);
  [[nodiscard]] std::string download_key();
  /// Drops those that are gone.
  void sweep();

  world::random& chance_;
  file_id next_;
  /// In the order of their numbers.
  std::vector<std::unique_ptr<file>> files_;
  /// The same in the order of their keys.
  std::vector<file*> by_key_;
  /// When the first temporary file dies, or before.
  std::uint64_t next_death_ = 0;
  std::vector<file_id> gone_;
  /// Of `hold`.
  struct held {
    /// Files that were temporary.
    std::vector<file> taken = {};
    std::vector<file_id> left = {};
  };
  std::optional<held> held_;
  std::uint64_t disk_usage_ = 0;
  /// Of `file_names`.
  std::uint64_t names_ = 0;
};

}  // namespace kintone::rest
