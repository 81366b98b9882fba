#include "core/proxy/outcome.h"

#include "core/base/algorithm.h"
#include "core/base/utf8.h"

namespace kintone::proxy {

std::string delivered_text(std::string_view bytes) {
  return utf8::is_valid(bytes) ? std::string(bytes) : utf8::from_latin1(bytes);
}

http::fields delivered_headers(const http::fields& lines) {
  http::fields headers;
  for (const http::field& line : lines) {
    const std::string name = delivered_text(line.name);
    const std::string value = delivered_text(line.value);
    http::field* first = find_if(
        headers, [&name](const http::field& other) { return ascii::equals_ignoring_case(other.name, name); });
    if (first == nullptr) {
      headers.push_back({name, value});
    } else {
      first->value += ", " + value;
    }
  }
  return headers;
}

namespace {

std::string failure_json(error kind, const sentence& message, const std::vector<wrong_argument>& problems,
                         std::string_view id, bool is_translated) {
  const auto said = [is_translated](const sentence& each) -> const std::string& {
    return is_translated ? each.translated() : each;
  };
  json_writer text;
  begin_error(text, kind, id, said(message));
  if (!problems.empty()) {
    text.name("errors").open('{');
    for (const wrong_argument& p : problems) {
      const auto is_its = [&p](const wrong_argument& other) { return other.argument == p.argument; };
      if (find_if(problems, is_its) != &p) continue;
      text.name(p.argument).open('{').name("messages").open('[');
      for (const wrong_argument& each : problems) {
        if (is_its(each)) text.string(said(each.message));
      }
      text.close(']').close('}');
    }
    text.close('}');
  }
  return text.close('}').take();
}

}  // namespace

sentence failure_text(error kind, const sentence& message, const std::vector<wrong_argument>& problems,
                      std::string_view id) {
  return {failure_json(kind, message, problems, id, false), failure_json(kind, message, problems, id, true)};
}

}  // namespace kintone::proxy
