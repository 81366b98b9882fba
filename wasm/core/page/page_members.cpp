#include "core/page/page_members.h"

#include <array>

#include "core/base/algorithm.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/page/declared.h"
#include "core/page/list_screen.h"
#include "core/page/promised_members.h"
#include "core/page/record_screen.h"
#include "core/page/screen_set.h"
#include "core/rest/caller.h"
#include "core/rest/parameters.h"

namespace kintone::page {
namespace {

using rest::fields::field_type;
using rest::fields::form_field;
using rest::fields::shape;

enum class answer : std::uint8_t {
  query,
  condition,
  login_user,
  ui_version,
  lookup_app,
  related_app,
  place,
  field,
  fields,
  space,
  set_shown,
  set_open,
  is_shown,
  is_open
};

struct member_row {
  std::string_view name;
  answer what;
  screen_set where;
};

constexpr std::array members = {
    member_row{"app.getQuery", answer::query, {lists, lists}},
    member_row{"app.getQueryCondition", answer::condition, {lists, lists}},
    member_row{"getLoginUser", answer::login_user, {everywhere, nowhere}},
    member_row{"getUiVersion", answer::ui_version, {everywhere, nowhere}},
    member_row{"app.getLookupTargetAppId", answer::lookup_app, {everywhere, everywhere}},
    member_row{"app.getRelatedRecordsTargetAppId", answer::related_app, {everywhere, everywhere}},
    // V03
    member_row{"app.getHeaderMenuSpaceElement", answer::place, {lists, nowhere}},
    member_row{"app.getHeaderSpaceElement", answer::place, {lists, set_of(on::index) | forms}},
    member_row{"app.record.getHeaderMenuSpaceElement", answer::place, {set_of(on::detail), nowhere}},
    member_row{"portal.getContentSpaceElement", answer::place, {set_of(on::portal), set_of(on::portal)}},
    member_row{"space.portal.getContentSpaceElement",
               answer::place,
               {set_of(on::space_portal), set_of(on::space_portal)}},
    // V01, V02
    member_row{"app.getFieldElements", answer::fields, {set_of(on::index), set_of(on::index)}},
    member_row{
        "app.record.getFieldElement", answer::field, {set_of(on::detail, on::print), set_of(on::detail)}},
    member_row{"app.record.getSpaceElement", answer::space, {printed_forms, forms}},
    // V05
    member_row{"app.record.setFieldShown", answer::set_shown, {printed_forms, forms}},
    member_row{"app.record.setGroupFieldOpen", answer::set_open, {printed_forms, forms}},
    member_row{"app.record.isFieldVisible", answer::is_shown, {printed_forms, forms}},
    member_row{"app.record.isGroupFieldOpen", answer::is_open, {printed_forms, forms}},
};

/// W06
constexpr std::uint64_t ui_version = 2;

/// One call: which member, where, with which arguments.
class page_call {
 public:
  page_call(const rest::records& all, world::world& w, const json_value& called)
      : all_(all), world_(w), called_(called), name_(string_of(element(called, 0))) {}

  std::string run() {
    std::string_view plain = name_;
    const bool is_twin = plain.starts_with(mobile_prefix);
    if (is_twin) plain.remove_prefix(mobile_prefix.size());
    const member_row* row = find_if(members, [plain](const member_row& each) { return each.name == plain; });
    if (row == nullptr) return promised_text(all_, world_, called_);
    text_.open('{');
    answer_on(*row, is_twin);
    return text_.close('}').take();
  }

 private:
  [[nodiscard]] const rest::app* app_here() const { return all_.declared_app_of(world_.here().app); }
  /// The first argument: a code or an element id.
  [[nodiscard]] std::string code() const { return read_argument(element(called_, 1)).text; }
  [[nodiscard]] const form_field* field_here() const { return form_here(all_, world_).field_of(code()); }

  void answer_on(const member_row& row, bool is_twin) {
    const bool is_promise = row.what == answer::is_shown || row.what == answer::is_open;
    if (is_promise) text_.name("promise").boolean(true);
    if (has_screen(row.where, is_twin, world_.here())) return answer_here(row);
    // W08
    if (is_promise) {
      text_.name("code").string(entry_of(error::wrong_screen).code).name("message");
      text_.string(wrong_screen_for(fill("kintone.{0}", {name_}), row.where, is_twin, world_));
    } else if (row.what != answer::set_shown && row.what != answer::set_open) {
      nothing();
    }
  }

  void answer_here(const member_row& row) {
    switch (row.what) {
      case answer::query:
        return value(query_here(all_, world_).whole);
      case answer::condition:
        return value(query_here(all_, world_).condition);
      case answer::login_user:
        return write_login_user();
      case answer::ui_version:
        text_.name("value").number(ui_version);
        return;
      case answer::lookup_app:
        return write_target_app("lookup");
      case answer::related_app:
        return write_target_app("referenceTable");
      case answer::place:
        return element_of(row.name);
      case answer::field:
      case answer::fields:
        return write_field(row.what == answer::fields);
      case answer::space:
        return write_space();
      case answer::set_shown:
        return keep("shown", field_here() != nullptr || has_element_here());
      case answer::set_open:
        return keep("open", is_group());
      case answer::is_shown:
        return tell_shown();
      case answer::is_open:
        return kept("open", app_here() != nullptr && is_open_at_first(*app_here(), code()));
    }
  }

  void value(std::string_view given) { text_.name("value").string(given); }
  void nothing() { text_.name("value").json("null"); }

  void nothing_because(phrase why, std::string_view fact = {}) {
    nothing();
    warn(why, fact);
  }

  void warn(phrase why, std::string_view fact) {
    constexpr error kind = error::warn_page_member;
    const std::string said = text_of(why, world_.language(), {fact, decimal(world_.here().app)});
    text_.name("warning").open('{').name("code").string(entry_of(kind).code);
    text_.name("message").string(message_of(kind, world_.language(), {name_, said}));
    text_.name("print").boolean(world_.is_first(kind)).close('}');
  }

  // W05
  void write_login_user() {
    const rest::identity by = all_.login_user();
    const std::string_view login = rest::login_of({by}, all_.them());
    const rest::credentials* declared = all_.them().declared();
    const rest::user* u = all_.them().session_user();
    const json_value none;
    const json_value& profile = u == nullptr ? none : u->profile;
    const bool is_guest = is_true(member(profile, "isGuest"));
    const auto place = u == nullptr ? 0 : u - declared->users.data();
    text_.name("value").open('{').name("id").string(decimal(static_cast<std::uint64_t>(place) + 1));
    text_.name("code").string(login).name("name").string(all_.them().name_of(login));
    for (const char* each : {"email", "url", "employeeNumber", "phone", "mobilePhone", "extensionNumber"}) {
      const std::string_view given = string_of(member(profile, each));
      const bool is_code = is_guest && given.empty() && std::string_view(each) == "email";
      text_.name(each).string(is_code ? login : given);
    }
    text_.name("timezone").string(declared == nullptr ? std::string_view("UTC") : declared->zone_of(u).name);
    const std::string_view spoken = string_of(member(profile, "language"));
    const locale l = u == nullptr || !u->language ? world_.language() : *u->language;
    text_.name("isGuest").boolean(is_guest).name("language");
    text_.string(!spoken.empty() ? spoken : l == locale::ja ? "ja" : "en").close('}');
  }

  // W06
  void write_target_app(std::string_view kind) {
    const rest::app* a = app_here();
    if (a == nullptr) return nothing();
    const json_value& app = member(member(member(declared_field(*a, code()), kind), "relatedApp"), "app");
    const auto id = rest::id_of(app);
    if (!id) return nothing_because(phrase::target_app_missing, code());
    value(decimal(*id));
  }

  /// V04: an element is made where a document is.
  bool has_document() {
    if (is_true(element(called_, 3))) return true;
    nothing_because(phrase::no_document);
    return false;
  }

  void element_of(std::string_view place) {
    if (has_document()) text_.name("element").string(place);
  }

  // V01
  void write_field(bool is_list) {
    const form_field* f = field_here();
    const bool has_element = f != nullptr && f->type != field_type::status &&
                             f->type != field_type::status_assignee && f->type != field_type::category &&
                             (!is_list || f->kept() != shape::table);
    if (!has_element || (is_list && !is_in_view())) return nothing();
    if (!has_document()) return;
    text_.name(is_list ? "elements" : "element")
        .string(fill("field {0}", {f->code}))
        .name("field")
        .string(f->code);
  }

  /// Whether the view that is open shows the field; a view without fields shows all.
  [[nodiscard]] bool is_in_view() {
    const json_value fields = json_or_null(view_fields(all_, world_));
    const std::string wanted = code();
    return elements_of(fields).empty() || any_of(elements_of(fields), [&wanted](const json_value& each) {
             return string_of(each) == wanted;
           });
  }

  [[nodiscard]] bool has_space_here() const {
    const rest::app* a = app_here();
    return a != nullptr && declares_space(a->declared("layout"), code());
  }

  /// V05: the empty id is that of what has none.
  [[nodiscard]] bool has_element_here() const {
    const rest::app* a = app_here();
    return a != nullptr && !code().empty() && declares_element(a->declared("layout"), code());
  }

  // V02
  void write_space() {
    if (!has_document()) return;
    if (!has_space_here()) return nothing_because(phrase::space_missing, code());
    text_.name("element").string(fill("space {0}", {code()}));
  }

  [[nodiscard]] bool is_group() const {
    const form_field* f = field_here();
    return f != nullptr && f->type == field_type::group;
  }

  // V05: what is not known does nothing.
  void keep(std::string_view what, bool is_known) {
    if (!is_known) return;
    text_.name("keep").open('[').open('[').string(fill("{0} {1}", {what, code()}));
    text_.boolean(is_truthy(read_argument(element(called_, 2)))).close(']').close(']');
  }

  // A code that the form has not would always be visible.
  void tell_shown() {
    const argument given = read_argument(element(called_, 1));
    const bool is_known = app_here() == nullptr || field_here() != nullptr || has_element_here();
    if (given.is("string") && is_known) return kept("shown", true);
    const sentence said = sentence_of(
        phrase::plugin_argument, world_.language(),
        {text_of(phrase::expected_shown, world_.language(), {decimal(world_.here().app)}), as_given(given)});
    text_.name("code").string(entry_of(error::invalid_argument).code).name("message");
    text_.string(message_of(error::invalid_argument, world_.language(),
                            {fill("kintone.{0}", {name_}), fill("fieldCode {0}", {said})}));
  }

  void kept(std::string_view what, bool otherwise) {
    text_.name("kept").open('[').string(fill("{0} {1}", {what, code()})).boolean(otherwise).close(']');
  }

  const rest::records& all_;
  world::world& world_;
  const json_value& called_;
  std::string name_;
  json_writer text_;
};

}  // namespace

std::string member_text(const rest::records& all, world::world& w, const json_value& called) {
  return page_call(all, w, called).run();
}

std::string member_names() {
  json_writer text;
  text.open('[');
  for (const member_row& each : members) {
    text.string(fill("kintone.{0}", {each.name}));
    if (each.where.mobile != nowhere) text.string(fill("kintone.{0}{1}", {mobile_prefix, each.name}));
  }
  write_promised_names(text);
  return text.close(']').take();
}

}  // namespace kintone::page
