#include "core/base/json.h"

namespace kintone {
namespace {

constexpr int deepest = 64;

const json& null_json() {
  static const json null;
  return null;
}

/// Counted before parsing: the parser's and the destructor's depth is the text's.
bool nests_too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > deepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

std::optional<json> parse_json(std::string_view text) {
  if (nests_too_deep(text)) return std::nullopt;
  json value = json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

std::string json_text(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

const json& member(const json& object, std::string_view key) {
  if (!object.is_object()) return null_json();
  const auto found = object.find(key);
  return found == object.end() ? null_json() : *found;
}

std::string_view string_of(const json& value) {
  const auto* text = value.get_ptr<const json::string_t*>();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

const json& element(const json& array, std::size_t index) {
  return array.is_array() && index < array.size() ? array[index] : null_json();
}

}  // namespace kintone
