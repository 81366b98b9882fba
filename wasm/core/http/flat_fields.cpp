#include "core/http/flat_fields.h"

#include "core/base/utf8.h"

namespace kintone::http {

fields read_flat(const json_value& list) {
  fields lines;
  for (std::size_t i = 0; i + 1 < elements_of(list).size(); i += 2) {
    lines.push_back(
        {utf8::to_latin1(string_of(element(list, i))), utf8::to_latin1(string_of(element(list, i + 1)))});
  }
  return lines;
}

void write_flat(json_writer& text, const fields& lines) {
  text.open('[');
  for (const field& line : lines) text.string(line.name).string(line.value);
  text.close(']');
}

}  // namespace kintone::http
