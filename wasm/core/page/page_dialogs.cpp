// What kintone's pages show over themselves (W08): dialogs, which a user answers, notifications, and the sign
// of loading.
#include <array>

#include "core/page/promised_call.h"

namespace kintone::page {
namespace {

constexpr unsigned pages = of_app | set_of(on::portal, on::space_portal);
constexpr unsigned pages_and_settings = pages | set_of(on::settings);

constexpr std::string_view notifications = "'ERROR' | 'SUCCESS' | 'INFO'";

void write_dialog(promised_call& c, std::string_view kind, std::string_view shown, std::string_view name,
                  std::string_view value) {
  c.text.name("dialog").open('{').name("kind").string(kind).name("text").string(shown);
  c.text.name(name).string(value).close('}');
}

/// `is_made`: it is shown later, and its body is an element.
void ask(promised_call& c, bool is_made) {
  const argument config = c.given(0);
  if (!c.is_right(config.is("object"), "config", "object", config)) return;
  const argument& body = config["body"];
  if (!c.is_right(is_made || body.is("undefined") || body.is("string"), "config.body", "string", body))
    return;
  const std::string& title = config["title"].text;
  write_dialog(c, is_made ? "dialog" : "confirm", is_made ? std::string_view() : body.text, "title", title);
  if (is_made) c.text.name("isMade").boolean(true);
  constexpr error kind = error::dialog_unanswered;
  c.text.name("unanswered").open('{').name("code").string(entry_of(kind).code).name("message");
  c.text.string(message_of(kind, c.w.language(), {fill("kintone.{0}", {c.name}), title})).close('}');
}

void confirm(promised_call& c) { ask(c, false); }
void make_dialog(promised_call& c) { ask(c, true); }

void notify(promised_call& c) {
  const argument type = c.given(0);
  const argument message = c.given(1);
  if (!c.is_right(is_word_of(notifications, type), "type", notifications, type)) return;
  if (!c.is_right(message.is("string"), "message", "string", message)) return;
  write_dialog(c, "notification", message.text, "type", type.text);
}

void load(promised_call& c) {
  const argument state = c.given(0);
  if (!c.is_right(is_word_of(shown_words, state), "state", shown_words, state)) return;
  write_dialog(c, "loading", "", "state", state.text);
}

constexpr std::array members = {
    promised_row{"showConfirmDialog", {pages_and_settings}, confirm},
    promised_row{"createDialog", {pages_and_settings}, make_dialog},
    promised_row{"showConfirmBottomSheet", {nowhere, pages}, confirm},
    promised_row{"createBottomSheet", {nowhere, pages}, make_dialog},
    promised_row{"showNotification", {pages_and_settings, pages}, notify},
    promised_row{"showLoading", {pages_and_settings, pages}, load},
};

}  // namespace

std::span<const promised_row> dialog_members() { return members; }

}  // namespace kintone::page
