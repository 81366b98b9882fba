// What members of kintone tell of the page, the app and the record (W08), as far as the shim knows it.
#include <array>

#include "core/base/algorithm.h"
#include "core/base/ascii.h"
#include "core/base/number.h"
#include "core/base/percent.h"
#include "core/page/promised_call.h"
#include "core/page/record_screen.h"
#include "core/page/view.h"
#include "core/rest/parameters.h"

namespace kintone::page {
namespace {

/// Where the function of PC pages answers on mobile ones, too.
constexpr screen_set on_both(unsigned pc, unsigned mobile) { return {pc, mobile, false}; }

constexpr unsigned portals = set_of(on::portal, on::space_portal);
constexpr unsigned settings = set_of(on::settings);
constexpr unsigned on_paper = set_of(on::print);
constexpr unsigned in_app = lists | forms;
constexpr screen_set on_pages = on_both(of_app | portals, in_app | portals);
constexpr screen_set on_pages_and_settings = on_both(of_app | portals | settings, in_app | portals);
constexpr screen_set on_app = on_both(in_app, in_app);
constexpr screen_set on_app_and_settings = on_both(in_app | settings, in_app);
constexpr screen_set on_any_app = on_both(in_app | on_paper, in_app);
constexpr screen_set on_detail = on_both(set_of(on::detail), set_of(on::detail));

/// A kind of page: what getPageType() calls it, where it is, and the paths that buildPageUrl() makes; the
/// paths are an assumption. `{app}` and so on stand for parameters; what stands in brackets is left out
/// without its parameter.
struct page_kind {
  std::string_view type;
  std::string_view name;
  /// Empty where the shim has no such screen.
  std::string_view screen;
  std::string_view path;
};

constexpr std::array page_kinds = {
    page_kind{"APP", "APP_INDEX", "app.record.index", "/k/{appId}/[?view={viewId}]"},
    page_kind{"APP", "APP_CREATE", "app.record.create", "/k/{appId}/edit"},
    page_kind{"APP", "APP_DETAIL", "app.record.detail", "/k/{appId}/show#record={recordId}"},
    page_kind{"APP", "APP_EDIT", "app.record.edit", "/k/{appId}/show#record={recordId}&mode=edit"},
    page_kind{"APP", "APP_PRINT", "app.record.print", "/k/{appId}/print?record={recordId}"},
    page_kind{"APP", "APP_REPORT", "app.report", "/k/{appId}/report?report={reportId}"},
    page_kind{"APP", "APP_INDEX_MOBILE", "mobile.app.record.index", "/k/m/{appId}/[?view={viewId}]"},
    page_kind{"APP", "APP_CREATE_MOBILE", "mobile.app.record.create", "/k/m/{appId}/edit"},
    page_kind{"APP", "APP_DETAIL_MOBILE", "mobile.app.record.detail", "/k/m/{appId}/show?record={recordId}"},
    page_kind{"APP", "APP_EDIT_MOBILE", "mobile.app.record.edit", "/k/m/{appId}/edit?record={recordId}"},
    page_kind{"APP", "APP_REPORT_MOBILE", "mobile.app.report", "/k/m/{appId}/report?report={reportId}"},
    page_kind{"PORTAL", "PORTAL_TOP", "portal", "/k/#/portal"},
    page_kind{"PORTAL", "PORTAL_TOP_MOBILE", "mobile.portal", "/k/m/"},
    page_kind{"SPACE", "SPACE_PORTAL", "space.portal", "/k/#/space/{spaceId}"},
    page_kind{"SPACE", "SPACE_PORTAL_MOBILE", "mobile.space.portal", "/k/m/space/{spaceId}"},
    page_kind{"SPACE", "SPACE_THREAD", "", "/k/#/space/{spaceId}/thread/{threadId}"},
    page_kind{"SPACE", "SPACE_THREAD_MOBILE", "", "/k/m/space/{spaceId}/{threadId}"},
    page_kind{"PEOPLE", "PEOPLE_TOP", "", "/k/#/people/user/{userCode}"},
    page_kind{"SEARCH", "SEARCH_TOP", "", "/k/search"},
    page_kind{"NOTIFICATION", "NOTIFICATION_TOP", "", "/k/#/ntf"},
    page_kind{"APP_MARKETPLACE", "APP_MARKETPLACE_TOP", "", "/k/marketplace/"},
    page_kind{"APP_SETTINGS", "APP_SETTINGS_PLUGIN_SETTINGS", world::settings_screen, ""},
};

void page_type(promised_call& c) {
  const page_kind* k =
      find_if(page_kinds, [&c](const page_kind& each) { return each.screen == c.w.here().name; });
  c.text.name("value").open('{').name("type").string(k->type).name("page").string(k->name).close('}');
}

bool stays_in_url(char c) { return ascii::is_alpha(c) || ascii::is_digit(c) || contains("-_.~", c); }

void page_url(promised_call& c) {
  const argument page = c.given(0);
  const argument params = c.given(1);
  const page_kind* k = find_if(
      page_kinds, [&page](const page_kind& each) { return !each.path.empty() && each.name == page.text; });
  std::string words;
  for (const page_kind& each : page_kinds) {
    if (!each.path.empty()) words += fill("{0}'{1}'", {words.empty() ? "" : " | ", each.name});
  }
  if (!c.is_right(page.is("string") && k != nullptr, "page", words, page)) return;
  if (!c.is_right(params.is("object"), "params", "object", params)) return;
  constexpr std::string_view begin = "/k/";
  // Only an app is in a guest space: other pages are where they are, whatever app is named beside them.
  const bool is_of_app = k->path.find("{appId}") != std::string_view::npos;
  const auto app = is_of_app ? rest::id_of(json_value(params["appId"].text)) : std::nullopt;
  std::string url = c.w.options().origin + (app ? path_of_app(c.all, *app) : std::string(begin));
  for (std::size_t at = begin.size(); at < k->path.size();) {
    const std::string_view rest = k->path.substr(at);
    const std::size_t open = rest.find_first_of("{[");
    url += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t brace = rest.find('{', open);
    const std::string_view name = rest.substr(brace + 1, rest.find('}') - brace - 1);
    const bool is_optional = rest[open] == '[';
    const argument& value = params[name];
    const bool is_left_out = is_optional && value.is("undefined");
    if (!is_left_out && !c.is_right(value.is("string"), fill("params.{0}", {name}), "string", value)) return;
    if (!is_left_out) {
      if (is_optional) url += rest.substr(open + 1, brace - open - 1);
      url += percent_encoded(value.text, stays_in_url);
    }
    at += rest.find(is_optional ? ']' : '}') + 1;
  }
  c.text.name("value").string(url);
}

void domain(promised_call& c) {
  const std::string& origin = c.w.options().origin;
  const std::string_view host = std::string_view(origin).substr(origin.find("//") + 2);
  const std::size_t dot = host.find('.');
  const bool has_parts = dot != std::string_view::npos;
  c.text.name("value").open('{').name("subdomain").string(host.substr(0, dot));
  c.text.name("baseDomain").string(has_parts ? host.substr(dot + 1) : std::string_view()).close('}');
}

void is_mobile_page(promised_call& c) { c.text.name("value").boolean(world::is_mobile(c.w.here().name)); }
void no(promised_call& c) { c.text.name("value").boolean(false); }

// Y07: of the login user.
bool may(const promised_call& c, rest::rights wanted) {
  return (c.all.login_user().rights_in(c.w.here().app) & wanted) != 0;
}

void app_rights(promised_call& c) {
  c.text.name("value").open('{').name("addRecord").boolean(may(c, rest::right::add));
  c.text.name("editApp").boolean(may(c, rest::right::manage)).close('}');
}

void record_rights(promised_call& c) {
  c.text.name("value").open('{').name("editRecord").boolean(may(c, rest::right::edit));
  c.text.name("deleteRecord").boolean(may(c, rest::right::remove)).close('}');
}

/// Whether the REST side has answered what stands in `names`, such as `app.json`, of this app; else it is
/// asked.
bool has_answers(promised_call& c, std::span<const std::string_view> names) {
  if (!elements_of(c.answers()).empty()) return true;
  c.text.name("asks").open('[');
  for (const std::string_view each : names) {
    const bool is_app_itself = each == "app.json";
    c.text.open('{')
        .name("path")
        .string(rest_path_here(c.all, c.w) + std::string(each))
        .name("params")
        .open('{');
    c.text.name(is_app_itself ? "id" : "app").string(decimal(c.w.here().app)).close('}').close('}');
  }
  c.text.close(']');
  return false;
}

const json_value& answer_of(const promised_call& c, std::size_t place) { return element(c.answers(), place); }

void form_fields(promised_call& c) {
  constexpr std::array<std::string_view, 1> asked = {"app/form/fields.json"};
  if (has_answers(c, asked)) c.text.name("value").tree(member(answer_of(c, 0), "properties"));
}

void form_layout(promised_call& c) {
  constexpr std::array<std::string_view, 1> asked = {"app/form/layout.json"};
  if (has_answers(c, asked)) c.text.name("value").tree(member(answer_of(c, 0), "layout"));
}

void field_rights(promised_call& c) {
  constexpr std::array<std::string_view, 1> asked = {"app/form/fields.json"};
  /// Fields without rights of their own.
  constexpr std::array<std::string_view, 11> without = {
      "LABEL",        "SPACER",       "HR",     "RECORD_NUMBER",   "CREATOR", "MODIFIER",
      "CREATED_TIME", "UPDATED_TIME", "STATUS", "STATUS_ASSIGNEE", "CATEGORY"};
  if (!has_answers(c, asked)) return;
  c.text.name("value").open('{');
  for (const auto& [code, field] : members_of(member(answer_of(c, 0), "properties"))) {
    if (contains(without, string_of(member(field, "type")))) continue;
    c.text.name(code).open('{').name("readField").boolean(may(c, rest::right::view));
    c.text.name("editField").boolean(may(c, rest::right::edit)).close('}');
  }
  c.text.close('}');
}

void status(promised_call& c) {
  constexpr std::array<std::string_view, 1> asked = {"app/status.json"};
  if (!has_answers(c, asked)) return;
  c.text.name("value").open('{');
  for (const auto& [name, value] : members_of(answer_of(c, 0))) {
    if (name != "revision") c.text.name(name).tree(value);
  }
  c.text.close('}');
}

void view_open(promised_call& c) {
  constexpr std::array<std::string_view, 1> asked = {"app/views.json"};
  if (!has_answers(c, asked)) return;
  const auto v = view_here(member(answer_of(c, 0), "views"), c.w);
  c.text.name("value");
  if (v) {
    write_view(c.text, *v, false);
  } else {
    c.text.json("null");
  }
}

void views(promised_call& c) {
  constexpr std::array<std::string_view, 1> asked = {"app/views.json"};
  if (!has_answers(c, asked)) return;
  c.text.name("value").open('[');
  for (const view& each : views_of(member(answer_of(c, 0), "views"), c.w.language())) {
    write_view(c.text, each, true);
  }
  c.text.close(']');
}

void number_member(json_writer& text, std::string_view name, const json_value& given,
                   std::uint64_t otherwise) {
  const auto whole = whole_number(string_of(given));
  text.name(name).number(whole.value_or(integer_of(given).value_or(otherwise)));
}

void app_itself(promised_call& c) {
  constexpr std::array<std::string_view, 2> asked = {"app.json", "app/settings.json"};
  if (!has_answers(c, asked)) return;
  const json_value& app = answer_of(c, 0);
  const json_value& settings_of_app = answer_of(c, 1);
  json_writer& text = c.text;
  text.name("value").open('{').name("id").string(string_of(member(app, "appId")));
  text.name("name").string(string_of(member(app, "name")));
  text.name("description").string(string_of(member(app, "description")));
  const std::string_view code = string_of(member(app, "code"));
  text.name("code").tree(code.empty() ? json_value() : json_value(std::string(code)));
  const json_value& precision = member(settings_of_app, "numberPrecision");
  text.name("numberPrecision").open('{');
  number_member(text, "digits", member(precision, "digits"), 0);
  number_member(text, "decimalPlaces", member(precision, "decimalPlaces"), 0);
  text.name("roundingMode").string(string_of(member(precision, "roundingMode"))).close('}');
  for (const std::string_view each :
       {"enableComments", "enableThumbnails", "enableChangeHistory", "enableInlineRecordEditing"}) {
    const json_value& given = member(settings_of_app, each);
    // As in an app that nobody has changed.
    text.name(each).boolean(given.is_null() || is_true(given));
  }
  for (const std::string_view each : {"createdAt", "creator", "modifiedAt", "modifier", "spaceId"}) {
    text.name(each).tree(member(app, each));
  }
  text.name("revision").string(string_of(member(settings_of_app, "revision"))).close('}');
}

constexpr std::array members = {
    promised_row{"isMobilePage", on_pages_and_settings, is_mobile_page},
    promised_row{"isMobileApp", on_pages_and_settings, no},
    promised_row{"isRevampedUI", on_pages_and_settings, no},
    promised_row{"getPageType", on_pages_and_settings, page_type},
    promised_row{"getDomain", on_pages_and_settings, domain},
    promised_row{"buildPageUrl", on_pages, page_url},
    promised_row{"app.get", on_app_and_settings, app_itself},
    promised_row{"app.getFormFields", on_app_and_settings, form_fields},
    promised_row{"app.getFormLayout", on_app_and_settings, form_layout},
    promised_row{"app.getView", on_both(set_of(on::index), set_of(on::index)), view_open},
    promised_row{"app.getViews", on_both(lists, set_of(on::index)), views},
    promised_row{"app.getStatus", on_app, status},
    promised_row{"app.getPermissions", on_app, app_rights},
    promised_row{"app.isTestEnvironment", on_any_app, no},
    promised_row{"app.isMaintenanceMode", on_any_app, no},
    promised_row{"app.record.getPermissions", on_detail, record_rights},
    promised_row{"app.record.getFieldPermissions", on_both(forms, forms), field_rights},
};

}  // namespace

std::span<const promised_row> answering_members() { return members; }

}  // namespace kintone::page
