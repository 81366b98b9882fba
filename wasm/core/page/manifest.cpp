#include "core/page/manifest.h"

#include <algorithm>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"

namespace kintone::page {
namespace {

std::string wrong(std::string_view function, std::string_view what) {
  json_writer text;
  return text.open('{').name("message").string(fill("{0}: {1}", {function, what})).close('}').take();
}

/// One call of `function`, with what it was given.
struct loading {
  const world::world& w;
  std::string_view function;
  /// The options that it has.
  std::string_view known;

  [[nodiscard]] std::string wrong_value(std::string_view name, phrase right, std::string_view given,
                                        facts more = {}) const {
    const std::string expected = text_of(right, w.language(), more);
    return wrong(function, text_of(phrase::argument_value, w.language(), {name, expected, given}));
  }

  [[nodiscard]] std::string file_fault(const argument& file) const {
    const bool is_right = (file.is("string") && !file.text.empty()) || file.is("URL");
    return is_right ? std::string() : wrong_value("file", phrase::expected_script, as_given(file));
  }

  [[nodiscard]] std::string option_fault(std::string_view name, const argument& value) const {
    const bool is_text = value.is("string") && !value.text.empty();
    if (name == "pluginId" && !is_text) return wrong_value(name, phrase::expected_plugin_id, as_given(value));
    if (name == "screen" && (!is_text || world::screen_called(value.text) == nullptr)) {
      return wrong_value(name, phrase::expected_screen, as_given(value), {world::screen_names()});
    }
    const bool is_map = value.is("object") && all_of(value.members, [](const argument_member& each) {
                          return each.value.is("string") || each.value.is("URL");
                        });
    if (name == "map" && !is_map) return wrong_value(name, phrase::expected_map, as_given(value));
    return {};
  }

  [[nodiscard]] std::string options_fault(const argument& options) const {
    if (options.is("undefined")) return {};
    if (!options.is("object")) {
      return wrong(function, text_of(phrase::argument_value, w.language(),
                                     {"options", fill("{ {0} }", {known}), as_given(options)}));
    }
    for (const auto& [name, value] : options.members) {
      if (value.is("undefined")) continue;
      if (fill(", {0},", {known}).find(fill(", {0},", {name})) == std::string::npos) {
        return wrong(function, text_of(phrase::option_unknown, w.language(), {name, known}));
      }
      if (std::string fault = option_fault(name, value); !fault.empty()) return fault;
    }
    return {};
  }
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
  const loading called{w, "shim.load", "pluginId"};
  std::string fault = called.file_fault(file);
  if (fault.empty()) fault = called.options_fault(options);
  if (!fault.empty()) return fault;
  const argument& given = options["pluginId"];
  const std::string& id = given.is("undefined") ? w.options().plugin_id : given.text;
  json_writer text;
  text.open('{');
  if (!id.empty()) text.name("pluginId").string(id);
  return text.close('}').take();
}

std::string manifest_file_text(const world::world& w, const argument& file) {
  const std::string fault = loading{w, "shim.loadPlugin", {}}.file_fault(file);
  return fault.empty() ? "{}" : fault;
}

std::string manifest_text(const world::world& w, std::string_view file, std::string_view manifest,
                          std::string_view not_json, const argument& options) {
  const loading called{w, "shim.loadPlugin", "pluginId, screen, map"};
  std::string fault = called.options_fault(options);
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
