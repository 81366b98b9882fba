#include "core/service/rest.h"

#include "core/base/limits.h"
#include "core/http/media_type.h"
#include "core/multipart/boundary.h"
#include "core/service/file_reply.h"
#include "core/service/language.h"

namespace kintone::service {
namespace {

constexpr int method_not_allowed = 405;

bool allows(std::string_view methods, std::string_view method) {
  while (!methods.empty()) {
    const std::string_view one = methods.substr(0, methods.find(", "));
    if (one == method) return true;
    methods.remove_prefix(std::min(methods.size(), one.size() + 2));
  }
  return false;
}

}  // namespace

rest_call::rest_call(rest& side, request head, bool has_session)
    : side_(side),
      generation_(side.generation_),
      head_(std::move(head)),
      method_(method_of(head_)),
      route_(route_of(head_.path())) {
  ++side_.running_;
  refused_ = judge(has_session);
  if (!refused_) return;
  next_ = reading::nothing;
  leave();
}

void rest_call::leave() {
  running_ = side_.running_;
  if (is_counted_) --side_.running_;
  is_counted_ = false;
}

std::optional<fault> rest_call::judge(bool has_session) {
  if (side_.world_.is_disposed()) return fault{error::disposed};
  if (side_.running_ > requests_at_once) return fault{error::too_many_requests};
  if (!route_ || !allows(methods_of(route_->what), method_)) {
    return fault{error::not_implemented, std::string(method_), std::string(head_.path())};
  }
  // F22: kintone wants no Content-Type where nothing has one.
  if (head_.method == "GET" && !has_body(head_) && http::find(head_.fields, "content-type") != nullptr) {
    return fault{error::illegal_request};
  }
  auto asked = authenticate(head_.fields, side_.declared_.credentials, has_session);
  if (auto* wrong = std::get_if<fault>(&asked)) return std::move(*wrong);
  who_ = std::move(std::get<identity>(asked));
  if (route_->space != 0 && !side_.declared_.guest_spaces.contains(route_->space)) {
    return fault{error::guest_space_not_found, std::to_string(route_->space)};
  }
  return judge_body();
}

std::optional<fault> rest_call::judge_body() {
  if (head_.method == "GET" && !has_body(head_)) return std::nullopt;
  const std::string* type = http::find(head_.fields, "content-type");
  if (route_->what == resource::file && method_ == "POST") {
    const auto boundary = multipart::boundary_of(type == nullptr ? "" : *type);
    if (!boundary) return fault{error::not_multipart};
    const json query = query_parameters(head_.target);
    const auto token = token_among(query);
    upload_.emplace(side_.world_, side_.files_, who_, route_->space, *boundary,
                    token ? std::optional(std::string(*token)) : std::nullopt);
    next_ = reading::form;
    return std::nullopt;
  }
  constexpr std::string_view wanted = "application/json";
  if (type == nullptr || http::essence_of(*type) != wanted) {
    return fault{error::media_type_not_supported, std::string(wanted), type == nullptr ? "-" : *type};
  }
  const std::string* length = http::find(head_.fields, "content-length");
  if (length != nullptr && whole_number({"string", *length, {}}).value_or(0) > most()) {
    return fault{error::message_too_large, std::to_string(most())};
  }
  next_ = reading::message;
  return std::nullopt;
}

std::uint64_t rest_call::most() const { return record_message; }

rest_answer rest_call::answer(std::string_view message) {
  side_.files_.expire(side_.world_.time().now());
  if (generation_ != side_.generation_) refused_ = fault{error::call_aborted};
  if (refused_) return finish(*refused_);
  return finish(next_ == reading::form ? upload_->end() : take(message));
}

rest_answer rest_call::too_long() { return finish(fault{error::message_too_large, std::to_string(most())}); }

rest_answer rest_call::not_kept(std::string_view reason) {
  return finish(fault{error::file_not_kept, std::string(reason)});
}

std::variant<json, fault> rest_call::take(std::string_view message) {
  const json query = query_parameters(head_.target);
  if (next_ == reading::nothing) return call(query);
  const auto parameters = parse_json(message);
  if (!parameters || !parameters->is_object()) return fault{error::json_invalid};
  // T03: what only reads needs no token.
  if (method_ != "GET") {
    const auto token = token_among(*parameters);
    if (auto refused = token_fault(side_.world_, who_, token ? token : token_among(query))) return *refused;
  }
  return call(*parameters);
}

std::variant<json, fault> rest_call::call(const json& parameters) {
  if (route_->what == resource::file) return download(parameters);
  const records::caller by{who_, route_->space};
  const bool is_one = route_->what == resource::record;
  records& all = *side_.records_;
  if (method_ == "GET") return is_one ? all.get_record(by, parameters) : all.get_records(by, parameters);
  if (method_ == "PUT")
    return is_one ? all.update_record(by, parameters) : all.update_records(by, parameters);
  return is_one ? all.add_record(by, parameters) : all.add_records(by, parameters);
}

std::variant<json, fault> rest_call::download(const json& parameters) {
  if (auto wrong = unknown_parameter(parameters, "", {"fileKey"})) return *wrong;
  const std::string_view key = string_of(member(parameters, "fileKey"));
  if (key.empty()) return invalid("fileKey", phrase::field_required);
  const file_id* found = side_.files_.find_download(key, route_->space);
  if (found == nullptr) return fault{error::blob_not_found, std::string(key)};
  download_ = *found;
  return json();
}

locale rest_call::language() const {
  if (who_.language) return *who_.language;
  return accepted_language(head_.fields).value_or(side_.world_.language());
}

rest_answer rest_call::finish(std::variant<json, fault> result) {
  rest_answer a;
  if (is_counted_) running_ = side_.running_;
  if (const auto* wrong = std::get_if<fault>(&result)) {
    if (is_counted_) leave();
    a.reply = fault_reply(side_.world_, language(), *wrong);
    if (wrong->kind == error::not_implemented && route_) {
      a.reply.status = method_not_allowed;
      a.reply.fields.push_back({"Allow", std::string(methods_of(route_->what))});
    }
  } else if (download_ != 0) {
    a.reply = file_reply(*side_.files_.find(download_));
    a.download = download_;
  } else {
    a.reply = json_reply(200, std::get<json>(result));
  }
  a.reply.fields.push_back({"X-ConcurrencyLimit-Limit", std::to_string(requests_at_once)});
  a.reply.fields.push_back({"X-ConcurrencyLimit-Running", std::to_string(running_)});
  return a;
}

std::optional<std::string> rest_call::warning() const {
  if (!who_.is_unchecked || !side_.world_.is_first(error::warn_credentials_unchecked)) return std::nullopt;
  static constexpr std::string_view names[] = {"X-Cybozu-Authorization", "X-Cybozu-API-Token",
                                               "Authorization: Bearer"};
  const std::string message = message_of(error::warn_credentials_unchecked, side_.world_.language(),
                                         {names[static_cast<std::size_t>(who_.by)]});
  return fill("{0}: {1} [{2}]", {head_.path(), message, entry_of(error::warn_credentials_unchecked).code});
}

}  // namespace kintone::service
