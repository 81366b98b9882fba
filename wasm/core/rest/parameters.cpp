#include "core/rest/parameters.h"

#include <limits>

#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/base/percent.h"
#include "core/base/utf8.h"

namespace kintone::rest {
namespace {

/// As in `application/x-www-form-urlencoded` (URL standard, 5.1).
std::string form_decoded(std::string_view text) {
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '+', ' ');
  return utf8::repaired(percent_decoded(plain));
}

/// `name[0]` without its index; the name as it is where it has none.
std::string_view without_index(std::string_view name) {
  const std::size_t bracket = name.rfind('[');
  if (bracket == std::string_view::npos || !name.ends_with(']')) return name;
  const std::string_view index = name.substr(bracket + 1, name.size() - bracket - 2);
  return all_of(index, ascii::is_digit) ? name.substr(0, bracket) : name;
}

}  // namespace

json_value query_parameters(std::string_view target) {
  json_value parameters;
  json_members members(parameters);
  std::string_view rest = target.substr(std::min(target.find('?'), target.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(pair.size());
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string name = form_decoded(pair.substr(0, equals));
    json_value value = form_decoded(pair.substr(std::min(equals + 1, pair.size())));
    const std::string_view plain = without_index(name);
    json_value& given = members[plain];
    if (plain.size() == name.size() && given.is_null()) {
      given = std::move(value);
      continue;
    }
    if (!given.is_array()) {
      json_value first = std::move(given);
      given = json_value::array();
      if (!first.is_null()) given.push_back(std::move(first));
    }
    given.push_back(std::move(value));
  }
  return parameters;
}

std::optional<std::string_view> token_among(const json_value& parameters) {
  const json_value& token = member(parameters, request_token_name);
  return token.is_string() ? std::optional(string_of(token)) : std::nullopt;
}

std::optional<number> id_of(const json_value& value) {
  const auto id = value.is_string() ? whole_number(string_of(value)) : integer_of(value);
  return id == 0 ? std::nullopt : id;
}

namespace {

struct integer {
  bool is_negative = false;
  /// Of a larger one the largest that there is: nothing has it as its id.
  number size = 0;
};

/// As a number, or as its text.
std::optional<integer> integer_in(const json_value& given) {
  std::string text = given.is_string() ? std::string(string_of(given)) : number_of(given);
  integer read;
  read.is_negative = text.starts_with('-');
  if (read.is_negative) text.erase(0, 1);
  if (text.empty() || !all_of(text, ascii::is_digit)) return std::nullopt;
  read.size = whole_number(text).value_or(std::numeric_limits<number>::max());
  return read;
}

}  // namespace

bool is_absent(const json_value& given) {
  return given.is_null() || (given.is_string() && string_of(given).empty());
}

number read_id(const json_value& given, const std::string& path, objections& wrong) {
  const auto read = integer_in(given);
  if (is_absent(given)) {
    wrong.push_back({path, phrase::field_required});
  } else if (!read) {
    wrong.push_back({path, phrase::parameter_integer});
  } else if (read->is_negative || read->size == 0) {
    wrong.push_back({path, phrase::parameter_least, "1"});
  } else {
    return read->size;
  }
  return 0;
}

std::optional<number> read_revision(const json_value& given, const std::string& path, objections& wrong) {
  if (is_absent(given)) return std::nullopt;
  const auto read = integer_in(given);
  if (!read) {
    wrong.push_back({path, phrase::parameter_integer});
  } else if (read->is_negative && read->size > 1) {
    wrong.push_back({path, phrase::parameter_least, "-1"});
  } else if (!read->is_negative || read->size == 0) {
    return read->size;
  }
  return std::nullopt;
}

number read_whole(const json_value& given, const std::string& path, const whole_range& range,
                  objections& wrong) {
  if (is_absent(given)) return range.usual;
  const auto read = integer_in(given);
  if (!read) {
    wrong.push_back({path, phrase::parameter_integer});
  } else if (read->is_negative || read->size < range.least) {
    wrong.push_back({path, phrase::parameter_least, grouped(range.least)});
  } else if (read->size > range.most) {
    wrong.push_back({path, phrase::parameter_most, grouped(range.most)});
  } else {
    return read->size;
  }
  return range.usual;
}

std::vector<json_value> read_list(const json_value& given, const std::string& path, std::size_t most,
                                  objections& wrong) {
  if (is_absent(given)) return {};
  if (given.is_string()) return {given};
  if (!given.is_array()) {
    wrong.push_back({path, phrase::field_list});
  } else if (elements_of(given).size() > most) {
    wrong.push_back({path, phrase::parameter_size, grouped(most)});
  } else {
    return elements_of(given);
  }
  return {};
}

std::vector<json_value> read_required_list(const json_value& parameters, const std::string& name,
                                           std::size_t most, objections& wrong) {
  const json_value& given = member(parameters, name);
  if (is_absent(given)) wrong.push_back({name, phrase::field_required});
  return read_list(given, name, most, wrong);
}

bool read_flag(const json_value& given, const std::string& path, objections& wrong) {
  const std::string_view text = string_of(given);
  if (!is_absent(given) && !given.is_boolean() && text != "true" && text != "false") {
    wrong.push_back({path, phrase::parameter_boolean});
  }
  return is_true(given) || text == "true";
}

}  // namespace kintone::rest
