// kintone's REST side of one world, and one request to it, from the head to the answer. It is the same over
// HTTP and in the process: heads, chunks and JSON texts in; answers out.
//
//     api_request ─▶ next: nothing ───────────────────────▶ answer("")
//                        message ─▶ read ≤ limit bytes ─▶ answer(text), or too_long
//                        form ────▶ form().feed … ──────▶ answer("")
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/http/request_head.h"
#include "core/rest/declarations.h"
#include "core/rest/resource.h"
#include "core/rest/snapshot.h"
#include "core/rest/upload.h"

namespace kintone::rest {

class backend {
 public:
  /// `w` must outlive it.
  backend(world::world& w, declarations d);
  backend(const backend&) = delete;
  backend& operator=(const backend&) = delete;

  /// Without files, and with the records that are declared, as it was made. Requests that are not over are
  /// aborted.
  void reset();

  /// Those that are not dead by now (F12).
  [[nodiscard]] const file_registry& files() {
    kept_->files.expire(world_.time().now());
    return kept_->files;
  }
  /// The shim's, in which people are told of a request; its own may be another.
  [[nodiscard]] locale language() const { return world_.language(); }
  [[nodiscard]] const rest::records& records() const { return kept_->records; }
  /// Requests that are not over (K05).
  [[nodiscard]] std::uint32_t running() const { return running_; }
  [[nodiscard]] rest::records& records() { return kept_->records; }
  /// F12: the files that are gone since this was asked, by now too: their bytes may go.
  [[nodiscard]] std::vector<file_id> take_gone() {
    kept_->files.expire(world_.time().now());
    return kept_->files.take_gone();
  }

  /// A part of a snapshot, and its end, with which it takes the place of what is kept, as `restoring` has
  /// them. Requests that are not over are aborted. What was wrong once is forgotten as a whole.
  [[nodiscard]] std::string restore(std::string_view part, std::string_view path);
  [[nodiscard]] std::string finish_restoring(std::string_view path);

 private:
  friend class api_request;

  void keep(std::unique_ptr<storage> next);

  world::world& world_;
  declarations declared_;
  /// The apps of `declared_`.
  storage::declared_apps apps_;
  std::unique_ptr<storage> kept_;
  std::optional<restoring> restoring_;
  /// Requests that are not over.
  std::uint32_t running_ = 0;
  /// How often it was reset.
  std::uint32_t generation_ = 0;
};

enum class wanted_body : std::uint8_t { nothing, message, form };

struct api_answer {
  http::reply reply;
  /// The file whose bytes are the body; 0 where the http::reply has its own.
  file_id download = 0;
  /// Why it was refused, where the http::reply does not say it; never for the client.
  sentence reason = {};
};

/// What a route of this side answers (shim.rest).
struct routed_answer {
  /// Its status and fields.
  http::reply reply = {};
  /// Instead: an error of kintone's form, `{"code", "message", "errors"?}`, under that status; null where it
  /// is none.
  json_value failure = {};
  /// Instead: what a function of the route threw.
  std::optional<std::string> threw = {};
};

struct api_warning {
  error kind;
  /// Begins with the path of the request.
  sentence message;
  /// The first of its kind in its world: it is printed.
  bool is_first;
};

class api_request {
 public:
  /// Runs until it is refused or destroyed, which is when its answer was sent or nobody waits for it (F20).
  /// `side` must outlive it. `has_session`: the login user's session comes with it (S01). A body is announced
  /// in the head.
  api_request(backend& side, http::request_head head, bool has_session);
  ~api_request();
  api_request(const api_request&) = delete;
  api_request& operator=(const api_request&) = delete;

  /// What to read before `answer`. Nothing where the head is refused.
  [[nodiscard]] wanted_body next() const { return next_; }
  /// Bytes that a message may have.
  [[nodiscard]] std::uint64_t limit() const;
  /// With wanted_body::form.
  [[nodiscard]] upload& form() { return *upload_; }

  /// Once. `message`: the body where one was to be read.
  [[nodiscard]] api_answer answer(std::string_view message);
  /// Instead: the message has more than `limit` bytes.
  [[nodiscard]] api_answer too_long();

  /// Instead: the bytes of the form's file could not be kept, and why.
  [[nodiscard]] api_answer not_kept(std::string_view reason);

  /// Instead: a route answers, whatever this side would.
  [[nodiscard]] api_answer routed(const routed_answer& said);
  [[nodiscard]] const http::request_head& head() const { return head_; }
  /// No route is asked any more.
  [[nodiscard]] bool is_over() const { return side_.world_.is_disposed(); }
  /// The whole URL, of kintone's own origin.
  [[nodiscard]] std::string url() const;

  /// After the answer: of credentials that nothing is compared with (S03), and of what an answer is not as
  /// kintone's, once for a world; of a file name that is no UTF-8 each time.
  [[nodiscard]] std::vector<api_warning> warnings() const;

 private:
  /// It runs no more: who is refused and goes on sending takes nobody's place.
  void give_place_back();
  [[nodiscard]] verdict judge(bool has_session);
  [[nodiscard]] verdict judge_body();
  [[nodiscard]] verdict take(std::string_view message, json_writer& body);
  [[nodiscard]] verdict call(const json_value& parameters, json_writer& body);
  [[nodiscard]] verdict download(const json_value& parameters);
  [[nodiscard]] locale language() const;
  [[nodiscard]] api_answer finish(const verdict& wrong, json_writer body = {});
  [[nodiscard]] api_answer counted(http::reply r);

  backend& side_;
  std::uint32_t generation_;
  http::request_head head_;
  std::string_view method_;
  std::optional<resource_path> route_;
  const endpoint* endpoint_ = nullptr;
  identity who_;
  verdict refused_;
  bool is_counted_ = true;
  /// Those that ran, this one with them, when it was answered.
  std::uint32_t running_ = 0;
  wanted_body next_ = wanted_body::nothing;
  std::optional<upload> upload_;
  file_id download_ = 0;
  std::vector<remark> remarks_;
};

}  // namespace kintone::rest
