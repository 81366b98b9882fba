// Values as answers show them (D03, D05, D24).
#include "core/base/number.h"
#include "core/rest/fields/packed.h"
#include "core/rest/fields/value.h"

namespace kintone::rest::fields {
namespace {

void append_padded(std::string& text, std::int64_t number, std::size_t width) {
  const std::string digits = decimal(static_cast<std::uint64_t>(number));
  text.append(width > digits.size() ? width - digits.size() : 0, '0');
  text += digits;
}

void write_files(json_writer& text, std::string_view kept, const file_registry& files) {
  text.open('[');
  for_each_file(kept, [&](file_id id) {
    const file* f = files.find(id);
    if (f == nullptr) return;
    text.open('{').name("contentType").string(f->content_type).name("fileKey").string(f->key);
    text.name("name").string(f->name).name("size").string(decimal(f->size)).close('}');
  });
  text.close(']');
}

void write_named(json_writer& text, std::string_view code, std::string_view name) {
  text.open('{').name("code").string(code).name("name").string(name).close('}');
}

}  // namespace

std::string date_text(std::int64_t days) {
  const calendar_date date = date_of(days);
  std::string text;
  append_padded(text, date.year, 4);
  text += '-';
  append_padded(text, date.month, 2);
  text += '-';
  append_padded(text, date.day, 2);
  return text;
}

std::string time_text(std::int64_t minutes) {
  constexpr std::int64_t hour = 60;
  std::string text;
  append_padded(text, minutes / hour, 2);
  text += ':';
  append_padded(text, minutes % hour, 2);
  return text;
}

std::string instant_text(std::int64_t minutes) {
  const std::int64_t minute = (minutes % minutes_of_day + minutes_of_day) % minutes_of_day;
  return fill("{0}T{1}:00Z", {date_text((minutes - minute) / minutes_of_day), time_text(minute)});
}

// D03.
void write_value(json_writer& text, const form_field& f, std::string_view kept, const file_registry& files,
                 const people& them) {
  switch (f.kept()) {
    case shape::files:
      return write_files(text, kept, files);
    case shape::options:
      text.open('[');
      for_each_item(kept, [&text](std::string_view item) { text.string(item); });
      text.close(']');
      return;
    case shape::codes:
      text.open('[');
      for_each_item(kept, [&](std::string_view code) {
        // Organizations and groups have no declared names.
        const bool is_user = (f.row().takes & users) != 0;
        write_named(text, code, is_user ? them.name_of(code) : code);
      });
      text.close(']');
      return;
    default:
      if (kept.empty() && f.row().when_empty == emptiness::null) {
        text.json("null");
      } else {
        text.string(kept);
      }
  }
}

void write_person(json_writer& text, std::string_view login, const people& them) {
  write_named(text, login, them.name_of(login));
}

}  // namespace kintone::rest::fields
