#include "core/multipart/part_header.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/multipart/parameter.h"

namespace kintone::multipart {
namespace {

/// RFC 9110, 5.5: no control character but the tab.
bool is_forbidden(char c) { return ascii::is_control(c) && c != '\t'; }

/// F06: a backslash quotes a quote or itself, as curl does; before anything else it is one, as browsers send
/// the paths of Windows.
std::string text_of(const parameter& taken) {
  if (!taken.is_quoted) return std::string(taken.value);
  std::string text;
  for (std::size_t i = 0; i < taken.value.size(); ++i) {
    const std::string_view pair = taken.value.substr(i, 2);
    if (pair == "\\\"" || pair == "\\\\") ++i;
    text.push_back(taken.value[i]);
  }
  return text;
}

/// Reads a Content-Disposition; nothing where it is broken.
std::optional<disposition> read_disposition(std::string_view value) {
  const std::size_t end = std::min(value.find(';'), value.size());
  const std::string_view type = ascii::trim(value.substr(0, end));
  if (!ascii::is_token(type)) return std::nullopt;
  disposition read;
  parameter taken;
  std::string_view rest = value.substr(end);
  parameter_step step = take_parameter(rest, taken);
  for (; step == parameter_step::taken; step = take_parameter(rest, taken)) {
    if (!taken.is_quoted && !ascii::is_token(taken.value)) return std::nullopt;
    const bool is_name = ascii::equals_ignoring_case(taken.name, "name");
    if (!is_name && !ascii::equals_ignoring_case(taken.name, "filename")) continue;
    std::optional<std::string>& target = is_name ? read.name : read.filename;
    if (target) return std::nullopt;
    target = text_of(taken);
  }
  if (step == parameter_step::broken) return std::nullopt;
  return ascii::equals_ignoring_case(type, "form-data") ? read : disposition();
}

}  // namespace

std::size_t part_header::feed(std::string_view chunk) {
  std::size_t used = 0;
  while (used < chunk.size() && state_ == state::more) {
    const std::string_view rest = chunk.substr(used);
    const std::size_t length = std::min(rest.find('\n'), rest.size() - 1) + 1;
    if (length > room_) {
      state_ = state::broken;
      break;
    }
    line_ += rest.substr(0, length);
    room_ -= length;
    used += length;
    if (line_.back() == '\n') state_ = end_line();
  }
  return used;
}

part_header::state part_header::end_line() {
  if (!line_.ends_with("\r\n")) return state::broken;
  line_.resize(line_.size() - 2);
  const bool is_continued = !line_.empty() && (line_.front() == ' ' || line_.front() == '\t');
  if (is_continued) {
    // RFC 5322, 2.2.3: the line end alone is taken out. Where there is nothing to continue, it makes a name
    // with a blank, which is none.
    field_ += line_;
    line_.clear();
    return state::more;
  }
  if (!field_.empty() && !end_field()) return state::broken;
  if (line_.empty()) return state::done;
  if (line_.starts_with(delimiter_.substr(2))) return state::broken;
  field_ = std::move(line_);
  line_.clear();
  return state::more;
}

bool part_header::end_field() {
  const std::string_view text = field_;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !ascii::is_token(text.substr(0, colon))) return false;
  const std::string_view value = ascii::trim(text.substr(colon + 1));
  if (any_of(value, is_forbidden)) return false;
  if (!ascii::equals_ignoring_case(text.substr(0, colon), "content-disposition")) return true;
  if (has_disposition_) return false;
  has_disposition_ = true;
  auto read = read_disposition(value);
  if (!read) return false;
  found_ = *std::move(read);
  return true;
}

}  // namespace kintone::multipart
