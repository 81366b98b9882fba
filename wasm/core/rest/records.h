// kintone's apps and their records: what each request about them does (Y08 to Y18, Y25, Y26). What a request
// adds or updates is judged whole before anything of it is kept.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/limits.h"
#include "core/rest/plan.h"
#include "core/rest/query/checked.h"

namespace kintone::rest {

class records {
 public:
  /// `files` and `declared` must outlive it, and dead keys must have expired before each of these
  /// (file_registry::expire). `who`: who is declared, which must outlive it too; null: anybody is there.
  /// `now`: when the declared records were made, in milliseconds. `most`: bytes of all values (limits.h,
  /// `records`).
  records(file_registry& files, const std::vector<declared_app>& declared, const credentials* who = nullptr,
          std::int64_t now = 0, std::uint64_t most = limits().records);
  records(const records&) = delete;
  records& operator=(const records&) = delete;

  /// Each writes the JSON of the answer where all is well; of a request with these parameters.
  [[nodiscard]] verdict add_record(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict add_records(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict update_record(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict update_records(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict delete_records(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_record(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_records(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict add_cursor(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_cursor(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict delete_cursor(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_comments(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict add_comment(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict delete_comment(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict update_status(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict update_statuses(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict update_assignees(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict evaluate_acl(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict bulk_request(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_apps(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_form(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_app(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_form_fields(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_form_layout(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_views(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_status(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_settings(const caller& by, const json_value& parameters, json_writer& answer);
  [[nodiscard]] verdict get_customize(const caller& by, const json_value& parameters, json_writer& answer);

  /// The warnings since this was asked.
  [[nodiscard]] std::vector<remark> take_remarks() { return std::exchange(remarks_, {}); }

  [[nodiscard]] const people& them() const { return people_; }
  /// The login user, with a session (W05).
  [[nodiscard]] identity login_user() const;
  /// The declared app of this number, in whichever space it is; null where there is none.
  [[nodiscard]] const app* declared_app_of(number id) const;
  /// The record that a form of this app begins with: defaults, and in each table a row (D09, D10).
  [[nodiscard]] std::string blank_record(const caller& by, const app& a);

  /// Records to be shown, each by its place in its app. They are good until something changes.
  using found_records = std::vector<std::pair<const app*, std::size_t>>;

  /// The records of an app that a query of the login user's finds, all of them where it has no limit. An app
  /// that nobody knows has none.
  [[nodiscard]] verdict select(number app, std::string_view query, std::int64_t now,
                               found_records& found) const;
  /// All that there are.
  [[nodiscard]] found_records all() const;
  /// What is shown of each: the record alone, `{code: {"type", "value"}}`, as Get Record has it; with its
  /// app,
  /// `{"app", "guestSpace"?, "record"}`; or all that is kept of it, with its `comments` too (snapshot.h).
  enum class showing : std::uint8_t { record, of_app, whole };
  /// A list of those from `begin` on: as many as one text takes (bounds.h, `part_text`). `begin` is then the
  /// place of the next.
  [[nodiscard]] std::string show(const found_records& found, std::size_t& begin, showing what) const;

  /// `[{"app", "guestSpace"?, "nextRecord", "nextRow", "learned"?: the fields of an open app,
  /// "declaration"?: as the option `apps` has it}]`.
  void write_apps(json_writer& text) const;
  /// Members of an object: `"users"`, the declared logins, none with its password, the login user's with what
  /// else is known of it; `"session"`; its `"timeZone"` and the `"offsets"` of that; `"guestSpaces"`; and
  /// `"apps"`, the declared apps, each with what write_for_page() gives.
  void write_for_page(json_writer& text) const;
  /// What these wrote is read again, into records that have the declared apps and nothing else: each gives
  /// the message that names what is wrong at `path`; nothing where all is right. `given` has a number in
  /// `app`.
  [[nodiscard]] std::string restore_app(const json_value& given, const std::string& path, locale language);
  [[nodiscard]] std::string restore_record(const json_value& given, const std::string& path, locale language);
  [[nodiscard]] std::string finish_restoring(std::string_view path, locale language);

 private:
  /// Which fields of records an answer shows.
  struct shown_fields {
    std::vector<const fields::form_field*> fields = {};
    bool has_id = true;
    bool has_revision = true;
  };

  /// Y19: what one more page of a query's records needs.
  struct cursor {
    std::string id;
    std::string owner;
    app_key app;
    json_value fields;
    std::vector<number> records;
    std::size_t next = 0;
    number size = 0;
    /// When it was made or asked last, in milliseconds.
    std::int64_t used = 0;
  };

  /// The app of a request, or an empty one in its place.
  class reached {
   public:
    const app* operator->() const { return known_ == nullptr ? &*none_ : known_; }
    const app& operator*() const { return known_ == nullptr ? *none_ : *known_; }

   private:
    friend class records;
    const app* known_ = nullptr;
    std::optional<app> none_ = {};
  };

  /// How a request that changes records is judged.
  using judging = verdict (records::*)(const json_value& parameters, plan& p);

  [[nodiscard]] verdict may_reach(const caller& by, number id) const;
  /// Y07: of who may reach it.
  [[nodiscard]] static verdict judge_rights(const caller& by, number id);
  [[nodiscard]] app* app_at(const app_key& key) const;
  void reach(const app_key& key, reached& found) const;
  /// Y06: reads `app`, or another parameter, and with the others that are wrong refuses it.
  [[nodiscard]] verdict read_app(const caller& by, const json_value& parameters, objections wrong,
                                 app_key& key, std::string_view name = "app") const;
  /// Reads `record` too, and finds it.
  [[nodiscard]] verdict read_record(const caller& by, const json_value& parameters, objections wrong, app*& a,
                                    const record*& r) const;
  /// Y10: `fields` and `query` of a request.
  static void judge_selection(const json_value& parameters, objections& wrong);
  /// Y23: what a request asks of a record's process.
  struct step {
    number id = 0;
    std::optional<number> revision = {};
    std::string action = {};
    /// Empty: none is given.
    std::string assignee = {};
  };

  [[nodiscard]] static step read_step(const json_value& given, const std::string& prefix, objections& wrong);
  [[nodiscard]] static step read_action(const json_value& given, const std::string& prefix,
                                        objections& wrong);
  [[nodiscard]] verdict find_process(const caller& by, const json_value& parameters, objections wrong,
                                     app*& found) const;
  [[nodiscard]] static verdict find_step(const app& a, const step& s, const std::vector<record>& steps,
                                         record& next);
  [[nodiscard]] bool has_action(const caller& by, const app& a, const fields::process_action& action,
                                const record& r) const;
  /// Puts the record as it would be behind the others.
  [[nodiscard]] verdict judge_action(const caller& by, const app& a, const step& s,
                                     std::vector<record>& steps);
  [[nodiscard]] verdict keep_steps(const caller& by, app& a, std::vector<record> steps);
  [[nodiscard]] verdict find_cursor(const caller& by, const json_value& parameters,
                                    std::vector<cursor>::iterator& found);
  [[nodiscard]] verdict read_query(const caller& by, std::string_view text, const app& a,
                                   query::checked_query& q) const;
  /// D31, L21: what an answer to it is not as kintone's.
  void remark_on(const query::checked_query& q, const app& a);
  static void write_app(json_writer& text, const app& a);
  static void write_properties(json_writer& text, const app& a);
  static void write_thread(json_writer& text, const record& r);
  [[nodiscard]] app* app_told_of(const json_value& given);
  [[nodiscard]] verdict run_all(const caller& by, const json_value& requests, json_writer& answer);
  [[nodiscard]] verdict write(const caller& by, const json_value& parameters, judging judge,
                              std::vector<const record*>& kept, std::vector<bool>* added = nullptr);
  [[nodiscard]] verdict judge_size(const app& a, const plan& p) const;
  [[nodiscard]] verdict judge_add(const json_value& parameters, plan& p);
  [[nodiscard]] verdict judge_adds(const json_value& parameters, plan& p);
  [[nodiscard]] verdict judge_put(const json_value& parameters, plan& p);
  [[nodiscard]] verdict judge_puts(const json_value& parameters, plan& p);
  [[nodiscard]] verdict judge_update(const app& a, const json_value& given, const std::string& prefix,
                                     bool is_upsert, plan& p);
  [[nodiscard]] verdict find_by_key(const app& a, const json_value& key, const std::string& prefix,
                                    const record*& found, objections& wrong) const;
  void seed(app& a, std::int64_t now);

  [[nodiscard]] static shown_fields all_of_form(const fields::form& f);
  [[nodiscard]] static shown_fields shown_of(const fields::form& f, const json_value& wanted);
  void write_record(json_writer& text, const app& a, const shown_fields& shown, const record& r) const;
  /// The next record of an answer, which takes so many bytes (bounds.h, `answer_text`).
  [[nodiscard]] verdict answer_record(json_writer& text, const app& a, const shown_fields& shown,
                                      const record& r) const;
  void write_field(json_writer& text, const app& a, const fields::form_field& f, const record& r) const;
  [[nodiscard]] verdict answer_declared(const caller& by, const json_value& parameters, std::string_view name,
                                        json_writer& answer, void (*missing)(json_writer&, const app&)) const;

  file_registry& files_;
  people people_;
  std::map<app_key, std::unique_ptr<app>> apps_;
  source_apps sources_;
  std::vector<remark> remarks_;
  std::vector<cursor> cursors_;
  /// Of all values, and the most that they may have.
  std::uint64_t bytes_ = 0;
  std::uint64_t most_;
};

}  // namespace kintone::rest
