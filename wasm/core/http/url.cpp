#include "core/http/url.h"

#include "core/base/ascii.h"
#include "core/base/percent.h"
#include "core/base/utf8.h"

namespace kintone::http {
namespace {

/// RFC 3986, 3.1: scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
bool is_scheme(std::string_view text) {
  return !text.empty() && ascii::is_alpha(text.front()) && all_of(text, [](char c) {
    return ascii::is_alpha(c) || ascii::is_digit(c) || c == '+' || c == '-' || c == '.';
  });
}

url faulty(url_fault fault, std::size_t place = 0) {
  url result;
  result.fault = fault;
  result.place = place;
  return result;
}

}  // namespace

url parse_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_scheme(text.substr(0, colon)))
    return faulty(url_fault::not_absolute);
  url result;
  result.scheme = ascii::to_lower(text.substr(0, colon));
  if (result.scheme != "http" && result.scheme != "https") return faulty(url_fault::scheme);
  result.secure = result.scheme == "https";

  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_backslash = text[i] == '\\';
    if (is_backslash || text[i] == ' ' || ascii::is_control(text[i])) {
      return faulty(is_backslash ? url_fault::backslash : url_fault::raw_character,
                    utf8::count(text.substr(0, i)) + 1);
    }
  }

  std::string_view rest = text.substr(colon + 1);
  if (!rest.starts_with("//")) return faulty(url_fault::not_absolute);
  rest.remove_prefix(2);
  const std::string_view host_and_port = rest.substr(0, rest.find_first_of("/?#"));
  if (host_and_port.find('@') != std::string_view::npos) return faulty(url_fault::credentials);
  if (host_and_port.empty() || host_and_port.front() == ':') return faulty(url_fault::host);

  rest.remove_prefix(host_and_port.size());
  rest = rest.substr(0, rest.find('#'));
  result.target = percent_encoded(rest, [](char c) { return !ascii::is_high(c); });
  if (!result.target.starts_with('/')) result.target.insert(0, 1, '/');
  result.was_encoded = any_of(text.substr(0, text.find('#')), ascii::is_high);
  return result;
}

std::string authority(std::string_view host, std::string_view port) {
  return std::string(host) + (port.empty() ? "" : ":" + std::string(port));
}

std::string_view effective_port(std::string_view scheme, std::string_view port) {
  if (!port.empty()) return port;
  return scheme == "https" ? "443" : "80";
}

std::string_view without_json(std::string_view path) {
  constexpr std::string_view suffix = ".json";
  return path.ends_with(suffix) ? path.substr(0, path.size() - suffix.size()) : path;
}

}  // namespace kintone::http
