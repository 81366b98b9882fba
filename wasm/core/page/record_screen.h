// The screens of one record: where a script is, and what its form holds (W02, E12 to E15).
#pragma once

#include <cstdint>
#include <string>

#include "core/page/chain.h"
#include "core/rest/records.h"
#include "core/world/world.h"

namespace kintone::page {

/// `{"app", "record", "mobileApp", "mobileRecord"}`: what getId() of kintone.app, kintone.app.record and
/// their mobile twins give on the screen that is open; null where they give that (W02, W03). `shape`:
/// "created", "edited" or "shown" where it is a record's, "list" where it is a list. `copied`: the number of
/// the record that a new one is a copy of, where there is one. `opens`: a served page opens it by itself.
[[nodiscard]] std::string whereabouts(const world::world& w);

/// `{"record", "fires", "rows", "path", "pages", "refuses"}`: the record that a form of the open screen has,
/// from what Get Record answered; of a new one from nothing, with the defaults. `fires`: the codes of
/// firing_codes(); `rows`: of each table a new row's cells; `path`: of its REST requests; `pages`: of the
/// `list` of its app, and of a `record`, whose number follows (W10); `refuses`: by members of a page
/// what is said where the screen does not have them. Where the app is not declared, `message` says how, and
/// the record is as it is. `in_list`: it is edited within a list (E20).
[[nodiscard]] std::string form_text(rest::records& all, world::world& w, const json_value& stored,
                                    bool in_list);

/// The form of the app of the open screen; of an app that is not declared an empty one.
[[nodiscard]] const rest::fields::form& form_here(const rest::records& all, const world::world& w);

/// What the paths of an app's pages and REST requests begin with: `/k/`, or that of its guest space.
[[nodiscard]] std::string path_of_app(const rest::records& all, rest::number app);

/// The path of the REST API below which the app of the open screen is: `/k/v1/`, or that of its guest space.
[[nodiscard]] std::string rest_path_here(const rest::records& all, const world::world& w);

/// An action of the record's process management (E17): `{"action", "status", "nextStatus"}`, each
/// `{"value"}`, or the `message` that it is none of those that lead on. `record`: the form's.
[[nodiscard]] std::string process_text(const rest::records& all, const world::world& w,
                                       const argument& action, const json_value& record);

/// `{"reaches", "warning"?}`: whether kintone.app.record.get or set reaches the form of the open screen.
/// `name`: `app.record.get` or its like, also of `mobile`; `in_handler`: a handler of kintone.events runs
/// (R01 to R03).
[[nodiscard]] std::string record_access(const world::world& w, printed_notices& printed,
                                        std::string_view name, bool in_handler);

/// What is said where so many change events have followed one another, of these fields; empty where they may
/// (E15).
[[nodiscard]] std::string changes_fault(std::uint32_t count, std::string_view codes, locale language);

}  // namespace kintone::page
