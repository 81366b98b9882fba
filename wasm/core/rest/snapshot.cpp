#include "core/rest/snapshot.h"

#include "core/base/number.h"
#include "core/rest/parameters.h"

namespace kintone::rest {
namespace {

constexpr std::string_view whole = "1, 2, …";

}  // namespace

storage::storage(world::world& w, declared_apps declared, const declarations& d, file_id first)
    : apps(std::move(declared)),
      files(w.chance(), first),
      records(files, *apps, &d.credentials, static_cast<std::int64_t>(w.time().now()),
              w.options().limits.records) {}

std::string restoring::wrong(std::string_view path, std::string_view right, const json_value& what) const {
  constexpr std::size_t shown = 60;
  std::string text = json_writer().tree(what).take();
  if (text.size() > shown) text = what.is_object() ? "{ … }" : what.is_array() ? "[ … ]" : "…";
  return text_of(phrase::argument_value, world_.language(), {path, right, text});
}

std::string restoring::take_declared(const json_value& apps, const std::string& path,
                                     std::vector<declared_app>& all) const {
  const auto& list = elements_of(apps);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string here = fill("{0}.apps[{1}]", {path, decimal(i)});
    if (!list[i].is_object()) return wrong(here, "{ app, … }", list[i]);
    const auto id = id_of(member(list[i], "app"));
    if (!id) return wrong(here + ".app", whole, member(list[i], "app"));
    const json_value& given = member(list[i], "declaration");
    if (given.is_null()) continue;
    const bool is_twice = any_of(all, [&id](const declared_app& each) { return each.id == *id; });
    if (is_twice || !given.is_object()) return wrong(here, "{ app, declaration: { … } }", list[i]);
    declared_app& app = all.emplace_back();
    app.id = *id;
    const fields::misdeclaration m = read_app(given, app);
    if (!m.is_right()) {
      const std::string right =
          text_of(m.expected, world_.language(), {m.fact.empty() ? type_names() : m.fact});
      return wrong(fill("{0}.declaration{1}", {here, m.path == "." ? "" : m.path}), right, given);
    }
    if (app.space != 0 && !contains(declared_.guest_spaces, app.space)) {
      const std::string right = text_of(phrase::expected_guest_spaces, world_.language());
      return wrong(here + ".declaration.guestSpace", right, member(given, "guestSpace"));
    }
    if (!app.form.is_open) app.form.complete(world_.language());
  }
  return {};
}

std::string restoring::begin(const json_value& part, std::string_view path) {
  const std::string here(path);
  if (!part.is_object()) return wrong(path, "{ version, apps, files, records }", part);
  if (integer_of(member(part, "version")) != 1U) {
    return wrong(here + ".version", "1", member(part, "version"));
  }
  for (const char* name : {"apps", "files", "records"}) {
    const json_value& list = member(part, name);
    if (!list.is_array()) return wrong(fill("{0}.{1}", {here, name}), "[ … ]", list);
  }
  auto apps = std::make_shared<std::vector<declared_app>>();
  std::string fault = take_declared(member(part, "apps"), here, *apps);
  if (!fault.empty()) return fault;
  read_ = std::make_unique<storage>(world_, std::move(apps), declared_, first_);
  return {};
}

std::string restoring::take_file(const json_value& given, const std::string& path) {
  if (!given.is_object()) return wrong(path, "{ fileKey, name, size, state, content }", given);
  file f;
  const json_value& state = member(given, "state");
  const auto size = integer_of(member(given, "size"));
  const auto space = member(given, "guestSpace").is_null() ? 0 : id_of(member(given, "guestSpace"));
  f.key = string_of(member(given, "fileKey"));
  f.name = string_of(member(given, "name"));
  f.is_attached = string_of(state) == "attached";
  const bool is_known = read_->files.find_upload(f.key, space.value_or(0)) != nullptr ||
                        read_->files.find_download(f.key, space.value_or(0)) != nullptr;
  if (f.key.empty() || is_known) return wrong(path + ".fileKey", "string", member(given, "fileKey"));
  if (!member(given, "name").is_string() || !read_->files.has_room(f.name)) {
    return wrong(path + ".name", "string", member(given, "name"));
  }
  if (!size) return wrong(path + ".size", "0, 1, …", member(given, "size"));
  if (!space) return wrong(path + ".guestSpace", whole, member(given, "guestSpace"));
  if (!f.is_attached && string_of(state) != "temporary") {
    return wrong(path + ".state", "'attached' | 'temporary'", state);
  }
  const auto expires = integer_of(member(given, "expires"));
  if (!f.is_attached && !expires) return wrong(path + ".expires", whole, member(given, "expires"));
  // How many there are, counted where they are.
  if (integer_of(member(given, "bytes")) != size) {
    const std::string right = fill("base64 ({0} B)", {decimal(*size)});
    return text_of(phrase::argument_value, world_.language(), {path + ".content", right, "…"});
  }
  f.size = *size;
  f.space = *space;
  f.expires = f.is_attached ? 0 : *expires;
  read_->files.adopt(std::move(f));
  return {};
}

std::string restoring::take(const json_value& part, std::string_view path) {
  const std::string here(path);
  if (read_ == nullptr) {
    std::string fault = begin(part, path);
    if (!fault.empty()) return fault;
  }
  std::string fault;
  const auto each_of = [&](const char* name, std::size_t first, const auto& read) {
    const auto& list = elements_of(member(part, name));
    for (std::size_t i = 0; fault.empty() && i < list.size(); ++i) {
      fault = read(list[i], fill("{0}.{1}[{2}]", {here, name, decimal(first + i)}));
    }
    return list.size();
  };
  each_of("apps", 0, [this](const json_value& given, const std::string& at) {
    return read_->records.restore_app(given, at, world_.language());
  });
  each_of("files", 0,
          [this](const json_value& given, const std::string& at) { return take_file(given, at); });
  count_ += each_of("records", count_, [this](const json_value& given, const std::string& at) {
    return read_->records.restore_record(given, at, world_.language());
  });
  return fault;
}

std::string restoring::finish(std::string_view path) {
  return read_->records.finish_restoring(path, world_.language());
}

}  // namespace kintone::rest
