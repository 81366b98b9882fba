#include "core/rest/backend.h"

#include "core/base/limits.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/http/accept_language.h"
#include "core/http/media_type.h"
#include "core/multipart/boundary.h"
#include "core/rest/file_reply.h"
#include "core/rest/parameters.h"

namespace kintone::rest {
namespace {

constexpr int method_not_allowed = 405;

verdict no_form(const std::string* type) {
  const bool is_form = type != nullptr && http::essence_of(*type) == "multipart/form-data";
  return refuse_because(error::not_multipart, is_form ? reason::no_boundary : reason::not_a_form,
                        type == nullptr ? "-" : told_names({*type}));
}

std::vector<std::string> names_of(const json_value& parameters) {
  std::vector<std::string> names;
  for (const auto& [name, value] : members_of(parameters)) names.push_back(name);
  return names;
}

}  // namespace

backend::backend(world::world& w, declarations d) : world_(w), declared_(std::move(d)) {
  for (declared_app& each : declared_.apps) {
    if (!each.form.is_open) each.form.complete(w.language());
  }
  apps_ = std::make_shared<std::vector<declared_app>>(std::move(declared_.apps));
  reset();
}

void backend::keep(std::unique_ptr<storage> next) {
  ++generation_;
  if (kept_ != nullptr) next->files.succeed(kept_->files);
  kept_ = std::move(next);
}

void backend::reset() {
  restoring_.reset();
  keep(std::make_unique<storage>(world_, apps_, declared_, kept_ == nullptr ? 1 : kept_->files.next()));
}

std::string backend::restore(std::string_view part, std::string_view path) {
  std::string fault;
  if (world_.is_disposed()) fault = message_of(error::disposed, language(), {});
  if (fault.empty() && !memory::has_room(part.size())) {
    fault = message_of(error::memory_full, language(), {decimal(process_memory)});
  }
  if (!restoring_) restoring_.emplace(world_, declared_, kept_->files.next());
  if (fault.empty()) fault = restoring_->take(json_or_null(part), path);
  if (!fault.empty()) restoring_.reset();
  return fault;
}

std::string backend::finish_restoring(std::string_view path) {
  std::string fault = restoring_->finish(path);
  if (fault.empty()) keep(restoring_->result());
  restoring_.reset();
  return fault;
}

api_request::api_request(backend& side, http::request_head head, bool has_session)
    : side_(side),
      generation_(side.generation_),
      head_(std::move(head)),
      method_(method_of(head_)),
      route_(route_of(head_.path())),
      endpoint_(route_ ? endpoint_of(*route_, method_) : nullptr) {
  ++side_.running_;
  refused_ = judge(has_session);
  if (!refused_) return;
  next_ = wanted_body::nothing;
  give_place_back();
}

api_request::~api_request() { give_place_back(); }

void api_request::give_place_back() {
  if (!is_counted_) return;
  running_ = side_.running_--;
  is_counted_ = false;
}

verdict api_request::judge(bool has_session) {
  if (side_.world_.is_disposed()) return refuse(error::disposed);
  if (!memory::has_room(head_.target.size())) return refuse(error::memory_full, decimal(process_memory));
  if (side_.running_ > requests_at_once) return refuse(error::too_many_requests);
  if (endpoint_ == nullptr) {
    return refuse(error::not_implemented, method_, head_.path());
  }
  // F22: kintone wants no Content-Type where nothing has one.
  if (head_.method == "GET" && !has_body(head_) && http::find(head_.fields, "content-type") != nullptr) {
    return refuse_because(error::illegal_request, reason::content_type_of_get,
                          told_names({*http::find(head_.fields, "content-type")}));
  }
  identity who;
  if (auto wrong = authenticate(head_.fields, side_.declared_.credentials, has_session, who)) return wrong;
  who_ = std::move(who);
  if (route_->space != 0 && !contains(side_.declared_.guest_spaces, route_->space)) {
    return refuse(error::guest_space_not_found, decimal(route_->space));
  }
  return judge_body();
}

verdict api_request::judge_body() {
  // Y02: what has no body has its parameters in the URL.
  const bool may_lack_body = head_.method == "GET" || head_.method == "DELETE";
  if (may_lack_body && !has_body(head_)) return nullptr;
  const std::string* type = http::find(head_.fields, "content-type");
  if (endpoint_->action == nullptr && method_ == "POST") {
    const auto boundary = multipart::boundary_of(type == nullptr ? std::string_view() : *type);
    if (!boundary) return no_form(type);
    const json_value query = query_parameters(head_.target);
    const auto token = token_among(query);
    upload_.emplace(side_.world_, side_.kept_->files, who_, route_->space, *boundary,
                    token ? std::optional(std::string(*token)) : std::nullopt);
    next_ = wanted_body::form;
    return nullptr;
  }
  constexpr std::string_view wanted = "application/json";
  if (type == nullptr || http::essence_of(*type) != wanted) {
    return refuse(error::media_type_not_supported, wanted, type == nullptr ? "-" : std::string_view(*type));
  }
  const std::string* length = http::find(head_.fields, "content-length");
  if (length != nullptr && whole_number(*length).value_or(0) > limit()) {
    return refuse(error::message_too_large, decimal(limit()));
  }
  next_ = wanted_body::message;
  return nullptr;
}

std::uint64_t api_request::limit() const { return record_message; }

api_answer api_request::answer(std::string_view message) {
  side_.kept_->files.expire(side_.world_.time().now());
  if (generation_ != side_.generation_) refused_ = refuse(error::call_aborted, head_.method, head_.path());
  if (refused_) return finish(refused_);
  json_writer body;
  const verdict wrong = next_ == wanted_body::form ? upload_->end(body) : take(message, body);
  return finish(wrong, std::move(body));
}

api_answer api_request::too_long() { return finish(refuse(error::message_too_large, decimal(limit()))); }

api_answer api_request::not_kept(std::string_view reason) {
  return finish(refuse(error::file_not_kept, reason));
}

verdict api_request::take(std::string_view message, json_writer& body) {
  const json_value query = query_parameters(head_.target);
  std::optional<json_value> read;
  if (next_ == wanted_body::message) {
    if (!memory::has_room(message.size())) return refuse(error::memory_full, decimal(process_memory));
    read = read_json(message);
    if (!read) return refuse_because(error::json_invalid, reason::not_json, decimal(message.size()));
    if (!read->is_object()) return refuse_because(error::json_invalid, reason::no_object);
  }
  const json_value& parameters = read ? *read : query;
  // T03: what only reads needs no token.
  if (method_ != "GET") {
    const auto own = token_among(parameters);
    const auto token = own ? own : token_among(query);
    if (auto refused = token_fault(side_.world_, who_, token, names_of(parameters))) return refused;
  }
  return call(parameters, body);
}

verdict api_request::call(const json_value& parameters, json_writer& body) {
  if (endpoint_->action == nullptr) return download(parameters);
  const caller by{
      who_, route_->space, static_cast<std::int64_t>(side_.world_.time().now()), {}, &side_.world_.chance()};
  records& all = side_.kept_->records;
  verdict refused = (all.*endpoint_->action)(by, parameters, body);
  remarks_ = all.take_remarks();
  return refused;
}

verdict api_request::download(const json_value& parameters) {
  const std::string_view key = string_of(member(parameters, "fileKey"));
  if (key.empty()) return invalid("fileKey", phrase::field_required);
  const file* found = side_.kept_->files.find_download(key, route_->space);
  if (found == nullptr) {
    const bool is_upload = side_.kept_->files.find_upload(key, route_->space) != nullptr;
    return refuse_because(error::blob_not_found, is_upload ? reason::key_of_upload : reason::key_not_attached,
                          {}, key);
  }
  download_ = found->id;
  return nullptr;
}

locale api_request::language() const {
  if (who_.language) return *who_.language;
  return http::accepted_language(head_.fields).value_or(side_.world_.language());
}

std::string api_request::url() const { return side_.world_.options().origin + head_.target; }

/// With how many requests there are (F20).
api_answer api_request::counted(http::reply r) {
  running_ = is_counted_ ? side_.running_ : running_;
  r.fields.push_back({"X-ConcurrencyLimit-Limit", decimal(requests_at_once)});
  r.fields.push_back({"X-ConcurrencyLimit-Running", decimal(running_)});
  return {std::move(r)};
}

api_answer api_request::routed(const routed_answer& said) {
  world::world& w = side_.world_;
  json_writer body;
  if (said.threw) {
    const sentence why = sentence_of(phrase::route_threw, w.language(), {*said.threw});
    const std::string place = w.options().origin + std::string(head_.path());
    w.note_broken_route(message_of(error::network_failed, w.language(), {place, why}));
    return counted(fault_reply(w, language(), *refuse(error::network_failed, place, why)));
  }
  if (!said.failure.is_object()) {
    http::reply r = said.reply;
    for (http::field& each : http::guarded_fields()) r.fields.push_back(std::move(each));
    return counted(std::move(r));
  }
  const std::string_view code = string_of(member(said.failure, "code"));
  body.open('{').name("code").string(code).name("id").string(w.next_error_id());
  body.name("message").string(string_of(member(said.failure, "message")));
  if (const json_value& errors = member(said.failure, "errors"); !errors.is_null()) {
    body.name("errors").tree(errors);
  }
  http::reply r = http::json_reply(said.reply.status, body.close('}').take());
  r.fields.push_back({"X-Cybozu-Error", std::string(code)});
  return counted(std::move(r));
}

api_answer api_request::finish(const verdict& wrong, json_writer body) {
  api_answer a;
  if (wrong) {
    give_place_back();
    if (wrong->because != reason::none) {
      a.reason = sentence_of(wrong->because, side_.world_.language(), wrong->detail);
    }
    a.reply = fault_reply(side_.world_, language(), *wrong);
    if (wrong->kind == error::not_implemented && route_) {
      a.reply.status = method_not_allowed;
      a.reply.fields.push_back({"Allow", methods_of(*route_)});
    }
  } else if (download_ != 0) {
    a.reply = file_reply(*side_.kept_->files.find(download_));
    a.download = download_;
  } else {
    a.reply = http::json_reply(200, body.take());
  }
  a.reply = counted(std::move(a.reply)).reply;
  return a;
}

std::vector<api_warning> api_request::warnings() const {
  std::vector<api_warning> found;
  world::world& w = side_.world_;
  const auto warn = [&](error kind, std::string_view fact, bool is_first, std::string_view other = {}) {
    sentence message(fill("{0}: ", {head_.path()}));
    message.append(sentence_of(kind, w.language(), {fact, other}));
    found.push_back({kind, std::move(message), is_first});
  };
  static constexpr std::string_view names[] = {"X-Cybozu-Authorization", "X-Cybozu-API-Token",
                                               "Authorization: Bearer"};
  if (who_.is_unchecked && w.is_first(error::warn_credentials_unchecked)) {
    warn(error::warn_credentials_unchecked, names[static_cast<std::size_t>(who_.by)], true);
  }
  for (const remark& each : remarks_) {
    if (w.is_first(each.kind)) warn(each.kind, each.fact, true, each.other);
  }
  if (const std::string* name = upload_ ? upload_->damaged_name() : nullptr) {
    warn(error::warn_file_name, *name, w.is_first(error::warn_file_name));
  }
  return found;
}

}  // namespace kintone::rest
