// Every name that JavaScript sees of the core, with an adapter for each subject beside. Heads, numbers and
// verdicts cross, as texts of crossing.h; a form's bytes through one window; other bodies never.
#include <emscripten/bind.h>

#include <string>

#include "bindings/api_calls.h"
#include "bindings/api_request_handle.h"
#include "bindings/exchange_handle.h"
#include "bindings/kept_records.h"
#include "bindings/screens.h"
#include "bindings/shim_handle.h"
#include "bindings/site_handle.h"
#include "core/base/limits.h"
#include "core/site/server_options.h"

namespace kintone::bindings {
namespace {

site_handle* make_site(shim_handle& s, const std::string& site) { return new site_handle(s, site); }

/// The message where the described options of `serve` or `requestListener` are wrong; else nothing.
std::string serve_fault(const std::string& options, bool is_listener) {
  return site::server_options_fault(is_listener ? "requestListener" : "serve", described(options),
                                    locale::en);
}

/// The code and message table, and the limits in force without options: for documentation and tests.
std::string describe() {
  json_writer text;
  text.open('{').name("errors").open('[');
  for (const error_entry& entry : error_table()) {
    text.open('{').name("code").string(entry.code).name("en").string(entry.en);
    text.name("ja").string(entry.ja).close('}');
  }
  const limits limits;
  text.close(']').name("limits").open('{').name("timeout").number(limits.timeout);
  text.name("responseBody").number(limits.response_body);
  text.name("responseHeaderLines").number(limits.response_header_lines);
  text.name("responseHeaderLine").number(limits.response_header_line);
  text.name("uploadResponseHeaderLine").number(limits.upload_response_header_line);
  text.name("upload").number(limits.upload).name("records").number(limits.records);
  text.name("redirects").number(redirects);
  return text.close('}').close('}').take();
}

/// What JavaScript needs to know before all else: characters of a request's head, and of all texts of one
/// crossing; what is said where memory is full; where the window is; the members that `pageMember` knows.
std::string constants() {
  json_writer text;
  text.open('{').name("head").number(request_head).name("crossing").number(crossing_text);
  text.name("memoryFault").string(memory_fault());
  text.name("window").open('{').name("address").number(window_address());
  text.name("length").number(window.bytes.size()).close('}');
  return text.name("pageMembers").json(page::member_names()).close('}').take();
}

/// Of the process: `{"exchanges"}` that live, and bytes, `inUse` of the module's memory, and of all of it,
/// `heap`, which only grows.
std::string usage() {
  json_writer text;
  text.open('{').name("exchanges").number(static_cast<std::uint64_t>(exchanges_handle::live));
  text.name("inUse").number(memory::in_use());
  const std::uint64_t pages = __builtin_wasm_memory_size(0);
  return text.name("heap").number(pages * 65'536).close('}').take();
}

}  // namespace

EMSCRIPTEN_BINDINGS(kintone) {
  using namespace emscripten;

  class_<shim_handle>("Shim")
      .function("facts", &shim_handle::facts)
      .function("requestToken", &shim_handle::requestToken)
      .function("reload", &shim_handle::reload)
      .function("reset", &shim_handle::reset)
      .function("dispose", &shim_handle::dispose)
      .function("observe", &shim_handle::observe)
      .function("advance", &shim_handle::advance)
      .function("adopt", &shim_handle::adopt)
      .function("mayConnect", &shim_handle::mayConnect)
      .function("isSameAddress", &shim_handle::isSameAddress)
      .function("checkRoute", &shim_handle::checkRoute)
      .function("pendingRoutes", &shim_handle::pendingRoutes)
      .function("holdPort", &shim_handle::holdPort)
      .function("verify", &shim_handle::verify)
      .function("fault", &shim_handle::fault)
      .function("note", &shim_handle::note)
      .function("waitFault", &shim_handle::waitFault)
      .function("tooLongHead", &shim_handle::tooLongHead)
      .function("openDirect", &shim_handle::openDirect)
      .function("takeRest", &shim_handle::takeRest, allow_raw_pointers())
      .function("files", &shim_handle::files)
      .function("records", &all_records)
      .function("moreRecords", &more_records)
      .function("appRecords", &app_records)
      .function("snapshot", &snapshot)
      .function("restore", &restore)
      .function("finishRestoring", &finish_restoring)
      .function("diskUsage", &shim_handle::diskUsage)
      .function("gone", &shim_handle::gone)
      .function("eventArgumentsFault", &shim_handle::eventArgumentsFault)
      .function("eventTurn", &shim_handle::eventTurn)
      .function("eventVerdict", &shim_handle::eventVerdict)
      .function("recordAccess", &shim_handle::recordAccess)
      .function("apiCall", &api_call)
      .function("apiUrl", &api_url)
      .function("concurrency", &concurrency)
      .function("openScreen", &shim_handle::openScreen)
      .function("screen", &shim_handle::screen)
      .function("loadOptions", &load_options)
      .function("manifest", &manifest)
      .function("plugin", &shim_handle::plugin)
      .function("savePlugin", &shim_handle::savePlugin)
      .function("plugins", &shim_handle::plugins)
      .function("whereabouts", &whereabouts)
      .function("form", &form)
      .function("list", &list)
      .function("pageMember", &page_member)
      .function("enter", &enter)
      .function("lookUp", &look_up)
      .function("setRecord", &set_record)
      .function("recordToSave", &record_to_save)
      .function("processStep", &process_step)
      .function("eventMembers", &event_members)
      .function("takenValue", &taken_value)
      .function("changesFault", &changes_fault);

  class_<api_request_handle>("ApiRequest")
      .function("feed", &api_request_handle::feed)
      .function("delimiter", &api_request_handle::delimiter)
      .function("file", &api_request_handle::file)
      .function("answer", &api_request_handle::answer)
      .function("asked", &api_request_handle::asked)
      .function("routed", &api_request_handle::routed);

  class_<exchanges_handle>("Exchanges")
      .function("open", &exchanges_handle::open)
      .function("serialized", &exchanges_handle::serialized)
      .function("routed", &exchanges_handle::routed)
      .function("replied", &exchanges_handle::replied)
      .function("head", &exchanges_handle::head)
      .function("hop", &exchanges_handle::hop)
      .function("progress", &exchanges_handle::progress)
      .function("chunk", &exchanges_handle::chunk)
      .function("requestHead", &exchanges_handle::requestHead)
      .function("read", &exchanges_handle::read)
      .function("closed", &exchanges_handle::closed)
      .function("finish", &exchanges_handle::finish)
      .function("discard", &exchanges_handle::discard);

  class_<site_handle>("Site")
      .function("receive", &site_handle::receive)
      .function("file", &site_handle::file)
      .function("unreadable", &site_handle::unreadable)
      .function("listing", &site_handle::listing)
      .function("uploadHead", &site_handle::uploadHead)
      .function("savePlugin", &site_handle::savePlugin)
      .function("admit", &site_handle::admit);

  function("makeShim", &make_shim, allow_raw_pointers());
  function("makePageShim", &make_page_shim, allow_raw_pointers());
  function("makeSite", &make_site, allow_raw_pointers());
  function("serveFault", &serve_fault);
  function("optionsFault", &options_fault);
  function("makeExchanges", &make_exchanges, allow_raw_pointers());
  function("describe", &describe);
  function("constants", &constants);
  function("usage", &usage);
}

}  // namespace kintone::bindings
