#include "core/page/manifest.h"

#include "core/base/error.h"

namespace kintone::page {
namespace {

constexpr std::string_view called = "shim.loadPlugin";

/// An id for a plug-in that nobody gave one: of a plug-in's form, 32 letters from a to p, and of one manifest
/// always the same (FNV-1a, 64 bits, twice).
std::string id_of(std::string_view manifest) {
  std::string id;
  for (const std::uint64_t seed : {14'695'981'039'346'656'037U, 1'099'511'628'211U}) {
    std::uint64_t hash = seed;
    for (const char c : manifest) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    for (int i = 0; i < 16; ++i, hash >>= 4U) id.push_back(static_cast<char>('a' + (hash & 15U)));
  }
  return id;
}

/// Which part of a manifest belongs to a screen.
std::string_view part_for(std::string_view screen) {
  return screen == world::settings_screen ? "config" : screen.starts_with("mobile.") ? "mobile" : "desktop";
}

}  // namespace

std::string manifest_text(const world::world& w, std::string_view manifest, const argument& options) {
  const locale language = w.language();
  json_writer text;
  const auto wrong = [&](const std::string& what) {
    return text.open('{').name("message").string(fill("{0}: {1}", {called, what})).close('}').take();
  };
  const auto wrong_value = [&](std::string_view name, phrase expected, const argument& given) {
    return wrong(
        text_of(phrase::argument_value, language, {name, text_of(expected, language), as_given(given)}));
  };
  const auto object = read_json(manifest);
  if (!object || !object->is_object()) return wrong(text_of(phrase::manifest_malformed, language));
  if (!options.is("object") && !options.is("undefined")) {
    return wrong_value("options", phrase::expected_load_options, options);
  }
  const argument& screen = options["screen"];
  const world::screen_kind* kind = world::screen_called(screen.is("undefined") ? w.here().name : screen.text);
  if (kind == nullptr) return wrong_value("screen", phrase::expected_event_type, screen);
  const argument& id = options["pluginId"];
  if (!id.is("undefined") && (!id.is("string") || id.text.empty())) {
    return wrong_value("pluginId", phrase::expected_plugin_id, id);
  }
  const std::string& preset = w.options().plugin_id;
  const std::string& given = id.is("undefined") ? preset : id.text;
  text.open('{').name("pluginId").string(given.empty() ? id_of(manifest) : given).name("files").open('[');
  for (const json_value& each : elements_of(member(member(*object, part_for(kind->name)), "js"))) {
    const std::string file(string_of(each));
    const argument& mapped = options["map"][file];
    if (file.starts_with("https://") && !mapped.is("string")) {
      text = {};
      return wrong(text_of(phrase::manifest_remote, language, {file}));
    }
    text.open('{').name("path").string(mapped.is("string") ? mapped.text : file);
    text.name("isMapped").boolean(mapped.is("string")).close('}');
  }
  return text.close(']').close('}').take();
}

}  // namespace kintone::page
