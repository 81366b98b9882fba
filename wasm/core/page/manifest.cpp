#include "core/page/manifest.h"

#include <algorithm>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/schema.h"

namespace kintone::page {
namespace {

std::string wrong(std::string_view function, std::string_view what) {
  json_writer text;
  return text.open('{').name("message").string(fill("{0}: {1}", {function, what})).close('}').take();
}

using schema::misfit;
using schema::nowhere;
using schema::unless;
using script_option = schema::member<nowhere>;

bool is_text(const argument& given) { return given.is("string") && !given.text.empty(); }

/// `{ url: file }`
bool is_map(const argument& given) {
  return given.is("object") && all_of(given.members, [](const argument_member& each) {
           return each.value.is("string") || each.value.is("URL");
         });
}

constexpr script_option plugin_id_option{"pluginId", [](const argument& given, nowhere&, locale language) {
                                           return unless(is_text(given), phrase::expected_plugin_id,
                                                         language);
                                         }};

constexpr std::array script_options = {plugin_id_option};

constexpr std::array manifest_options = {
    plugin_id_option,
    script_option{"screen",
                  [](const argument& given, nowhere&, locale language) {
                    const bool is_screen = is_text(given) && world::screen_called(given.text) != nullptr;
                    return unless(is_screen, phrase::expected_screen, language, {world::screen_names()});
                  }},
    script_option{"map",
                  [](const argument& given, nowhere&, locale language) {
                    return unless(is_map(given), phrase::expected_map, language);
                  }},
};

/// One call of `function`.
struct loading {
  const world::world& w;
  std::string_view function;

  [[nodiscard]] std::string wrong(const std::string& what) const { return page::wrong(function, what); }

  [[nodiscard]] std::string file_fault(const argument& file) const {
    const misfit its = unless(is_text(file) || file.is("URL"), phrase::expected_script, w.language());
    return its.right.empty() ? std::string() : wrong(schema::wrong_member("file", file, its, telling()));
  }

  template <typename table>
  [[nodiscard]] std::string options_fault(const table& options, const argument& given) const {
    nowhere none;
    const sentence fault = schema::read(options, given, none, telling());
    return fault.empty() ? std::string() : wrong(fault);
  }

  [[nodiscard]] schema::telling telling() const { return {w.language(), phrase::argument_value}; }
};

/// Of the network: `https://…`, `//…`.
bool is_remote(std::string_view name) {
  const std::size_t end = name.find("//");
  return end == 0 || (end != std::string_view::npos && name[end - 1] == ':' &&
                      all_of(name.substr(0, end - 1), ascii::is_alpha));
}

/// Beyond the folder of the manifest: an absolute path, or one that leads out of it.
bool leads_out(std::string_view name) {
  const bool is_absolute = name.front() == '/' || name.front() == '\\' || (name.size() > 1 && name[1] == ':');
  if (is_absolute) return true;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("/\\", at), name.size());
    if (name.substr(at, end - at) == "..") return true;
    at = end + 1;
  }
  return false;
}

/// Assumption: the id of a plug-in that nobody gave one. It has a plug-in's form, 32 letters from a to p, and
/// is of one name always the same (FNV-1a of 64 bits, twice).
std::string id_of(const json_value& manifest) {
  const std::string name = json_writer().tree(member(manifest, "name")).take();
  std::string id;
  for (const std::uint64_t seed : {14'695'981'039'346'656'037U, 1'099'511'628'211U}) {
    std::uint64_t hash = seed;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    for (int i = 0; i < 16; ++i, hash >>= 4U) id.push_back(static_cast<char>('a' + (hash & 15U)));
  }
  return id;
}

/// Which part of a manifest belongs to a screen.
std::string_view part_for(std::string_view screen) {
  if (screen == world::settings_screen) return "config";
  return world::is_mobile(screen) ? "mobile" : "desktop";
}

/// Its files of one screen.
class manifest_reader {
 public:
  manifest_reader(const loading& called, std::string_view file, const json_value& manifest,
                  std::string_view part, const argument& map)
      : called_(called), file_(file), part_(part), its_(member(manifest, part)), map_(map) {}

  std::string read(std::string_view plugin_id) {
    if (!its_.is_object() && (!its_.is_null() || part_ == "config")) misfit({}, "{ \"js\": [ … ] }", its_);
    const json_value& js = member(its_, "js");
    if (!js.is_array() && !js.is_null()) misfit(".js", "[ … ]", js);
    text_.open('{').name("pluginId").string(plugin_id);
    if (part_ == "config") write_html();
    text_.name("files").open('[');
    for (const json_value& each : elements_of(js)) write(".js", each);
    text_.close(']').close('}');
    return fault_.empty() ? text_.take() : std::move(fault_);
  }

 private:
  void write_html() {
    const json_value& html = member(its_, "html");
    if (html.is_null()) return;
    text_.name("html");
    write(".html", html);
  }

  void write(std::string_view place, const json_value& file) {
    const std::string name(string_of(file));
    if (name.empty()) return misfit(place, "\"js/file.js\"", file);
    const bool is_mapped =
        any_of(map_.members, [&](const argument_member& each) { return each.name == name; });
    if (is_remote(name) && !is_mapped && fault_.empty()) {
      fault_ = wrong(called_.function, text_of(phrase::manifest_remote, called_.w.language(), {file_, name}));
    }
    if (!is_remote(name) && !is_mapped && leads_out(name)) {
      return misfit(place, "\"js/file.js\", below the manifest's folder", std::string_view(name));
    }
    text_.open('{').name("name").string(name).name("isMapped").boolean(is_mapped).close('}');
  }

  void misfit(std::string_view place, std::string_view right, const json_value& given) {
    misfit(place, right, std::string_view(given.type_name()));
  }

  void misfit(std::string_view place, std::string_view right, std::string_view given) {
    if (!fault_.empty()) return;
    const std::string name = fill("{0}: {1}{2}", {file_, part_, place});
    fault_ =
        wrong(called_.function, text_of(phrase::argument_value, called_.w.language(), {name, right, given}));
  }

  const loading& called_;
  std::string_view file_;
  std::string_view part_;
  const json_value& its_;
  const argument& map_;
  json_writer text_;
  /// What is wrong, the first of it.
  std::string fault_;
};

}  // namespace

std::string load_text(const world::world& w, const argument& file, const argument& options) {
  const loading called{w, "shim.load"};
  std::string fault = called.file_fault(file);
  if (fault.empty()) fault = called.options_fault(script_options, options);
  if (!fault.empty()) return fault;
  const argument& given = options["pluginId"];
  const std::string& id = given.is("undefined") ? w.options().plugin_id : given.text;
  json_writer text;
  text.open('{');
  if (!id.empty()) text.name("pluginId").string(id);
  return text.close('}').take();
}

std::string manifest_file_text(const world::world& w, const argument& file) {
  const std::string fault = loading{w, "shim.loadPlugin"}.file_fault(file);
  return fault.empty() ? "{}" : fault;
}

std::string manifest_text(const world::world& w, std::string_view file, std::string_view manifest,
                          std::string_view not_json, const argument& options) {
  const loading called{w, "shim.loadPlugin"};
  std::string fault = called.options_fault(manifest_options, options);
  if (!fault.empty()) return fault;
  const json_value object = json_or_null(manifest);
  const bool is_manifest = any_of(std::array<std::string_view, 3>{"desktop", "mobile", "config"},
                                  [&](std::string_view part) { return !member(object, part).is_null(); });
  if (!is_manifest) {
    return wrong(called.function, text_of(phrase::manifest_malformed, w.language(), {file, not_json}));
  }
  const argument& screen = options["screen"];
  const std::string_view part = part_for(screen.is("undefined") ? w.here().name : screen.text);
  const argument& given = options["pluginId"];
  std::string id = given.is("undefined") ? w.here().plugin_id : given.text;
  if (id.empty()) id = w.options().plugin_id;
  if (id.empty()) id = id_of(object);
  return manifest_reader(called, file, object, part, options["map"]).read(id);
}

}  // namespace kintone::page
