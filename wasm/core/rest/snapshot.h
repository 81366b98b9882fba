// A snapshot: what kintone's side keeps, as JSON, and how it is read back. It is read a part at a time into a
// storage of its own, which takes the place of the present one when all of it was right.
//
//     {"version": 1, "apps": […], "files": […], "records": […]}
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/rest/declarations.h"
#include "core/rest/records.h"
#include "core/world/world.h"

namespace kintone::rest {

/// What kintone's side keeps.
struct storage {
  using declared_apps = std::shared_ptr<const std::vector<declared_app>>;

  /// `w` must outlive it. `first`: the number of the first file.
  storage(world::world& w, declared_apps declared, const declarations& d, file_id first);

  declared_apps apps;
  file_registry files;
  rest::records records;
};

class restoring {
 public:
  /// All must outlive it.
  restoring(world::world& w, const declarations& d, file_id first) : world_(w), declared_(d), first_(first) {}

  /// A part of the snapshot: the first has its `version` and all but records, of which each part has some.
  /// `path`: of the snapshot, for messages. Gives the message that names what is wrong; nothing where it is
  /// right.
  [[nodiscard]] std::string take(const json_value& part, std::string_view path);
  /// Behind the last part: the same of what it comes to.
  [[nodiscard]] std::string finish(std::string_view path);
  /// What was read, after `finish`.
  [[nodiscard]] std::unique_ptr<storage> result() { return std::move(read_); }

 private:
  [[nodiscard]] std::string begin(const json_value& part, std::string_view path);
  [[nodiscard]] std::string take_declared(const json_value& apps, const std::string& path,
                                          std::vector<declared_app>& all) const;
  [[nodiscard]] std::string take_file(const json_value& given, const std::string& path);
  /// `what` stands at `path`, and is not `right`.
  [[nodiscard]] std::string wrong(std::string_view path, std::string_view right,
                                  const json_value& what) const;

  world::world& world_;
  const declarations& declared_;
  file_id first_;
  std::unique_ptr<storage> read_;
  /// Records so far.
  std::size_t count_ = 0;
};

}  // namespace kintone::rest
