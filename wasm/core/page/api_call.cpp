#include "core/page/api_call.h"

#include <optional>
#include <utility>
#include <vector>

#include "core/base/argument.h"
#include "core/base/ascii.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/base/percent.h"
#include "core/http/flat_fields.h"
#include "core/http/method.h"

namespace kintone::page {
namespace {

constexpr std::string_view function = "kintone.api";
constexpr std::string_view extension = ".json";
constexpr std::string_view token_name = "__REQUEST_TOKEN__";

/// What encodeURIComponent leaves.
bool stays(char c) {
  return ascii::is_alpha(c) || ascii::is_digit(c) ||
         std::string_view("-_.!~*'()").find(c) != std::string_view::npos;
}

/// Adds `name=value` for each value in `value`: elements are `name[0]`, members `name[member]`, with raw
/// brackets as kintone's page shows them.
void add_parameter(std::string& query, const std::string& name, const json_value& value) {
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i)
      add_parameter(query, fill("{0}[{1}]", {name, decimal(i)}), value[i]);
    return;
  }
  if (value.is_object()) {
    for (const auto& [member, each] : members_of(value)) {
      add_parameter(query, fill("{0}[{1}]", {name, percent_encoded(member, stays)}), each);
    }
    return;
  }
  std::string text(string_of(value));
  if (value.is_boolean()) text = is_true(value) ? "true" : "false";
  if (!value.is_string() && !value.is_boolean() && !value.is_null()) text = number_of(value);
  query += fill("{0}{1}={2}", {query.empty() ? "?" : "&", name, percent_encoded(text, stays)});
}

std::string query_of(const json_value& params) {
  std::string query;
  for (const auto& [name, value] : members_of(params)) {
    add_parameter(query, percent_encoded(name, stays), value);
  }
  return query;
}

/// The path of `given`, with its extension: of a path, or of a URL of the page's or of kintone's own origin.
/// Nothing where it is none of these.
std::optional<std::string> path_of(const world::world& w, std::string_view base, const argument& given) {
  if (!given.is("string")) return std::nullopt;
  std::string_view text = given.text;
  for (const std::string_view origin : {base, std::string_view(w.options().origin)}) {
    if (!origin.empty() && text.starts_with(origin) && text.substr(origin.size()).starts_with('/')) {
      text.remove_prefix(origin.size());
      break;
    }
  }
  if (!text.starts_with('/') || text.starts_with("//")) return std::nullopt;
  const std::size_t end = std::min(text.find_first_of("?#"), text.size());
  const std::string_view query = text.substr(end, text.find('#') - end);
  text = text.substr(0, end);
  return fill("{0}{1}{2}", {text, text.ends_with(extension) ? "" : extension, query});
}

class arguments {
 public:
  arguments(world::world& w, const json_value& called) : world_(w), called_(called) {}

  void wrong(std::string_view name, phrase expected, const argument& given) {
    const locale language = world_.language();
    problems_.emplace_back(name, given.is("threw")
                                     ? sentence_of(phrase::threw, language, {given.text})
                                     : sentence_of(phrase::plugin_argument, language,
                                                   {sentence_of(expected, language), as_given(given)}));
  }

  [[nodiscard]] argument called(std::string_view name) const { return read_argument(member(called_, name)); }
  [[nodiscard]] bool are_right() const { return problems_.empty(); }

  /// The error object of what is wrong (K08).
  [[nodiscard]] std::string error_text() const {
    std::string list;
    for (const auto& [name, what] : problems_) list += (list.empty() ? "" : ", ") + name;
    json_writer text;
    begin_error(text, error::invalid_argument, world_.next_error_id(),
                message_of(error::invalid_argument, world_.language(), {function, list}));
    text.name("errors").open('{');
    for (const auto& [name, what] : problems_) {
      text.name(name).open('{').name("messages").open('[').string(what).close(']').close('}');
    }
    return text.close('}').close('}').take();
  }

 private:
  world::world& world_;
  const json_value& called_;
  std::vector<std::pair<std::string, std::string>> problems_;
};

/// The JSON body: the parameters, and the request token of the page.
std::string body_with_token(const json_value& params, std::string_view token) {
  json_writer text;
  text.open('{');
  for (const auto& [name, value] : members_of(params)) {
    if (name != token_name) text.name(name).tree(value);
  }
  return text.name(token_name).string(token).close('}').take();
}

/// The parameters of a call; null where they are no object, or one that is too deep to be read.
json_value params_of(const json_value& called) { return json_or_null(string_of(member(called, "text"))); }

/// `query` begins with `?`; behind a query it goes on.
void append_query(std::string& url, std::string query) {
  if (!query.empty() && url.find('?') != std::string::npos) query.front() = '&';
  url += query;
}

}  // namespace

std::string api_call_text(world::world& w, const json_value& called) {
  arguments given(w, called);
  const std::string_view base = string_of(member(called, "base"));
  const argument ok = given.called("ok");
  const argument failed = given.called("failed");
  const argument method = given.called("method");
  const auto path = path_of(w, base, given.called("path"));
  if (!path) given.wrong("pathOrUrl", phrase::expected_api_path, given.called("path"));
  const auto known = method.is("string") ? http::parse_method(method.text) : std::nullopt;
  if (!known) given.wrong("method", phrase::expected_api_method, method);
  const json_value params = params_of(called);
  if (!params.is_object()) given.wrong("params", phrase::expected_object, given.called("params"));
  if (!ok.is_absent() && !ok.is("function")) given.wrong("successCallback", phrase::expected_function, ok);
  if (!failed.is_absent() && !failed.is("function")) {
    given.wrong("failureCallback", phrase::expected_function, failed);
  }
  json_writer text;
  text.open('{').name("returnsPromise").boolean(!ok.is("function"));
  if (!given.are_right()) return text.name("error").string(given.error_text()).close('}').take();
  http::fields fields = {{"X-Requested-With", "XMLHttpRequest"}};
  std::string url = std::string(base) + *path;
  std::string_view sent = http::name_of(*known);
  bool has_body = *known != http::method::get;
  if (!has_body) {
    const std::string query = query_of(params);
    // K07
    has_body = url.size() + query.size() > api_url_length;
    if (has_body) {
      sent = http::name_of(http::method::post);
      fields.push_back({"X-HTTP-Method-Override", std::string(http::name_of(*known))});
    } else {
      append_query(url, query);
    }
  }
  if (has_body) fields.push_back({"Content-Type", "application/json"});
  text.name("method").string(sent).name("url").string(url).name("fields");
  http::write_flat(text, fields);
  if (has_body) text.name("body").string(body_with_token(params, w.request_token()));
  return text.close('}').take();
}

std::string api_url_text(const world::world& w, const json_value& called) {
  const argument given = read_argument(member(called, "path"));
  const argument params = read_argument(member(called, "params"));
  const argument guest = read_argument(member(called, "guest"));
  const bool has_params = !member(called, "params").is_null();
  const std::string_view base = string_of(member(called, "base"));
  const auto path = path_of(w, base, given);
  json_writer text;
  text.open('{');
  const auto wrong = [&](std::string_view name, phrase expected, const argument& value) {
    const std::string_view member_name = has_params ? "urlForGet" : "url";
    const std::string what = text_of(phrase::argument_value, w.language(),
                                     {name, text_of(expected, w.language()), as_given(value)});
    return text.name("message").string(fill("{0}.{1}: {2}", {function, member_name, what})).close('}').take();
  };
  if (!path) return wrong("path", phrase::expected_api_path, given);
  const json_value read = params_of(called);
  if (has_params && !read.is_object()) return wrong("params", phrase::expected_object, params);
  if (!guest.is("undefined") && !guest.is("boolean"))
    return wrong("isGuestSpace", phrase::expected_boolean, guest);
  std::string_view rest = *path;
  std::string url(base);
  // K04: on a page in a guest space alone.
  const bool is_in_app = world::screen_called(w.here().name)->has_app;
  const std::uint64_t space =
      guest.text == "true" && is_in_app ? w.options().guest_space_of(w.here().app) : 0;
  if (space != 0 && rest.starts_with("/k/")) {
    url += "/k/guest/" + decimal(space);
    rest.remove_prefix(2);
  }
  url += rest;
  if (has_params) append_query(url, query_of(read));
  return text.name("url").string(url).close('}').take();
}

}  // namespace kintone::page
