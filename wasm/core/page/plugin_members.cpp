#include "core/page/plugin_members.h"

#include <utility>

#include "core/base/algorithm.h"
#include "core/base/number.h"

namespace kintone::page {
namespace {

constexpr std::string_view below = "kintone.plugin.app.";

/// One call: its arguments, and where it is made.
class member_call {
 public:
  /// `called` has the member's name at `first`. `from_page`: the settings page from which it came, else null.
  member_call(world::world& w, const json_value& called, std::size_t first = 0,
              const world::screen* from_page = nullptr)
      : world_(w),
        called_(called),
        first_(first),
        from_page_(from_page),
        name_(fill("{0}{1}", {below, string_of(element(called, first))})) {}

  std::string run() {
    const std::string_view member = string_of(element(called_, first_));
    if (member == "getConfig") return get_config();
    const bool is_there = here().name == world::settings_screen;
    if (!is_there) {
      return fault(error::wrong_screen,
                   world::wrong_screen(name_, world::only_settings_screen, here(), world_.language()));
    }
    if (member == "getProxyConfig") return get_proxy_config();
    return member == "setConfig" ? set_config() : set_proxy_config();
  }

 private:
  [[nodiscard]] const world::screen& here() const {
    return from_page_ == nullptr ? world_.here() : *from_page_;
  }
  [[nodiscard]] argument at(std::size_t place) const {
    return read_argument(element(called_, first_ + place + 1));
  }

  static std::string fault(std::string_view message) {
    json_writer text;
    return text.open('{').name("message").string(message).close('}').take();
  }

  static std::string fault(error kind, std::string_view message) {
    json_writer text;
    text.open('{').name("code").string(entry_of(kind).code);
    return text.name("message").string(message).close('}').take();
  }

  [[nodiscard]] std::string fault(const plugin::config_fault& m) const {
    return fault(fill("{0}: {1} {2}", {name_, m.where, m.what}));
  }

  // G07
  [[nodiscard]] std::string get_config() const {
    const argument id = at(0);
    if (!id.is("string") || id.text.empty()) {
      const sentence right = sentence_of(phrase::expected_plugin_id, world_.language());
      return fault(
          {"pluginId", sentence_of(phrase::plugin_argument, world_.language(), {right, as_given(id)})});
    }
    const world::screen& here = this->here();
    const bool is_allowed = contains(world::config_screens, std::string_view(here.name)) ||
                            (here.name == world::settings_screen && here.plugin_id == id.text);
    json_writer text;
    text.open('{').name("value");
    if (is_allowed) {
      plugin::write_config(text, world_.plugins().config_of(here.app, id.text));
    } else {
      text.json("null");
    }
    return text.close('}').take();
  }

  // G03
  [[nodiscard]] std::string get_proxy_config() const {
    plugin::proxy_config key;
    if (const auto m = plugin::read_key(at(0), at(1), world_.language(), key)) return fault(*m);
    const world::screen& here = this->here();
    const plugin::proxy_config* saved = world_.plugins().saved(here.app, here.plugin_id, key.url, key.method);
    json_writer text;
    text.open('{').name("value");
    if (saved == nullptr) {
      text.json("null");
    } else {
      plugin::write_saved(text, *saved);
    }
    return text.close('}').take();
  }

  // G08
  [[nodiscard]] std::string set_config() const {
    plugin::config settings;
    if (const auto m = plugin::read_config(at(0), world_.language(), settings)) return fault(*m);
    plugin::change c;
    c.settings = std::move(settings);
    return save(std::move(c), at(1));
  }

  // G02
  [[nodiscard]] std::string set_proxy_config() const {
    plugin::proxy_config given;
    const auto m = plugin::read_proxy_config(at(0), at(1), at(2), at(3), world_.language(), given);
    if (m) return fault(*m);
    if (from_page_ != nullptr) {
      const auto* before = world_.plugins().saved(here().app, here().plugin_id, given.url, given.method);
      const std::string name = plugin::mask_of_nothing(given, before);
      if (!name.empty()) return fault({name, sentence_of(phrase::config_mask, world_.language())});
    }
    // G09
    if (world_.options().locks_proxy_config && world_.plugins().is_saving_proxy_config()) {
      return fault(error::config_locked, message_of(error::config_locked, world_.language()));
    }
    plugin::change c;
    c.is_of_proxy = true;
    c.proxy = std::move(given);
    return save(std::move(c), at(4));
  }

  /// What `c` says beside app and plug-in.
  [[nodiscard]] std::string save(plugin::change c, const argument& callback) const {
    if (!callback.is_absent() && !callback.is("function")) {
      return fault(
          {"successCallback", sentence_of(phrase::callback_type, world_.language(), {as_given(callback)})});
    }
    const world::screen& here = this->here();
    json_writer text;
    c.keeps_masked = from_page_ != nullptr;
    c.app = here.app;
    c.id = here.plugin_id;
    text.open('{').name("saving").number(world_.plugins().begin(std::move(c)));
    if (callback.is_absent()) {
      const std::string app = decimal(here.app);
      text.name("leadsTo").string(fill("{0}/k/admin/app/{1}/plugin/", {world_.options().origin, app}));
    }
    return text.close('}').take();
  }

  world::world& world_;
  const json_value& called_;
  std::size_t first_;
  const world::screen* from_page_;
  std::string name_;
};

}  // namespace

std::string plugin_text(world::world& w, const json_value& called) { return member_call(w, called).run(); }

std::optional<save_refusal> save_from_page(world::world& w, const json_value& saved) {
  const argument token = read_argument(element(saved, 0));
  const argument app = read_argument(element(saved, 1));
  const argument id = read_argument(element(saved, 2));
  const std::uint64_t number = whole_number(app.text).value_or(0);
  const std::string_view member_name = string_of(element(saved, 3));
  const bool is_saving = member_name == "setConfig" || member_name == "setProxyConfig";
  if (number == 0 || !id.is("string") || id.text.empty() || !is_saving) {
    return save_refusal{error::request_malformed, "app, pluginId, member"};
  }
  // T05
  if (!w.accept_settings_token(token.text, number, id.text)) {
    return save_refusal{error::request_token_wrong, {}};
  }
  const world::screen page{.name = std::string(world::settings_screen), .app = number, .plugin_id = id.text};
  const json_value told = json_or_null(member_call(w, saved, 3, &page).run());
  std::string fault(string_of(member(told, "message")));
  if (!fault.empty()) return save_refusal{error::request_malformed, std::move(fault)};
  w.plugins().save(static_cast<std::uint32_t>(integer_of(member(told, "saving")).value_or(0)));
  return std::nullopt;
}

}  // namespace kintone::page
