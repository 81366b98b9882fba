#include "core/http/flat_fields.h"

#include "core/base/utf8.h"

namespace kintone::http {

fields read_flat(const json& list) {
  fields lines;
  for (std::size_t i = 0; list.is_array() && i + 1 < list.size(); i += 2) {
    lines.push_back(
        {utf8::to_latin1(string_of(element(list, i))), utf8::to_latin1(string_of(element(list, i + 1)))});
  }
  return lines;
}

void append_flat(std::string& text, const fields& lines) {
  char before = '[';
  for (const field& line : lines) {
    text += before;
    append_string(text, line.name);
    text += ',';
    append_string(text, line.value);
    before = ',';
  }
  text += lines.empty() ? "[]" : "]";
}

json flat_json(const fields& lines) {
  json list = json::array();
  for (const field& line : lines) {
    list.push_back(line.name);
    list.push_back(line.value);
  }
  return list;
}

}  // namespace kintone::http
