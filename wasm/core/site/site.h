// One server of a shim: which request leads where, and who may ask (S01, T02–T05; "Where the answer
// travels"). Facts in, decisions out: sockets, files and JSON messages are the server's JavaScript.
//
// What keeps other sites out, in turn: the server answers to known hosts only, so that no foreign name can be
// made to lead here; what is not a file is answered to its own pages alone, as the browser itself says; it
// never sends a CORS header; the relay wants the session cookie, which other sites' requests do not carry,
// and the request token, which only a page of its own can read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/reply.h"
#include "core/http/request_head.h"
#include "core/proxy/functions.h"
#include "core/rest/backend.h"
#include "core/rest/refusal.h"

namespace kintone::site {

enum class destination : std::uint8_t {
  answer,  ///< send `answer`
  pass,    ///< not ours: where there is no folder, the server around us goes on
  script,  ///< send the served script with `answer.fields`
  file,    ///< look for `path` in the folder, and go on with `site::file`
  rest,    ///< one request to kintone's REST side (rest/backend.h), as `has_session` says
  plugin,  ///< send a script of the plug-ins with `answer.fields`: of `path`, the names below /_shim/plugin/
  settings,  ///< send the settings page of the plug-in `path.front()` with `answer.fields`
  save,      ///< read a JSON message of at most `most` bytes of what a settings page saves
  relay,     ///< read a message of at most `most` bytes: of a function that takes values JSON; of one that
             ///< takes a file the length of a JSON head (4 bytes, big-endian), that head, and the file
};

struct decision {
  destination leads_to = destination::answer;
  http::reply answer;
  std::vector<std::string> path;
  std::uint64_t most = 0;
  bool has_session = false;
  /// What the relay is asked for.
  const proxy::proxy_function* function = nullptr;
};

/// What a server is told when it starts.
struct site_settings {
  /// A host name or address beside the loopback ones; empty where none is named.
  std::string host;
  /// Where nothing is said: for loopback alone, named and connected to.
  std::optional<bool> relays;
  bool has_folder = false;
};

class site {
 public:
  /// Both must outlive it. `side`: of whose apps its pages make screens; null where there are none.
  site(world::world& w, site_settings s, rest::backend* side = nullptr)
      : world_(w), side_(side), settings_(std::move(s)) {}

  [[nodiscard]] decision receive(const http::request_head& r);

  /// After `destination::file`: how the file `name` is sent, which was found at the path or is the folder's
  /// index.html; empty where there is none.
  /// `real_path`: where it really is below the folder, links followed.
  [[nodiscard]] http::reply file(const http::request_head& r, std::string_view name,
                                 std::string_view real_path = {});

  /// Instead: the file is there, or may be, and the system does not give it for the reason, such as EMFILE.
  [[nodiscard]] http::reply unreadable(const http::request_head& r, std::string_view reason);

  /// Instead: a folder without an index is there, and in it files and folders of these names, those of
  /// folders with a slash at the end.
  [[nodiscard]] http::reply listing(const http::request_head& r, std::vector<std::string> names,
                                    std::string_view real_path = {});

  /// After `destination::relay` to a function that takes a file: may the head have `head` bytes of a message
  /// of `total`?
  [[nodiscard]] std::optional<http::reply> refuse_head(std::uint64_t head, std::uint64_t total);

  /// The reply to what a settings page saves: it is saved, or why it is not.
  [[nodiscard]] static http::reply saved() { return http::json_reply(200, "{}"); }
  [[nodiscard]] http::reply not_saved(error kind, std::string_view fault);

  /// T03, T05: `message` is the relay message, described, with the member `__REQUEST_TOKEN__`; of type
  /// "threw" where it is not JSON, "longString" where it has more bytes than it may.
  [[nodiscard]] std::optional<http::reply> refuse_message(const argument& message);

 private:
  [[nodiscard]] bool is_known_host(const http::request_head& r) const;
  [[nodiscard]] http::reply page_reply(const http::request_head& r) const;
  [[nodiscard]] bool relays(const http::request_head& r) const;
  [[nodiscard]] decision receive_page(const http::request_head& r);
  [[nodiscard]] decision receive_saving(const http::request_head& r);
  [[nodiscard]] std::optional<http::reply> refuse_post(const http::request_head& r, std::string_view type);
  [[nodiscard]] decision receive_relay(const http::request_head& r, const proxy::proxy_function& called);
  [[nodiscard]] std::optional<http::reply> session_refusal(const http::request_head& r);

  world::world& world_;
  rest::backend* side_;
  site_settings settings_;
};

}  // namespace kintone::site
