#include "core/base/json.h"

#include <utility>
#include <vector>

namespace kintone {
namespace {

const json& null_json() {
  static const json null;
  return null;
}

/// Builds the tree as the parser meets its parts. Nesting is capped: the depth of what walks or destroys a
/// tree is the text's. (json::parse() would bring two parsers in, and neither knows a cap.)
class tree_builder : public nlohmann::json_sax<json> {
 public:
  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open(json::object()); }
  bool start_array(std::size_t /*size*/) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    key_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t /*place*/, const std::string& /*token*/,
                   const json::exception& /*fault*/) override {
    return false;
  }

  [[nodiscard]] json take() { return std::move(root_); }

 private:
  static constexpr std::size_t deepest = 64;

  bool put(json value) {
    place(std::move(value));
    return true;
  }

  json& place(json value) {
    if (open_.empty()) return root_ = std::move(value);
    json& parent = *open_.back();
    if (parent.is_object()) return parent[key_] = std::move(value);
    parent.push_back(std::move(value));
    return parent.back();
  }

  bool open(json container) {
    if (open_.size() == deepest) return false;
    open_.push_back(&place(std::move(container)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  json root_;
  std::vector<json*> open_;
  std::string key_;
};

}  // namespace

std::optional<json> parse_json(std::string_view text) {
  tree_builder builder;
  if (!json::sax_parse(text, &builder)) return std::nullopt;
  return builder.take();
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
